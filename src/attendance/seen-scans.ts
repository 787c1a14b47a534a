import { gatesOf } from '../common/access/index.js';
import type { Actor } from '../common/index.js';
import type { AgendaEntry, Event } from '../events/index.js';
import type { KeptScan, NewScan } from './dto/scan.dto.js';
import { outcomeOn, type Page } from './presence-book.js';
import { skewAtScan } from './rules/phone-clock.js';
import { placesOf, type Programme } from './rules/slot.js';
import { outcomeOf } from './rules/standing.js';
import { clockIsPlausible, judge, type Presented } from './rules/verdict.js';
import { doorTime, type Scan } from './scan.entity.js';
import type { ReadTicket } from './ticket-reader.js';

// What is seen and judged of a scan, from what the phone reports and what the database held.

export type Reported = NewScan & Partial<Omit<KeptScan, keyof NewScan>>;

/** What one request brings. */
export interface Report {
  scans: Reported[];
  receivedAt: Date;
  /** By how much the clock was behind ours when they were sent. */
  skewMs: number;
  actor: Actor;
  gateMustBe: boolean;
}

/** What the database held about a scan when it came in. */
export interface Seen {
  event: Event;
  ticket: ReadTicket;
  scan: Scan;
  actor: Actor;
  onEventDay: boolean;
  timeIsPlausible: boolean;
  /** The officer took it back, while he still might. */
  undone: boolean;
}

export function seenOf(
  { scans, receivedAt, skewMs: sentSkewMs, actor }: Report,
  tickets: ReadTicket[],
  { event, gates, programme }: { event: Event; gates: ReadonlySet<string>; programme: Programme<AgendaEntry> },
): Seen[] {
  const { device } = actor;
  const own = device && gatesOf(device, event.id);
  const isTooLate = (at: Date) => Boolean(device?.ended && at > device.ended.at);
  const placeAt = placesOf(programme);
  return scans.map((body, n) => {
    const ticket = tickets[n]!;
    const scannedAt = new Date(body.scannedAt);
    const { skewMs, isInDoubt } = skewAtScan(sentSkewMs, body);
    const at = doorTime({ scannedAt, skewMs });
    const place = placeAt(at, body.sessionId);
    // A gate that is not, or no longer, of this event or this phone is no reason to lose a scan.
    const isGate = (id: string) => gates.has(id) && (!own || own.includes(id));
    // Who stands at one gate only need not say so.
    const atGate = [body.gateId, own?.length === 1 ? own[0] : null].find((id) => id && isGate(id));
    const scan: Scan = {
      scannedAt,
      skewMs,
      id: body.id,
      eventId: event.id,
      gateId: atGate ?? null,
      registrationId: ticket.kind === 'ticket' ? ticket.registration.id : null,
      employeeId: (ticket.kind === 'unknown' && ticket.employee?.id) || null,
      slot: place.slot,
      direction: body.direction ?? 'in',
      method: body.method,
      verdict: 'malformed',
      shown: body.shown ?? null,
      standing: 'refused',
      conflict: null,
      receivedAt,
      staffId: actor.kind === 'staff' ? actor.id : null,
      deviceId: device?.id ?? null,
      deviceLabel: device?.name ?? body.deviceLabel ?? null,
      barred: isTooLate(at),
    };
    const undoneAt = body.undoneAt ? doorTime({ scannedAt: new Date(body.undoneAt), skewMs }) : null;
    const undone = undoneAt !== null && !isTooLate(undoneAt);
    const timeIsPlausible = !isInDoubt && clockIsPlausible(at, receivedAt);
    return { event, ticket, scan, actor, onEventDay: place.isOpen, timeIsPlausible, undone };
  });
}

/** In the order at the door, each knowing of those before it. */
export function judgeInOrder(page: Page, group: Seen[]): Scan[] {
  const judged: Scan[] = [];
  const inOrder = [...group].sort((a, b) => doorTime(a.scan).getTime() - doorTime(b.scan).getTime());
  for (const each of inOrder) {
    // Whoever is asked for comes after those who were answered at the same moment. A verdict knows nothing of a bar.
    const asked: Scan = { ...each.scan, verdict: 'already_in', barred: false };
    const { standing } = outcomeOn(page, [...judged, asked]).of.get(asked.id)!;
    judged.push({ ...each.scan, verdict: verdictOf(each, standing === 'repeat') });
  }
  return judged;
}

/** Of a code that is nobody's there is no page. */
export function judgeStranger(each: Seen): Scan {
  const scan = { ...each.scan, verdict: verdictOf(each, false) };
  return { ...scan, ...outcomeOf([{ ...scan, ruling: null }]).of.get(scan.id) };
}

const verdictOf = ({ ticket, event, onEventDay, timeIsPlausible }: Seen, alreadyInside: boolean) =>
  judge(presentedOf(ticket), {
    timeIsPlausible,
    eventCancelled: event.state === 'cancelled',
    onEventDay,
    alreadyInside,
  });

const presentedOf = (ticket: ReadTicket): Presented =>
  ticket.kind === 'ticket'
    ? { kind: 'ticket', status: ticket.registration.status, epochIsCurrent: ticket.epochIsCurrent }
    : ticket;
