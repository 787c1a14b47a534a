import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { gatesOf } from '../common/access/index.js';
import { type Actor, Clock } from '../common/index.js';
import { Database, type Reader, Transactions, type Tx } from '../database/index.js';
import { type Event, Events } from '../events/index.js';
import type { NewScan } from './dto/scan.dto.js';
import { GatesRepository } from './gates.repository.js';
import { outcomeOn, type Page, pageKey, PresenceBook } from './presence-book.js';
import { doorTime, type Scan } from './scan.entity.js';
import { ScanNewsDesk } from './scan-news.service.js';
import { EntryTaken, ScansRepository, ScanStored } from './scans.repository.js';
import { placeAt } from './rules/slot.js';
import { outcomeOf, type Shown } from './rules/standing.js';
import { type ReadTicket, TicketReader } from './ticket-reader.js';
import { judge, type Presented } from './rules/verdict.js';

/** Of a shorter difference a slow network is the likelier cause than a wrong clock. */
const SKEW_FROM_MS = 2_000;

export interface Reported extends NewScan {
  shown?: Shown | null;
  undoneAt?: string | null;
}

/** What the database held about a scan when it came in. */
export interface Seen {
  event: Event;
  ticket: ReadTicket;
  scan: Scan;
  onEventDay: boolean;
  /** The officer took it back. */
  undone: boolean;
}

/** Stores what phones report, one scan or five hundred, whatever each shows. */
@Injectable()
export class ScanIntake {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly scans: ScansRepository,
    private readonly gates: GatesRepository,
    private readonly events: Events,
    private readonly tickets: TicketReader,
    private readonly book: PresenceBook,
    private readonly news: ScanNewsDesk,
    private readonly audit: Audit,
  ) {}

  /**
   * @param sentAt when the phone sent them, by its clock, from which its error is measured; without it the clock is right
   * @returns each as it was seen; what became of them stands in the database
   */
  async take(eventId: string, reported: Reported[], sentAt: Date | null, actor: Actor): Promise<Seen[]> {
    const receivedAt = this.clock.now();
    const skew = sentAt ? receivedAt.getTime() - sentAt.getTime() : 0;
    const skewMs = Math.abs(skew) < SKEW_FROM_MS ? 0 : skew;
    const seen = await this.database.read((m) => this.look(m, eventId, reported, { receivedAt, skewMs }, actor));
    await this.store(seen, actor);
    return seen;
  }

  private async look(
    m: Reader,
    eventId: string,
    reported: Reported[],
    { receivedAt, skewMs }: { receivedAt: Date; skewMs: number },
    actor: Actor,
  ): Promise<Seen[]> {
    const event = await this.events.find(m, eventId);
    const { device } = actor;
    const own = device ? gatesOf(device, eventId) : null;
    const ofEvent = (await this.gates.ofEvent(m, eventId)).map(({ id }) => id);
    const gates = new Set(own ? ofEvent.filter((id) => own.includes(id)) : ofEvent);
    const tickets = await this.tickets.read(m, eventId, reported);
    const sessions = await this.events.sessions(m, eventId);
    const programme = { ...event, sessions };
    return reported.map((body, n) => {
      const ticket = tickets[n]!;
      const times = { scannedAt: new Date(body.scannedAt), skewMs };
      const at = doorTime(times);
      const place = placeAt(programme, at, body.sessionId?.toLowerCase());
      const scan: Scan = {
        ...times,
        id: body.id.toLowerCase(),
        eventId,
        // A gate that is not, or no longer, of this event or this phone is no reason to lose a scan.
        gateId: body.gateId && gates.has(body.gateId) ? body.gateId : null,
        registrationId: ticket.kind === 'ticket' ? ticket.registration.id : null,
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
        barred: device?.ended ? at > device.ended.at : false,
      };
      const undone = typeof body.undoneAt === 'string';
      return { event, ticket, scan, onEventDay: place.isOpen, undone };
    });
  }

  private async store(seen: Seen[], actor: Actor): Promise<void> {
    for (;;) {
      try {
        // The scans' ids make a second run harmless when the first one's outcome is unknown.
        return await this.transactions.run((tx) => this.storeOnce(tx, seen, actor), { repeatable: true });
      } catch (error) {
        // Sent by another request in the meantime, or let in by another phone: judged again, knowing of it.
        if (!(error instanceof ScanStored || error instanceof EntryTaken)) throw error;
      }
    }
  }

  private async storeOnce(tx: Tx, seen: Seen[], actor: Actor): Promise<void> {
    const known = await this.scans.known(
      tx,
      seen.map(({ scan }) => scan.id),
    );
    const fresh = new Map(seen.flatMap((each) => (known.has(each.scan.id) ? [] : [[each.scan.id, each]])));
    const [somebody, nobody] = partition([...fresh.values()], ({ scan }) => scan.registrationId !== null);
    const pages = await this.book.open(
      tx,
      somebody.map(({ scan }) => ({ registrationId: scan.registrationId!, slot: scan.slot })),
    );
    const judged: Scan[] = [];
    for (const [key, group] of groupBy(somebody, ({ scan }) => pageKey(scan))) {
      const page = pages.get(key)!;
      const scans = judgeInOrder(page, group);
      await this.book.write(tx, page, scans);
      judged.push(...scans);
    }
    const strangers = nobody.map(judgeStranger);
    await this.scans.insertScans(tx, strangers);
    judged.push(...strangers);
    await this.audit.appendMany(
      tx,
      judged.map(({ id, eventId, verdict, direction, gateId, registrationId }) => ({
        actor,
        action: 'attendance.scanned',
        subject: { kind: 'scan', id },
        eventId,
        payload: { verdict, direction, gateId, registrationId },
      })),
    );
    await this.news.take(
      tx,
      seen.map(({ scan: { id, eventId, shown }, undone }) => ({ id, eventId, shown, undone })),
      new Set(known.keys()),
      actor,
    );
  }
}

/** In the order at the door, each knowing of those before it. */
function judgeInOrder(page: Page, group: Seen[]): Scan[] {
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
function judgeStranger(each: Seen): Scan {
  const scan = { ...each.scan, verdict: verdictOf(each, false) };
  return { ...scan, ...outcomeOf([{ ...scan, ruling: null }]).of.get(scan.id) };
}

const verdictOf = ({ ticket, scan, event, onEventDay }: Seen, alreadyInside: boolean) =>
  judge(presentedOf(ticket), {
    scannedAt: doorTime(scan),
    receivedAt: scan.receivedAt,
    eventCancelled: event.state === 'cancelled',
    onEventDay,
    alreadyInside,
  });

const presentedOf = (ticket: ReadTicket): Presented =>
  ticket.kind === 'ticket'
    ? { kind: 'ticket', status: ticket.registration.status, epochIsCurrent: ticket.epochIsCurrent }
    : ticket;

function partition<T>(all: T[], first: (each: T) => boolean): [T[], T[]] {
  return [all.filter(first), all.filter((each) => !first(each))];
}

function groupBy<T>(all: T[], keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
}
