import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Answer, Sent } from '$lib/api/types';
import type { ClockMark, Heard, KnownSkew } from './phone-clock';

type Body = Sent<'/api/events/{eventId}/scans/sync'>['scans'][number];

type RosterKey = Answer<'/api/events/{eventId}/roster'>['keys'][number];

/** Who keeps this door, and where. */
export type DoorInfo = Answer<'/api/door'>;
export type DoorEvent = DoorInfo['events'][number];

/** A scan as this phone keeps it. */
export type KeptScan = {
  id: string;
  eventId: string;
  /** For when this phone is at another event; a page before this one has not kept it. */
  eventTitle?: string;
  gateId: string | null;
  /** Of a door that admits to one session. */
  sessionId: string | null;
  /** What was read or typed; forgotten once the server has it. */
  input: string | null;
  method: Body['method'];
  direction: 'in' | 'out';
  /** By the clock of this phone. */
  scannedAt: string;
  mark: ClockMark;
  known: KnownSkew | null;
  /** What this phone showed when it judged by itself. */
  shown: Body['shown'] | null;
  /** What the server answered. */
  verdict: Exclude<Body['shown'], 'to_check'> | null;
  registrationId: string | null;
  slot: string | null;
  printedName: string | null;
  /** The person had been let in at this phone already. */
  seenBefore: boolean;
  undoneAt: string | null;
  /** `refused`: the server does not take it as it is; it stays here until somebody has looked. */
  state: 'waiting' | 'sent' | 'refused';
};

interface DoorSchema extends DBSchema {
  scans: {
    key: string;
    value: KeptScan;
    indexes: { state: KeptScan['state']; person: [string, string]; time: string };
  };
  roster: { key: [string, string]; value: { eventId: string; id: string; box: string } };
  facts: { key: string; value: unknown };
}

export type ShutOut = 'signed-out' | 'forbidden';
export type Standing = 'ok' | ShutOut;

export type Facts = {
  keys: RosterKey[];
  /** Of the roster, by event. */
  [cursor: `cursor ${string}`]: string;
  heard: Heard;
  door: DoorInfo;
  /** Why other events do not take what this phone kept there, by event. */
  shutOut: Record<string, ShutOut>;
  /** As it was told last, by event: a reload without network does not forget it. */
  [standing: `standing ${string}`]: Standing;
  [counts: `counts ${string}`]: Answer<'/api/events/{eventId}/scans/counts'>;
};

const NAME = 'bintek-door';
const DAYS_KEPT = 3;
const DAY_MS = 86_400_000;

/** All that a phone at the door remembers, in IndexedDB: it survives a reload, a crash and an empty battery. */
export class DoorStore {
  private constructor(private readonly db: IDBPDatabase<DoorSchema>) {}

  static async open(): Promise<DoorStore> {
    const db = await openDB<DoorSchema>(NAME, 1, {
      upgrade(made) {
        const scans = made.createObjectStore('scans', { keyPath: 'id' });
        scans.createIndex('state', 'state');
        scans.createIndex('person', ['registrationId', 'slot']);
        scans.createIndex('time', 'scannedAt');
        made.createObjectStore('roster', { keyPath: ['eventId', 'id'] });
        made.createObjectStore('facts');
      },
      // Another tab with a newer page wants to change the tables: it must not wait for this one.
      blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
    });
    return new DoorStore(db);
  }

  /**
   * How many are about to be sent, in the tables of whichever version serves now: to change them is for the one that takes
   * over. What another event does not take would hold up every newer version for good.
   */
  static async countWaiting(): Promise<number> {
    let isNew = false;
    const db = await openDB<DoorSchema>(NAME, undefined, {
      upgrade(_made, _before, _now, tx) {
        isNew = true;
        tx.done.catch(() => undefined);
        tx.abort();
      },
    }).catch((error: unknown) => {
      if (isNew) return null;
      throw error;
    });
    if (!db) return 0;
    try {
      const shutOut = ((await db.get('facts', 'shutOut')) ?? {}) as Facts['shutOut'];
      const waiting = await db.getAllFromIndex('scans', 'state', 'waiting');
      return waiting.filter(({ eventId }) => !(eventId in shutOut)).length;
    } finally {
      db.close();
    }
  }

  /** @throws DOMException `QuotaExceededError` when the phone has no room left */
  async keep(scan: KeptScan): Promise<void> {
    const tx = this.db.transaction('scans', 'readwrite', { durability: 'strict' });
    await Promise.all([tx.store.put(scan), tx.done]);
  }

  async change(id: string, changes: Partial<KeptScan>): Promise<void> {
    const tx = this.db.transaction('scans', 'readwrite', { durability: 'strict' });
    const scan = await tx.store.get(id);
    await Promise.all([scan && tx.store.put({ ...scan, ...changes }), tx.done]);
  }

  /** The server has named them. What the phone has learnt of one after it was sent still waits to be told. */
  async sent(told: KeptScan[], verdicts: ReadonlyMap<string, KeptScan['verdict']>): Promise<void> {
    const tx = this.db.transaction('scans', 'readwrite', { durability: 'strict' });
    const named = told.filter(({ id }) => verdicts.has(id));
    const writing = named.map(async ({ id, shown, undoneAt }) => {
      const scan = await tx.store.get(id);
      if (!scan) return;
      const state = scan.undoneAt === undoneAt && scan.shown === shown ? 'sent' : 'waiting';
      await tx.store.put({ ...scan, state, input: null, verdict: verdicts.get(id) ?? scan.verdict });
    });
    await Promise.all([...writing, tx.done]);
  }

  /** Of every event, the oldest first. */
  async waiting(): Promise<KeptScan[]> {
    const all = await this.db.getAllFromIndex('scans', 'state', 'waiting');
    return all.sort((a, b) => (a.scannedAt < b.scannedAt ? -1 : 1));
  }

  count(state: KeptScan['state']): Promise<number> {
    return this.db.countFromIndex('scans', 'state', state);
  }

  find(id: string): Promise<KeptScan | undefined> {
    return this.db.get('scans', id);
  }

  ofPerson(registrationId: string, slot: string): Promise<KeptScan[]> {
    return this.db.getAllFromIndex('scans', 'person', [registrationId, slot]);
  }

  /** The newest first. */
  async recent(eventId: string, limit: number): Promise<KeptScan[]> {
    const found: KeptScan[] = [];
    let cursor = await this.db.transaction('scans').store.index('time').openCursor(null, 'prev');
    while (cursor && found.length < limit) {
      if (cursor.value.eventId === eventId && !cursor.value.undoneAt) found.push(cursor.value);
      cursor = await cursor.continue();
    }
    return found;
  }

  /** What was sent days ago is of no use to the door any more. */
  async forgetOld(now: number): Promise<void> {
    const before = IDBKeyRange.upperBound(new Date(now - DAYS_KEPT * DAY_MS).toISOString());
    const tx = this.db.transaction('scans', 'readwrite');
    let cursor = await tx.store.index('time').openCursor(before);
    while (cursor) {
      if (cursor.value.state === 'sent') await cursor.delete();
      cursor = await cursor.continue();
    }
    await tx.done;
  }

  box(eventId: string, id: string): Promise<string | undefined> {
    return this.db.get('roster', [eventId, id]).then((entry) => entry?.box);
  }

  /** The entries and up to where they go, or neither. */
  async putRoster(eventId: string, entries: { id: string; box: string }[], cursor: string): Promise<void> {
    const tx = this.db.transaction(['roster', 'facts'], 'readwrite');
    const roster = tx.objectStore('roster');
    for (const { id, box } of entries) void roster.put({ eventId, id, box });
    void tx.objectStore('facts').put(cursor, `cursor ${eventId}`);
    await tx.done;
  }

  fact<Name extends keyof Facts & string>(name: Name): Promise<Facts[Name] | undefined> {
    return this.db.get('facts', name) as Promise<Facts[Name] | undefined>;
  }

  async putFact<Name extends keyof Facts & string>(name: Name, value: Facts[Name]): Promise<void> {
    await this.db.put('facts', value, name);
  }
}
