import { outcomeOf, type Judged } from '$rules/standing';
import { readScanInput } from '$rules/scan-input';
import { RosterBox, type RosterRecord } from '$rules/roster-box';
import { placesOf, type Programme, type Span } from '$rules/slot';
import { judge, type Presented, type Verdict } from '$rules/verdict';
import { readTicket } from '$common-rules/ticket-format';
import { verifyEd25519 } from './ed25519';
import type { DoorEvent, DoorStore, Facts, KeptScan } from './store';

/** What the phone finds by itself. */
export type LocalVerdict = {
  /** `to_check`: genuine or a code, but the phone does not know of whom. */
  shown: Verdict | 'to_check';
  registrationId: string | null;
  /** Had been let in here before. */
  seenBefore: boolean;
  slot: string;
  person: { printedName: string; unit: string } | null;
  endedAt: string | null;
  /** Of `already_in`: when and where he came in, as this phone knows it. */
  first: { at: string; gateId: string | null } | null;
};

/** Of a ticket that the server has judged: what the phone remembers, for when the network goes. */
export function ownerOf(
  event: DoorEvent,
  scan: Pick<KeptScan, 'input' | 'sessionId' | keyof Timed>,
): Pick<KeptScan, 'registrationId' | 'slot'> {
  const { input, sessionId } = scan;
  const given = readScanInput(input ?? '');
  const ticket = given.kind === 'token' ? readTicket(given.token) : null;
  const { slot } = placesOf(programmeOf(event))(trueTime(scan), sessionId);
  return { registrationId: ticket?.eventId === event.id ? ticket.registrationId : null, slot };
}

type Timed = Pick<KeptScan, 'scannedAt' | 'known'>;

/** By the server's clock, as far as the phone knows it. */
export const trueTime = ({ scannedAt, known }: Timed): Date => new Date(Date.parse(scannedAt) + (known?.skewMs ?? 0));

type Found = { presented: Presented; record: RosterRecord | null; registrationId: string | null } | 'to_check';

/**
 * The verdict without network, by the same rules as the server's. Of what the phone cannot know (who came in elsewhere,
 * who registered a minute ago, whose code was typed) it says that it must be checked.
 */
export async function judgeAlone(
  store: DoorStore,
  event: DoorEvent,
  scan: Pick<KeptScan, 'id' | 'input' | 'method' | 'direction' | 'gateId' | 'sessionId' | keyof Timed>,
): Promise<LocalVerdict> {
  const [at, keys] = [trueTime(scan), await store.fact('keys')];
  const { slot, isOpen } = placesOf(programmeOf(event))(at, scan.sessionId);
  const nobody = { registrationId: null, seenBefore: false, slot, person: null, endedAt: null, first: null };
  const text = scan.method === 'name' ? null : (scan.input ?? '');
  const found = await presentedBy(store, event.id, { text, keys: keys ?? [] }).catch((error) => {
    console.error('left to the server to judge', error);
    return 'to_check' as const;
  });
  if (found === 'to_check') return { ...nobody, shown: 'to_check' };
  const { record, registrationId } = found;
  const earlier = registrationId ? await store.ofPerson(registrationId, slot) : [];
  const inside = stayOf(earlier, { ...scan, at });
  const verdict = judge(found.presented, {
    timeIsPlausible: !scan.known?.atLeast,
    eventCancelled: event.phase === 'cancelled',
    onEventDay: isOpen,
    alreadyInside: inside !== null,
  });
  const unknownYet = record === null && registrationId !== null;
  // What was done to the clock since the server was heard nobody knows after a sleep or a reload: for the time alone
  // nobody is sent away then.
  const isUnsure = verdict === 'not_for_this_session' && !scan.known?.inWatch;
  const mustBeChecked = verdict === 'clock_implausible' || isUnsure || (verdict === 'accepted' && unknownYet);
  return {
    ...nobody,
    shown: mustBeChecked ? 'to_check' : verdict,
    registrationId,
    seenBefore: earlier.some(({ verdict: answered, shown }) => (answered ?? shown) === 'accepted'),
    person: record && { printedName: record.printedName, unit: record.unit },
    endedAt: record?.endedAt ?? null,
    first: verdict === 'already_in' ? inside : null,
  };
}

async function presentedBy(
  store: DoorStore,
  eventId: string,
  { text, keys }: { text: string | null; keys: Facts['keys'] },
): Promise<Found> {
  const none = { record: null, registrationId: null };
  // Whose name was chosen, by an id that only the server knows.
  if (text === null) return 'to_check';
  const given = readScanInput(text);
  if (given.kind === 'malformed') return { ...none, presented: { kind: 'malformed' } };
  if (given.kind !== 'token') return 'to_check';
  const ticket = readTicket(given.token);
  if (!ticket) return { ...none, presented: { kind: 'malformed' } };
  const key = keys.find(({ id }) => id === ticket.keyId);
  // Made since this phone last heard of keys: whether it is genuine, only the server can tell.
  if (!key) return 'to_check';
  const [isGenuine, box] = await Promise.all([
    verifyEd25519(key.publicKey, ticket.signature, ticket.signed),
    RosterBox.of(given.token),
  ]);
  if (!isGenuine) return { ...none, presented: { kind: 'unknown' } };
  if (key.withdrawn) return { ...none, presented: { kind: 'withdrawn' } };
  if (ticket.eventId !== eventId) return { ...none, presented: { kind: 'other_event' } };
  const { registrationId } = ticket;
  const sealed = await store.box(eventId, box.id);
  // Genuine, but given out since the roster was fetched.
  if (sealed === undefined) {
    return { record: null, registrationId, presented: { kind: 'ticket', status: 'confirmed', epochIsCurrent: true } };
  }
  const record = await box.open(sealed);
  const { status, epochIsCurrent } = record;
  return { record, registrationId, presented: { kind: 'ticket', status, epochIsCurrent } };
}

/** The stay that an entry now would repeat, as far as this phone has seen. */
function stayOf(
  earlier: KeptScan[],
  { id, direction, gateId, at }: Pick<KeptScan, 'id' | 'direction' | 'gateId'> & { at: Date },
): { at: string; gateId: string | null } | null {
  const seen: Judged[] = earlier.map((scan) => ({
    id: scan.id,
    direction: scan.direction,
    gateId: scan.gateId,
    scannedAt: trueTime(scan),
    verdict: scan.verdict ?? (scan.shown === 'to_check' ? 'accepted' : (scan.shown ?? 'unknown')),
    shown: null,
    barred: false,
    ruling: scan.undoneAt ? 'void' : null,
  }));
  const asked: Judged = {
    id,
    direction,
    gateId,
    scannedAt: at,
    verdict: 'already_in',
    shown: null,
    barred: false,
    ruling: null,
  };
  const { entries, of } = outcomeOf([...seen.filter((scan) => scan.id !== id), asked]);
  const last = entries.findLast((entry) => entry.inAt <= at);
  return of.get(id)?.standing === 'repeat' && last ? { at: last.inAt.toISOString(), gateId: last.gateId } : null;
}

/** Whether this is one of its days. */
export const runsOn = (event: DoorEvent, now: string): boolean => placesOf(programmeOf(event))(new Date(now)).isOpen;

const dateOf = (moment: string | null): Date | null => (moment === null ? null : new Date(moment));

function programmeOf({ startsAt, endsAt, zone, sessions }: DoorEvent): Programme<Span & { id: string }> {
  return {
    startsAt: dateOf(startsAt),
    endsAt: dateOf(endsAt),
    zone,
    sessions: sessions.map((each) => ({
      id: each.id,
      startsAt: new Date(each.startsAt),
      endsAt: new Date(each.endsAt),
    })),
  };
}
