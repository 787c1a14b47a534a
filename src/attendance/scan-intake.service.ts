import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, type DomainError, Folds, groupBy } from '../common/index.js';
import { Database, type Reader, Transactions, type Tx } from '../database/index.js';
import { Events } from '../events/index.js';
import { AttendanceErrors } from './attendance.errors.js';
import { GatesRepository } from './gates.repository.js';
import { PresenceBook } from './presence-book.js';
import type { Scan } from './scan.entity.js';
import { ScanNewsDesk } from './scan-news.service.js';
import { EntryTaken, ScansRepository, ScanStored } from './scans.repository.js';
import { pageKey } from './rules/slot.js';
import { judgeInOrder, judgeStranger, type Report, type Reported, type Seen, seenOf } from './seen-scans.js';
import { TicketReader } from './ticket-reader.js';

/** Of a shorter difference a slow network is the likelier cause than a wrong clock. */
const SKEW_FROM_MS = 2_000;
/** As many scans as one call brings at most. */
const MOST_IN_A_FOLD = 500;

/** `stored`: as it was written; null when it had been sent before. */
export interface Taken extends Seen {
  stored: Scan | null;
}

/** Stores what phones report, one scan or five hundred, whatever each shows. */
@Injectable()
export class ScanIntake {
  private readonly folds = new Folds<Report, Taken[]>({
    most: MOST_IN_A_FOLD,
    sizeOf: ({ scans }) => scans.length,
    work: (eventId, reports) => this.fold(eventId, reports),
  });

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
   * @param options.sentAt when the phone sent them, by its clock, from which its error is measured; without it the clock is right
   * @param options.gateMustBe a gate that the event does not have is refused
   * @returns each as it was seen; what became of them stands in the database
   * @throws DomainError EVENT_NOT_FOUND, GATE_NOT_FOUND
   */
  take(
    eventId: string,
    scans: Reported[],
    actor: Actor,
    { sentAt, gateMustBe = false }: { sentAt: Date | null; gateMustBe?: boolean },
  ): Promise<Taken[]> {
    const receivedAt = this.clock.now();
    const skew = sentAt ? receivedAt.getTime() - sentAt.getTime() : 0;
    const skewMs = Math.abs(skew) < SKEW_FROM_MS ? 0 : skew;
    return this.folds.ask(eventId, { scans, receivedAt, skewMs, actor, gateMustBe });
  }

  private async fold(eventId: string, reports: Report[]): Promise<(Taken[] | DomainError)[]> {
    const looked = await this.database.read((m) => this.look(m, eventId, reports));
    const written = await this.store(looked.filter((each) => Array.isArray(each)));
    return looked.map((each) =>
      Array.isArray(each) ? each.map((seen) => ({ ...seen, stored: written.get(seen.scan.id) ?? null })) : each,
    );
  }

  private async look(m: Reader, eventId: string, reports: Report[]): Promise<(Seen[] | DomainError)[]> {
    const event = await this.events.find(m, eventId);
    const gates = new Set((await this.gates.ofEvent(m, eventId)).map(({ id }) => id));
    const sessions = await this.events.sessions(m, eventId);
    const programme = { ...event, sessions };
    const tickets = await this.tickets.read(
      m,
      eventId,
      reports.flatMap(({ scans }) => scans),
    );
    return reports.map((report) => {
      const own = tickets.splice(0, report.scans.length);
      if (report.gateMustBe && report.scans.some(({ gateId }) => gateId && !gates.has(gateId))) {
        return AttendanceErrors.gateNotFound();
      }
      return seenOf(report, own, { event, gates, programme });
    });
  }

  /** @returns those that had not been sent before, as they were written */
  private async store(reports: Seen[][]): Promise<Map<string, Scan>> {
    for (;;) {
      try {
        // The scans' ids make a second run harmless when the first one's outcome is unknown.
        return await this.transactions.run((tx) => this.storeOnce(tx, reports), { repeatable: true });
      } catch (error) {
        // Sent by another request in the meantime, or let in by another phone: judged again, knowing of it.
        if (!(error instanceof ScanStored || error instanceof EntryTaken)) throw error;
      }
    }
  }

  private async storeOnce(tx: Tx, reports: Seen[][]): Promise<Map<string, Scan>> {
    const seen = reports.flat();
    const known = await this.scans.known(
      tx,
      seen.map(({ scan }) => scan.id),
    );
    const fresh = new Map<string, Seen>();
    for (const each of seen) {
      if (!known.has(each.scan.id) && !fresh.has(each.scan.id)) fresh.set(each.scan.id, each);
    }
    const judged = await this.judgeAndWrite(tx, [...fresh.values()]);
    await this.audit.appendMany(
      tx,
      judged.map(({ id, eventId, verdict, direction, gateId, registrationId }) => ({
        actor: fresh.get(id)!.actor,
        action: 'attendance.scanned',
        subject: { kind: 'scan', id },
        eventId,
        payload: { verdict, direction, gateId, registrationId },
      })),
    );
    const before = new Set(known.keys());
    for (const report of reports) {
      const [first] = report;
      if (!first) continue;
      const told = report.map(({ scan: { id, eventId, shown }, undone }) => ({ id, eventId, shown, undone }));
      await this.news.take(tx, told, before, first.actor);
      for (const { id } of told) before.add(id);
    }
    return new Map(judged.map((scan) => [scan.id, scan]));
  }

  private async judgeAndWrite(tx: Tx, fresh: Seen[]): Promise<Scan[]> {
    const [somebody, nobody] = partition(fresh, ({ scan }) => scan.registrationId !== null);
    const pages = await this.book.open(
      tx,
      somebody.map(({ scan }) => ({ registrationId: scan.registrationId!, slot: scan.slot })),
    );
    const groups = groupBy(somebody, ({ scan }) => pageKey(scan));
    const judged = new Map([...groups].map(([key, group]) => [key, judgeInOrder(pages.get(key)!, group)]));
    const { scans } = await this.book.write(tx, [...pages.values()], judged);
    const strangers = nobody.map(judgeStranger);
    await this.scans.insertScans(tx, strangers);
    return [...scans, ...strangers];
  }
}

function partition<T>(all: T[], first: (each: T) => boolean): [T[], T[]] {
  return [all.filter(first), all.filter((each) => !first(each))];
}
