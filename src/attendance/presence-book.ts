import { Injectable } from '@nestjs/common';
import { newId } from '../common/index.js';
import type { Reader, Tx } from '../database/index.js';
import { Registrations } from '../registration/index.js';
import type { FirstEntry } from './dto/scan.dto.js';
import { PresenceCorrection } from './presence/correction.entity.js';
import type { Presence } from './presence.entity.js';
import { type Entry, entryAt } from './rules/presence.js';
import { pageKey } from './rules/slot.js';
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
  corrections: PresenceCorrection[];
}

export interface Written {
  /** The new ones, with what became of them. */
  scans: Scan[];
  /** How many rows said something else before. */
  changed: number;
}

/**
 * Keeps presence and the standing of scans what follows from scans, rulings and corrections. Whoever writes has the person held, so
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
    const corrections = await this.scans.correctionsOf(tx, people, slots);
    for (const { registrationId, slot } of wanted) {
      pages.set(pageKey({ registrationId, slot }), {
        registrationId,
        slot,
        scans: [],
        entries: [],
        rulings,
        corrections: [],
      });
    }
    for (const scan of scans) pages.get(pageKey(scan))?.scans.push(scan);
    for (const entry of entries) pages.get(pageKey(entry))?.entries.push(entry);
    for (const correction of corrections) pages.get(pageKey(correction))?.corrections.push(correction);
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
      const scan = await this.scans.find(tx, id);
      const rulings = await this.scans.rulings(tx, [id]);
      const outcome = scan && outcomeOf(judgedOf({ scans: [scan], rulings })).of.get(id);
      if (outcome) await this.scans.settle(tx, id, outcome);
      return;
    }
    const page = (await this.open(tx, [{ registrationId, slot }])).get(pageKey({ registrationId, slot }));
    if (page) await this.write(tx, [page]);
  }

  /**
   * Writes what follows from the scans of these pages with the new ones, and the new ones themselves.
   * @param fresh by the key of their page
   */
  async write(
    tx: Tx,
    pages: readonly Page[],
    fresh: ReadonlyMap<string, readonly Scan[]> = new Map(),
  ): Promise<Written> {
    const followed = pages.map((page) => {
      const added = fresh.get(pageKey(page)) ?? [];
      return { page, added, ...outcomeOn(page, added) };
    });
    const added = followed.flatMap(({ added, of }) => added.map((scan) => ({ ...scan, ...of.get(scan.id) })));
    await this.scans.insertScans(tx, added);
    const unsettled = followed.flatMap(({ page, of }) =>
      page.scans.flatMap(({ id, standing, conflict }) => {
        const now = of.get(id);
        return now && (now.standing !== standing || now.conflict !== conflict) ? [{ id, now }] : [];
      }),
    );
    for (const { id, now } of unsettled) await this.scans.settle(tx, id, now);
    return { scans: added, changed: unsettled.length + (await this.writeEntries(tx, followed)) };
  }

  /** @returns how many of these people were written down as having come at another time */
  async mendArrivals(tx: Tx, eventId: string, registrationIds: string[]): Promise<number> {
    const first = await this.scans.firstArrivals(tx, registrationIds);
    const mended = new Map<string, Date | null>();
    for (const { id, arrivedAt } of await this.registrations.findManyInEvent(tx, eventId, registrationIds)) {
      const at = first.get(id) ?? null;
      if (arrivedAt?.getTime() !== at?.getTime()) mended.set(id, at);
    }
    await this.registrations.arrived(tx, mended);
    return mended.size;
  }

  private async writeEntries(tx: Tx, followed: Followed[]): Promise<number> {
    const changes = followed.map(changesOf);
    const [surplus, changed, added] = [
      changes.flatMap((of) => of.surplus),
      changes.flatMap((of) => of.changed),
      changes.flatMap((of) => of.added),
    ];
    // An exit that moves from one stay to another would stand in both for a moment, which nothing forbids.
    await this.scans.deleteEntries(tx, surplus);
    for (const { id, entry } of changed) await this.scans.updateEntry(tx, id, entry);
    await this.scans.insertEntries(tx, added);
    const moved = [...new Set(changes.flatMap(({ arrival }) => arrival ?? []))];
    const first = await this.scans.firstArrivals(tx, moved);
    await this.registrations.arrived(tx, new Map(moved.map((id) => [id, first.get(id) ?? null])));
    return surplus.length + changed.length + added.length;
  }
}

interface Followed {
  page: Page;
  added: readonly Scan[];
  entries: Entry[];
}

interface Changes {
  surplus: string[];
  changed: { id: string; entry: Entry }[];
  added: Presence[];
  /** Whose first stay in the slot begins at another time than before. */
  arrival: string | null;
}

function changesOf({ page, added: fresh, entries }: Followed): Changes {
  const { registrationId, slot } = page;
  const [known] = [...fresh, ...page.scans, ...page.corrections, ...page.entries];
  const none: Changes = { surplus: [], changed: [], added: [], arrival: null };
  if (!known) return none;
  const { eventId } = known;
  const stored = new Map(page.entries.map((entry) => [entry.entryNo, entry]));
  const changes: Changes = {
    ...none,
    surplus: page.entries.filter(({ entryNo }) => entryNo < 1 || entryNo > entries.length).map(({ id }) => id),
    arrival: stored.get(1)?.inAt.getTime() === entries[0]?.inAt.getTime() ? null : registrationId,
  };
  for (const entry of entries) {
    const before = stored.get(entry.entryNo);
    if (!before) changes.added.push({ id: newId(), registrationId, eventId, slot, ...entry });
    else if (!isSame(before, entry)) changes.changed.push({ id: before.id, entry });
  }
  return changes;
}

/** As the rules see them: by the time at the door. */
export function judgedOf({ scans, rulings }: Pick<Page, 'scans' | 'rulings'>, fresh: readonly Scan[] = []): Judged[] {
  return [...scans, ...fresh].map((scan) => {
    const { id, direction, gateId, verdict, shown, barred } = scan;
    return {
      id,
      direction,
      gateId,
      verdict,
      shown,
      barred,
      scannedAt: doorTime(scan),
      ruling: rulings.get(id) ?? null,
    };
  });
}

export const outcomeOn = (page: Page, fresh: readonly Scan[]): Outcome =>
  outcomeOf(judgedOf(page, fresh), page.corrections);

const isSame = (before: Presence, entry: Entry): boolean =>
  before.inAt.getTime() === entry.inAt.getTime() &&
  before.outAt?.getTime() === entry.outAt?.getTime() &&
  before.gateId === entry.gateId &&
  before.inScanId === entry.inScanId &&
  before.outScanId === entry.outScanId;
