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
  /** `refused`: the server does not take it as it is; it stays here, and is tried again after all others. */
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
const OPEN_PATIENCE = 3_000;

type Synced = Pick<Answer<'/api/events/{eventId}/scans/sync', 'post'>[number], 'verdict' | 'standing'>;
type Connection = IDBPDatabase<DoorSchema>;

/** Of the phone's storage, not of the network. */
export class StoreFault extends Error {
  /** No room is left. */
  readonly isFull: boolean;

  constructor(cause: DOMException) {
    super(cause.message, { cause });
    this.isFull = cause.name === 'QuotaExceededError';
  }
}

/** One that comes later is of no use: who scans does not wait for it. */
async function inTime(opening: Promise<Connection>): Promise<Connection> {
  const patience = AbortSignal.timeout(OPEN_PATIENCE);
  const tooLate = new Promise<never>((_, fail) => {
    patience.onabort = () => fail(patience.reason as DOMException);
  });
  try {
    return await Promise.race([opening, tooLate]);
  } catch (error) {
    opening.then((db) => db.close()).catch(() => undefined);
    throw error;
  }
}

/**
 * All that a phone at the door remembers, in IndexedDB: it survives a reload, a crash and an empty battery. Browsers take
 * the connection away, and the tables too, from a page that is open: each use finds them again or makes them anew.
 */
export class DoorStore {
  /** Of the event whose roster must not be missing. */
  rosterOf = '';
  /** The tables were made anew: nothing of that roster is left. */
  onMadeAnew: () => void = () => undefined;

  private connection: Promise<Connection> | null = null;
  /** What this page has read and written: tables that are made anew begin with it. */
  private readonly scans = new Map<string, KeptScan>();
  private readonly facts = new Map<string, unknown>();

  static async open(): Promise<DoorStore> {
    const store = new DoorStore();
    await (store.connection = store.connect());
    return store;
  }

  private connect(isAgain = false): Promise<Connection> {
    const lose = (): void => this.forget(connection);
    const opening = openDB<DoorSchema>(NAME, 1, {
      upgrade: (made) => this.fill(made),
      // Another tab with a newer page wants to change the tables, or to delete them: it must not wait for this one.
      blocking: lose,
      terminated: lose,
    });
    const connection = isAgain ? this.restored(opening) : opening;
    return connection;
  }

  private fill(made: Connection): void {
    const scans = made.createObjectStore('scans', { keyPath: 'id' });
    scans.createIndex('state', 'state');
    scans.createIndex('person', ['registrationId', 'slot']);
    scans.createIndex('time', 'scannedAt');
    made.createObjectStore('roster', { keyPath: ['eventId', 'id'] });
    const facts = made.createObjectStore('facts');
    for (const scan of this.scans.values()) void scans.put(scan);
    for (const [name, fact] of this.facts) void facts.put(fact, name);
  }

  private async restored(opening: Promise<Connection>): Promise<Connection> {
    const db = await inTime(opening);
    await this.bringBack(db).catch(console.error);
    return db;
  }

  /** Another tab may have made the tables anew first, without what this page has kept; what it knows of a scan is newer. */
  private async bringBack(db: Connection): Promise<void> {
    const tx = db.transaction(['scans', 'facts'], 'readwrite', { durability: 'strict' });
    const scans = tx.objectStore('scans');
    for (const scan of this.scans.values()) {
      if (scan.state !== 'sent' && !(await scans.getKey(scan.id))) void scans.put(scan);
    }
    const hasRoster = await tx.objectStore('facts').getKey(`cursor ${this.rosterOf}`);
    await tx.done;
    if (!hasRoster) this.onMadeAnew();
  }

  private forget(connection: Promise<Connection>): void {
    if (this.connection === connection) this.connection = null;
    connection.then((db) => db.close()).catch(() => undefined);
  }

  /**
   * @param work changes nothing more when it is done twice
   * @throws StoreFault
   */
  private async use<T>(work: (db: Connection) => Promise<T>, again = true): Promise<T> {
    const connection = (this.connection ??= this.connect(true));
    try {
      return await work(await connection);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      const fault = new StoreFault(error);
      if (fault.isFull) throw fault;
      this.forget(connection);
      if (!again || error.name === 'TimeoutError') throw fault;
    }
    return this.use(work, false);
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

  async keep(scan: KeptScan): Promise<void> {
    await this.use(async (db) => {
      const tx = db.transaction('scans', 'readwrite', { durability: 'strict' });
      await Promise.all([tx.store.put(scan), tx.done]);
    });
    this.scans.set(scan.id, scan);
  }

  change(id: string, changes: Partial<KeptScan>): Promise<void> {
    return this.use(async (db) => {
      const tx = db.transaction('scans', 'readwrite', { durability: 'strict' });
      const scan = await tx.store.get(id);
      const changed = scan && { ...scan, ...changes };
      await Promise.all([changed && tx.store.put(changed), tx.done]);
      if (changed) this.scans.set(id, changed);
    });
  }

  /**
   * The server has named them. What the phone has learnt of one after it was sent still waits to be told; one that counts
   * though it was taken back, as by an officer who is no more signed in, is shown again.
   */
  async sent(told: KeptScan[], answers: ReadonlyMap<string, Synced>): Promise<void> {
    const named = told.filter(({ id }) => answers.has(id));
    const after = (scan: KeptScan, { shown, undoneAt }: KeptScan): KeptScan => {
      const { verdict, standing } = answers.get(scan.id)!;
      const isTold = scan.undoneAt === undoneAt && scan.shown === shown;
      const stands = isTold && standing !== null && standing !== 'refused';
      return {
        ...scan,
        state: isTold ? 'sent' : 'waiting',
        input: null,
        verdict: verdict ?? scan.verdict,
        undoneAt: stands ? null : scan.undoneAt,
      };
    };
    const writing = this.use(async (db) => {
      const tx = db.transaction('scans', 'readwrite', { durability: 'strict' });
      const changing = named.map(async (each) => {
        const scan = await tx.store.get(each.id);
        if (!scan) return [];
        const changed = after(scan, each);
        await tx.store.put(changed);
        return changed;
      });
      const [written] = await Promise.all([Promise.all(changing), tx.done]);
      for (const scan of written.flat()) this.scans.set(scan.id, scan);
    });
    await writing.catch((error: unknown) => {
      // Where it cannot be noted, this page does not send it again and again.
      for (const each of named) this.scans.set(each.id, after(this.scans.get(each.id) ?? each, each));
      throw error;
    });
  }

  /** Of every event, the oldest first; those that this page knows where the storage fails. */
  async unsent(state: 'waiting' | 'refused'): Promise<KeptScan[]> {
    const all = await this.use((db) => db.getAllFromIndex('scans', 'state', state)).catch((error: unknown) => {
      const known = [...this.scans.values()].filter((scan) => scan.state === state);
      if (error instanceof StoreFault && known.length > 0) return known;
      throw error;
    });
    for (const scan of all) this.scans.set(scan.id, scan);
    return all.sort((a, b) => (a.scannedAt < b.scannedAt ? -1 : 1));
  }

  count(state: KeptScan['state']): Promise<number> {
    return this.use((db) => db.countFromIndex('scans', 'state', state));
  }

  find(id: string): Promise<KeptScan | undefined> {
    return this.use((db) => db.get('scans', id));
  }

  ofPerson(registrationId: string, slot: string): Promise<KeptScan[]> {
    return this.use((db) => db.getAllFromIndex('scans', 'person', [registrationId, slot]));
  }

  /** The newest first. */
  recent(eventId: string, limit: number): Promise<KeptScan[]> {
    return this.use(async (db) => {
      const found: KeptScan[] = [];
      let cursor = await db.transaction('scans').store.index('time').openCursor(null, 'prev');
      while (cursor && found.length < limit) {
        if (cursor.value.eventId === eventId && !cursor.value.undoneAt) found.push(cursor.value);
        cursor = await cursor.continue();
      }
      return found;
    });
  }

  /** What was sent days ago is of no use to the door any more. */
  forgetOld(now: number): Promise<void> {
    const before = IDBKeyRange.upperBound(new Date(now - DAYS_KEPT * DAY_MS).toISOString());
    return this.use(async (db) => {
      const tx = db.transaction('scans', 'readwrite');
      let cursor = await tx.store.index('time').openCursor(before);
      while (cursor) {
        if (cursor.value.state === 'sent') await cursor.delete();
        cursor = await cursor.continue();
      }
      await tx.done;
    });
  }

  async box(eventId: string, id: string): Promise<string | undefined> {
    return (await this.use((db) => db.get('roster', [eventId, id])))?.box;
  }

  /**
   * The entries and up to where they go, or neither.
   *
   * @param after what they are the changes since: where the roster is not that one any more they would leave gaps
   */
  putRoster(
    eventId: string,
    { entries, cursor }: { entries: { id: string; box: string }[]; cursor: string },
    after: string | undefined,
  ): Promise<boolean> {
    return this.use(async (db) => {
      const tx = db.transaction(['roster', 'facts'], 'readwrite');
      const [roster, facts] = [tx.objectStore('roster'), tx.objectStore('facts')];
      const fits = (await facts.get(`cursor ${eventId}`)) === after;
      if (fits) {
        for (const { id, box } of entries) void roster.put({ eventId, id, box });
        void facts.put(cursor, `cursor ${eventId}`);
      }
      await tx.done;
      return fits;
    });
  }

  async cursor(eventId: string): Promise<string | undefined> {
    return (await this.use((db) => db.get('facts', `cursor ${eventId}`))) as string | undefined;
  }

  async fact<Name extends keyof Facts & string>(name: Name): Promise<Facts[Name] | undefined> {
    const fact = (await this.use((db) => db.get('facts', name))) as Facts[Name] | undefined;
    if (fact !== undefined) this.facts.set(name, fact);
    return fact;
  }

  async putFact<Name extends keyof Facts & string>(name: Name, value: Facts[Name]): Promise<void> {
    this.facts.set(name, value);
    await this.use((db) => db.put('facts', value, name));
  }
}
