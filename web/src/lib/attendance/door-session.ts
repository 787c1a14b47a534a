import { shortDay, time } from '$lib/format';
import { m } from '$lib/paraglide/messages';
import { doorOpensAt } from '$rules/slot';
import type { DoorEvent } from './door/store';

export type DoorSession = DoorEvent['sessions'][number];

/** A session of yesterday, or of tomorrow, is nobody's choice. */
const NEAR = 12 * 3_600_000;

const endedLongAgo = ({ endsAt }: DoorSession, at: number): boolean => Date.parse(endsAt) <= at - NEAR;

export const isNear = (session: DoorSession, at: number): boolean =>
  !endedLongAgo(session, at) && Date.parse(session.startsAt) < at + NEAR;

/** 08.00, or 08.00, 9 Jun as seen from another day. */
export function momentFrom(at: number, moment: string | Date, zone: string): string {
  const [date, today] = [shortDay(moment, zone), shortDay(new Date(at), zone)];
  return date === today ? time(moment, zone) : `${time(moment, zone)}, ${date}`;
}

export interface ShutSession {
  hasEnded: boolean;
  heading: string;
  /** Since or until when, and which session that is. */
  told: string;
}

/** What to say of a session whose door admits nobody at a time; null while it is open. */
export function shutSession({ title, startsAt, endsAt }: DoorSession, at: number, zone: string): ShutSession | null {
  const opensAt = doorOpensAt({ startsAt: new Date(startsAt) });
  if (at < opensAt.getTime()) {
    const told = m.gate_session_early_when({ title, when: momentFrom(at, opensAt, zone) });
    return { hasEnded: false, heading: m.gate_session_early(), told };
  }
  if (at <= Date.parse(endsAt)) return null;
  const told = m.gate_session_ended_when({ title, when: momentFrom(at, endsAt, zone) });
  return { hasEnded: true, heading: m.gate_session_ended(), told };
}
