import type { Correction } from './correction.js';
import { type Closing, type Entry, intervalOf } from './presence.js';
import { clippedTo, type CountedSession, type Interval, minutesOf, sessionCounts, without } from './share.js';
import { sessionOfSlot, type Span, spanOf } from './slot.js';

type InSlot = { slot: string };
type Said = Correction & InSlot;

/** What is known of one person in all slots of an event. */
export interface Known {
  entries: readonly (Pick<Entry, 'inAt' | 'outAt' | 'inScanId'> & InSlot & { id: string })[];
  /** When he was seen coming to a session in which he was already. */
  again: readonly (InSlot & { at: Date })[];
  /** Those in force. */
  corrections: readonly Said[];
}

export const NOTHING_KNOWN: Known = { entries: [], again: [], corrections: [] };

export interface Stay {
  id: string;
  inAt: Date;
  outAt: Date | null;
  /** The time of the session that it counts for, by when it ended or is taken to have ended. */
  counted: Interval[];
}

export interface Attended {
  jp: number;
  /** Minutes inside, by session. */
  minutes: Map<string, number>;
}

type Agenda = readonly (CountedSession & { id: string })[];

/** A stay that the door of a session, or an organiser for that session, told. */
interface OwnStay {
  stay: Known['entries'][number];
  session: Agenda[number];
  sightings: Sighting[];
}

/** Since when it is told that he is there, and the time of the session from then on. */
interface Sighting {
  since: Date;
  slot: string;
  isSaid: boolean;
  inside: Interval | null;
}

/**
 * The stays that tell of each session, in the order of their beginnings. One in which the person was seen at its own door,
 * or of which an organiser said something, goes by that; any other by what of the day lies in it. Nobody sits in two
 * rooms at once, so no minute counts for two sessions that give hours if a door of one of them tells better.
 */
export function staysBySession(sessions: Agenda, known: Known, closing: Closing, until?: Date): Map<string, Stay[]> {
  const ofDays: { stay: Known['entries'][number]; whole: Interval }[] = [];
  const own: OwnStay[] = [];
  for (const stay of [...known.entries].sort((a, b) => a.inAt.getTime() - b.inAt.getTime())) {
    const whole = intervalOf(stay, closing, until);
    const sessionId = sessionOfSlot(stay.slot);
    const session = closing.sessions.find(({ id }) => id === sessionId);
    if (session) own.push({ stay, session, sightings: sightingsOf(stay, session, whole, known.again) });
    else if (sessionId === null && whole) ofDays.push({ stay, whole });
  }
  const told = new Set([
    ...own.map(({ session }) => session.id),
    ...known.corrections.flatMap(({ slot }) => sessionOfSlot(slot) ?? []),
  ]);
  return new Map(
    sessions.map((session) => {
      const beside = own.flatMap((other) => (shareTime(session, other.session) ? other.sightings : []));
      if (!told.has(session.id)) {
        const stays = ofDays.map(({ stay, whole }) => stayOf(stay, leftOf(clippedTo(session, whole), beside)));
        return [session.id, stays.filter(({ counted }) => counted.length > 0)];
      }
      const stays = own.filter((one) => one.session.id === session.id);
      return [session.id, stays.map(({ stay, sightings }) => stayOf(stay, leftOfEach(sightings, beside)))];
    }),
  );
}

function sightingsOf(
  { inAt, inScanId, slot }: Known['entries'][number],
  session: Agenda[number],
  whole: Interval | null,
  again: Known['again'],
): Sighting[] {
  const isWithin = (at: Date) => whole !== null && at > inAt && at < whole.to;
  const later = again.flatMap((seen) => (seen.slot === slot && isWithin(seen.at) ? seen.at : []));
  return [inAt, ...later].map((since) => ({
    ...{ since, slot, isSaid: inScanId === null },
    inside: whole && clippedTo(session, { from: since, to: whole.to }),
  }));
}

/** Sessions that run at the same time and give hours, of which nobody can attend both. */
export const shareTime = (a: Agenda[number], b: Agenda[number]): boolean =>
  a.id !== b.id && a.jp > 0 && b.jp > 0 && a.startsAt < b.endsAt && b.startsAt < a.endsAt;

const stayOf = ({ id, inAt, outAt }: Known['entries'][number], counted: Interval[]): Stay => ({
  ...{ id, inAt, outAt, counted },
});

const leftOfEach = (sightings: readonly Sighting[], beside: readonly Sighting[]): Interval[] =>
  sightings.flatMap((one) =>
    leftOf(
      one.inside,
      beside.filter((other) => takesFrom(one, other)),
    ),
  );

function leftOf(inside: Interval | null, takers: readonly Sighting[]): Interval[] {
  const taken = takers.flatMap((taker) => taker.inside ?? []);
  return inside ? without(inside, taken) : [];
}

/** The door at which he was seen last has the time, unless an organiser said where he was. */
function takesFrom(one: Sighting, other: Sighting): boolean {
  if (one.isSaid || other.isSaid) return !one.isSaid;
  const later = other.since.getTime() - one.since.getTime();
  return later === 0 ? other.slot > one.slot : later > 0;
}

/** @param stays as `staysBySession` gives them */
export function attendedOf(sessions: Agenda, stays: ReadonlyMap<string, readonly Stay[]>): Attended {
  const minutes = new Map<string, number>();
  let jp = 0;
  for (const session of sessions) {
    const inside = stays.get(session.id)!.flatMap(({ counted }) => counted);
    minutes.set(session.id, minutesOf(session, inside));
    if (sessionCounts(session, inside)) jp += session.jp;
  }
  return { jp, minutes };
}

/** Minutes inside while any of these sessions ran: two that run at the same time pass but once. */
export function minutesDuring(
  sessions: readonly (Span & { id: string })[],
  stays: ReadonlyMap<string, readonly Stay[]>,
): number {
  const whole = spanOf(sessions);
  if (!whole) return 0;
  const inside = sessions.flatMap(({ id }) => stays.get(id)!.flatMap(({ counted }) => counted));
  return minutesOf(whole, inside);
}
