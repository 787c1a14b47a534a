import { Injectable } from '@nestjs/common';
import { newId } from '../common/index.js';
import type { Reader, Tx } from '../database/index.js';
import { Registrations } from '../registration/index.js';
import type { FirstEntry } from './dto/scan.dto.js';
import type { Presence } from './presence.entity.js';
import { type Entry, entryAt } from './rules/presence.js';
import { doorTime, type Scan } from './scan.entity.js';
import { ScansRepository } from './scans.repository.js';
import { type Decision, type Judged, type Outcome, outcomeOf } from './rules/standing.js';

/** What is known of one person in one slot. */
export interface Page {
  registrationId: string;
  slot: string;
  scans: Scan[];
  entries: Presence[];
  rulings: ReadonlyMap<string, Decision>;
}

export const pageKey = ({ registrationId, slot }: Pick<Scan, 'registrationId' | 'slot'>): string =>
  `${registrationId} ${slot}`;

/**
 * Keeps presence and the standing of scans what follows from scans and rulings. Whoever writes has the person held, so
 * that nobody else derives from less at the same time.
 */
@Injectable()
export class PresenceBook {
  constructor(
    private readonly scans: ScansRepository,
    private readonly registrations: Registrations,
  ) {}

  /** Holds the people, and reads what is known of them in these slots. */
  async open(tx: Tx, wanted: Pick<Page, 'registrationId' | 'slot'>[]): Promise<Map<string, Page>> {
    const pages = new Map<string, Page>();
    if (wanted.length === 0) return pages;
    const people = [...new Set(wanted.map(({ registrationId }) => registrationId))];
    const slots = [...new Set(wanted.map(({ slot }) => slot))];
    await this.registrations.hold(tx, people);
    const scans = await this.scans.ofPeople(tx, people, slots);
    const entries = await this.scans.entriesOfPeople(tx, people, slots);
    const rulings = await this.scans.rulings(
      tx,
      scans.map(({ id }) => id),
    );
    for (const { registrationId, slot } of wanted) {
      const mine = (row: { registrationId: string | null; slot: string }) =>
        row.registrationId === registrationId && row.slot === slot;
      const page = { registrationId, slot, scans: scans.filter(mine), entries: entries.filter(mine), rulings };
      pages.set(pageKey(page), page);
    }
    return pages;
  }

  /** The admission of the stay that a scan falls into. */
  async admissionBefore(m: Reader, { registrationId, slot, ...times }: Scan): Promise<FirstEntry | null> {
    const entries = registrationId ? await this.scans.entries(m, registrationId, slot) : [];
    const stay = entryAt(entries, doorTime(times));
    if (!stay) return null;
    const { inAt, gate, inScan } = await this.scans.firstEntry(m, stay.id);
    return { at: inAt.toISOString(), gate: gate?.name ?? null, device: inScan?.deviceLabel ?? null };
  }

  /** What follows when a ruling, or what the phone showed, has changed. */
  async follow(tx: Tx, { id, registrationId, slot }: Pick<Scan, 'id' | 'registrationId' | 'slot'>): Promise<void> {
    if (registrationId === null) {
      await this.scans.settle(tx, id, { standing: 'refused', conflict: null });
      return;
    }
    const page = (await this.open(tx, [{ registrationId, slot }])).get(pageKey({ registrationId, slot }));
    if (page) await this.write(tx, page);
  }

  /** Writes what follows from the scans of the page with these new ones, and the new ones themselves. */
  async write(tx: Tx, page: Page, fresh: readonly Scan[] = []): Promise<void> {
    const outcome = outcomeOf(judgedOf(page, fresh));
    await this.scans.insertScans(
      tx,
      fresh.map((scan) => ({ ...scan, ...outcome.of.get(scan.id) })),
    );
    for (const { id, standing, conflict } of page.scans) {
      const now = outcome.of.get(id);
      if (now && (now.standing !== standing || now.conflict !== conflict)) await this.scans.settle(tx, id, now);
    }
    await this.writeEntries(tx, page, outcome.entries, fresh[0] ?? page.scans[0]);
  }

  private async writeEntries(tx: Tx, page: Page, entries: Entry[], scan: Scan | undefined): Promise<void> {
    const { registrationId, slot } = page;
    if (!scan) return;
    const { eventId } = scan;
    const stored = new Map(page.entries.map((entry) => [entry.entryNo, entry]));
    const surplus = page.entries.filter(({ entryNo }) => entryNo > entries.length);
    const arrived = page.entries.find(({ entryNo }) => entryNo === 1)?.inAt.getTime();
    const arrives = entries[0]?.inAt.getTime();
    // An exit that moves from one stay to another would stand in both for a moment, which nothing forbids.
    await this.scans.deleteEntries(
      tx,
      surplus.map(({ id }) => id),
    );
    for (const entry of entries) {
      const before = stored.get(entry.entryNo);
      if (!before) await this.scans.insertEntry(tx, { id: newId(), registrationId, eventId, slot, ...entry });
      else if (!isSame(before, entry)) await this.scans.updateEntry(tx, before.id, entry);
    }
    if (arrived !== arrives) {
      await this.registrations.arrived(tx, registrationId, await this.scans.firstArrival(tx, registrationId));
    }
  }
}

/** As the rules see them: by the time at the door. */
export function judgedOf({ scans, rulings }: Pick<Page, 'scans' | 'rulings'>, fresh: readonly Scan[] = []): Judged[] {
  return [...scans, ...fresh].map((scan) => ({
    ...scan,
    scannedAt: doorTime(scan),
    ruling: rulings.get(scan.id) ?? null,
  }));
}

export const outcomeOn = (page: Page, fresh: readonly Scan[]): Outcome => outcomeOf(judgedOf(page, fresh));

const isSame = (before: Presence, entry: Entry): boolean =>
  before.inAt.getTime() === entry.inAt.getTime() &&
  before.outAt?.getTime() === entry.outAt?.getTime() &&
  before.inScanId === entry.inScanId &&
  before.outScanId === entry.outScanId;
