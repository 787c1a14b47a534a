import { api } from '$lib/api/client';
import { type Problem, problemOf } from '$lib/api/problem';
import { m } from '$lib/paraglide/messages';
import type { DoorSession } from '../door-session';
import { type ScanAnswer, type Shown, shownAlone, shownOf } from '../verdicts';
import { judgeAlone, type LocalVerdict, ownerOf, runsOn, trueTime } from './judge';
import { keeperOf, knownDoor, newsOf } from './door-info';
import { momentOf, PhoneClock } from './phone-clock';
import { Queue } from './queue.svelte';
import { fetchRoster } from './roster';
import { type DoorEvent, type DoorInfo, DoorStore, type KeptScan, type Standing, StoreFault } from './store';
import { isForeign, momentNow, sendRefused, sendWaiting, SYNC_PATIENCE, type SyncEnd } from './sync';

/** So long somebody waits before the phone decides by itself. */
const PATIENCE = 2_500;
const SYNC_EVERY = 5_000;
const ROSTER_EVERY = 30_000;
/** Scans that another event refuses are sent again this often: they may be many, and data is dear. */
const ELSEWHERE_EVERY = 60_000;
/** To another event of today a phone is carried seldom. */
const OTHERS_EVERY = 600_000;
/** After a run that broke off: the list of all events is not asked for with each roster. */
const OTHERS_AGAIN_AFTER = 120_000;
/** Below this a day's scans may not fit any more. */
const LOW_STORAGE = 5_000_000;
const LINES = 5;
/** The list under a verdict is read after it is drawn. */
const VERDICT_FIRST = 50;
/** Of the page: its script is named after what is in it. */
const appVersion = /main-([\w-]+)\.js/.exec(import.meta.url)?.[1] ?? 'dev';
/** Longer than any ticket: what is longer is no ticket, and is not kept whole. */
const LONGEST_INPUT = 600;

export type Line = Pick<
  KeptScan,
  'id' | 'printedName' | 'scannedAt' | 'mark' | 'state' | 'verdict' | 'shown' | 'direction' | 'undoneAt'
>;

export type Finding = {
  shown: Shown;
  /** What the list says of it. */
  verdict: NonNullable<KeptScan['shown']>;
  answer: ScanAnswer | null;
};

/**
 * A door: keeps every scan before its verdict is shown, asks the server while it can be reached, judges alone while it
 * cannot, and sends what waits as soon as it can again. Nobody switches anything.
 */
export class Door {
  online = $state(true);
  offlineSince = $state<string | null>(null);
  /** As the server said last. */
  private told = $state<Standing>('ok');
  /** The pairing has ended by the clock. */
  private expired = $state(false);
  private expiresAt: string | null;
  lowStorage = $state(false);
  /** The last write failed though there was room. */
  brokenStorage = $state(false);
  /** By how much the server's clock is ahead of this phone's. */
  skewMs = $state(0);
  counts = $state<ScanAnswer['counts'] | null>(null);
  lines = $state.raw<Line[]>([]);
  /** Whether this phone could judge by itself. */
  ready = $state(false);
  event: DoorEvent;
  /** Who or what scans here, for whoever rules on a collision. */
  readonly keeper: string;
  /** Somebody reads a verdict or has something open. */
  attended = false;

  /** Scans whose own request is under way. */
  private busy: string[] = [];
  private syncing: Promise<void> | null = null;
  private elsewhereAt = 0;
  private rosterAt = 0;
  private othersAt = 0;
  private fetchingOthers: Promise<void> | null = null;
  private retrying: Promise<void> | null = null;
  /** The scan that may be taken back: by the phone's clock, which may be set back, another one may be newer. */
  private lastId: string | null = null;
  /** The last write found no room; browsers need not admit it in their estimate. */
  private full = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  private constructor(
    private readonly store: DoorStore,
    private readonly clock: PhoneClock,
    readonly queue: Queue,
    info: DoorInfo,
    event: DoorEvent,
    readonly gate: { id: string | null; name: string | null },
  ) {
    this.event = $state.raw(event);
    this.keeper = keeperOf(info);
    this.expiresAt = info.device?.expiresAt ?? null;
  }

  static async open(store: DoorStore, info: DoorInfo, event: DoorEvent, gate: Door['gate']): Promise<Door> {
    const { [event.id]: _own, ...shutOut } = (await store.fact('shutOut')) ?? {};
    const queue = new Queue(store, event.id, shutOut);
    const door = new Door(store, new PhoneClock(await store.fact('heard')), queue, info, event, gate);
    await door.store.forgetOld(Date.now());
    door.counts = (await door.store.fact(`counts ${event.id}`)) ?? null;
    door.told = (await door.store.fact(`standing ${event.id}`)) ?? 'ok';
    door.ready = (await door.store.cursor(event.id)) !== undefined;
    store.rosterOf = event.id;
    store.onMadeAnew = () => {
      door.rosterAt = door.othersAt = 0;
      door.ready = false;
    };
    await door.recount();
    await navigator.storage?.persist?.().catch(() => false);
    addEventListener('online', door.wake);
    addEventListener('offline', door.lose);
    document.addEventListener('visibilitychange', door.wake);
    door.timer = setInterval(door.wake, SYNC_EVERY);
    if (navigator.onLine) door.wake();
    else door.lose();
    return door;
  }

  close(): void {
    removeEventListener('online', this.wake);
    removeEventListener('offline', this.lose);
    document.removeEventListener('visibilitychange', this.wake);
    clearInterval(this.timer);
  }

  /** @throws StoreFault when the phone could not keep it and the server could not be asked either */
  async scan(
    text: string,
    method: KeptScan['method'],
    { direction, sessionId }: Pick<KeptScan, 'direction' | 'sessionId'>,
  ): Promise<Finding> {
    const mark = this.clock.mark();
    const scan: KeptScan = {
      id: crypto.randomUUID(),
      eventId: this.event.id,
      eventTitle: this.event.title,
      gateId: this.gate.id,
      sessionId,
      input: text.slice(0, LONGEST_INPUT),
      method,
      direction,
      scannedAt: momentOf(mark),
      mark,
      known: this.clock.known(mark),
      shown: null,
      verdict: null,
      registrationId: null,
      slot: null,
      printedName: null,
      seenBefore: false,
      undoneAt: null,
      state: 'waiting',
    };
    this.busy.push(scan.id);
    this.lastId = scan.id;
    try {
      if (this.online) {
        // Kept or not: the server's answer lets in, or does not.
        await this.keep(scan).catch((error: unknown) => this.noteFault(error));
        const answer = await this.ask(scan);
        if (answer) return await this.settle(scan, answer);
      }
      return await this.decide(scan);
    } finally {
      this.busy = this.busy.filter((id) => id !== scan.id);
      setTimeout(() => this.look().catch(console.error), VERDICT_FIRST);
      // Without a network the timer tries.
      if (this.online) this.wake();
    }
  }

  /** How long ago a scan was, whatever was done to the clock since. */
  ageOf({ scannedAt, mark }: Pick<KeptScan, 'scannedAt' | 'mark'>, now: number): number {
    return mark ? this.clock.ageOf(mark, now) : now - Date.parse(scannedAt);
  }

  /** The last scan was a mistake: it stays recorded, and counts for nothing. */
  async undo(id: string): Promise<void> {
    const scan = await this.store.find(id);
    const undoneAt = scan?.mark ? this.clock.since(scan.mark) : momentNow();
    await this.store.change(id, { undoneAt, state: 'waiting' });
    this.lastId = null;
    await this.recount();
    this.wake();
  }

  get standing(): Standing {
    // While the server can be asked it says so itself, whatever the phone's clock says.
    return this.expired && !this.online ? 'forbidden' : this.told;
  }

  /** Whether the page may be loaded anew without anybody noticing. */
  get idle(): boolean {
    return this.queue.waiting === 0 && this.busy.length === 0 && !this.attended;
  }

  /** After something was recorded at this door by another way than a scan. */
  async refresh(): Promise<void> {
    this.rosterAt = 0;
    this.wake();
    await this.syncing;
  }

  private async keep(scan: KeptScan): Promise<void> {
    await this.store.keep(scan);
    this.full = this.brokenStorage = false;
  }

  private noteFault(error: unknown): void {
    if (!(error instanceof StoreFault)) throw error;
    console.error(error);
    if (error.isFull) this.full = this.lowStorage = true;
    else this.brokenStorage = true;
  }

  /** Null when no answer came in time, or the server refused the request itself. */
  private async ask(scan: KeptScan): Promise<ScanAnswer | null> {
    const { id, gateId, sessionId, input, method, direction, scannedAt } = scan;
    try {
      const answer = await api().POST('/api/events/{eventId}/scans', {
        params: { path: { eventId: this.event.id } },
        body: {
          id,
          gateId,
          sessionId,
          input: input ?? '',
          method,
          direction,
          scannedAt,
          sentAt: momentNow(),
          deviceLabel: this.keeper,
        },
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.data?.scanId === id) return answer.data;
      this.note(problemOf(answer), answer.response.status);
      return null;
    } catch {
      this.lose();
      return null;
    }
  }

  private async settle(scan: KeptScan, answer: ScanAnswer): Promise<Finding> {
    this.found();
    this.counts = answer.counts;
    const owner = ownerOf(this.event, scan);
    const printedName = answer.person?.printedName ?? null;
    try {
      await this.store.change(scan.id, { state: 'sent', input: null, verdict: answer.verdict, printedName, ...owner });
    } catch (error) {
      // The server has it; it is told once more when it can be noted.
      this.noteFault(error);
    }
    return { shown: shownOf(answer, this.event.zone, this.sessionOf(scan)), verdict: answer.verdict, answer };
  }

  private async decide(scan: KeptScan): Promise<Finding> {
    const alone = await judgeAlone(this.store, this.event, scan);
    // Who may not scan here any more, as he was told or by the clock, lets nobody in by himself.
    const hasEnded = this.told === 'forbidden' || this.hasExpiredAt(trueTime(scan).getTime());
    const isBarred = hasEnded && (alone.shown === 'accepted' || alone.shown === 'to_check');
    const verdict = isBarred ? { ...alone, shown: 'to_check' as const } : alone;
    const { shown, registrationId, slot, person, seenBefore } = verdict;
    // It may have reached the server without its answer reaching us: what was shown is to be told then.
    const judged = { ...scan, shown, registrationId, slot, seenBefore, printedName: person?.printedName ?? null };
    await this.keep(judged);
    this.queue.add(judged);
    const words = this.words(verdict, scan);
    return { shown: isBarred ? { ...words, help: m.gate_barred_help() } : words, verdict: shown, answer: null };
  }

  private words(verdict: LocalVerdict, scan: KeptScan): Shown {
    const gate = this.event.gates.find(({ id }) => id === verdict.first?.gateId)?.name ?? this.gate.name;
    const scannedAt = trueTime(scan).toISOString();
    return shownAlone(verdict, {
      scannedAt,
      zone: this.event.zone,
      gate,
      session: this.sessionOf(scan),
      direction: scan.direction,
    });
  }

  private sessionOf({ sessionId }: KeptScan): DoorSession | null {
    return this.event.sessions.find(({ id }) => id === sessionId) ?? null;
  }

  private readonly wake = (): void => {
    this.clock.look();
    if (document.hidden) return;
    this.syncing ??= this.sync()
      .catch((error: unknown) => console.error('not synchronised', error))
      .finally(() => (this.syncing = null));
  };

  private readonly lose = (): void => {
    if (!this.online) return;
    this.online = false;
    this.offlineSince = momentNow(this.skewMs);
  };

  private found(standing: Standing = 'ok'): void {
    this.online = true;
    this.offlineSince = null;
    if (standing === this.told) return;
    this.told = standing;
    this.store.putFact(`standing ${this.event.id}`, standing).catch(console.error);
  }

  private note(problem: Pick<Problem, 'code'>, status: number): void {
    const isForbidden = problem.code.startsWith('DEVICE_') || status === 403 || status === 404;
    if (isForeign(problem) || (!isForbidden && status !== 401)) {
      console.error('scan not answered', status, problem.code);
      return;
    }
    this.found(isForbidden ? 'forbidden' : 'signed-out');
  }

  private async sync(): Promise<void> {
    try {
      await this.exchange();
      await this.recount();
    } catch (error) {
      if (error instanceof StoreFault) await this.workWithout(error);
      else this.lose();
      await this.look();
    }
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    this.lowStorage = this.full || quota - usage < LOW_STORAGE;
  }

  private async exchange(): Promise<void> {
    // Without a network a long queue is not read every five seconds for nothing.
    if (!this.online && this.queue.waiting > 0) await this.count(SYNC_PATIENCE);
    const ends = await this.send();
    const end = ends.get(this.event.id) ?? 'done';
    if (end === 'signed-out' || end === 'forbidden') {
      this.found(end);
      return;
    }
    if (end === 'later') return;
    const counts = await this.hear();
    if (!counts) return;
    await this.store.putFact(`counts ${this.event.id}`, counts);
    this.brokenStorage = false;
    // A clock that was set back is no reason to wait until it has caught up.
    if (Math.abs(Date.now() - this.rosterAt) < ROSTER_EVERY) return;
    await this.refreshRoster();
    await this.tell();
    // Neither is waited for: whoever comes meanwhile is not to wait for it either.
    if (this.queue.refused > 0) {
      this.retrying ??= sendRefused(this.store, this.clock, this.keeper)
        .then(() => this.recount())
        .catch(console.error)
        .finally(() => (this.retrying = null));
    }
    this.fetchingOthers ??= this.fetchOthers()
      .catch(console.error)
      .finally(() => (this.fetchingOthers = null));
  }

  /** Null when the server refused. */
  private async hear(): Promise<ScanAnswer['counts'] | null> {
    const counted = await this.count();
    if (!counted.data) {
      this.note(problemOf(counted), counted.response.status);
      return null;
    }
    this.found();
    return (this.counts = counted.data);
  }

  private async send(): Promise<Map<string, SyncEnd>> {
    const triesAll = Math.abs(Date.now() - this.elsewhereAt) >= ELSEWHERE_EVERY;
    const { shutOut } = this.queue;
    const isHeld = ({ id, eventId }: KeptScan) => this.busy.includes(id) || (!triesAll && eventId in shutOut);
    const ends = await sendWaiting(this.store, this.clock, this.keeper, isHeld);
    if (triesAll) this.elsewhereAt = Date.now();
    await this.queue.noteEnds(ends, triesAll ? {} : shutOut);
    return ends;
  }

  private count(patience = PATIENCE * 2) {
    const signal = AbortSignal.timeout(patience);
    return api().GET('/api/events/{eventId}/scans/counts', { params: { path: { eventId: this.event.id } }, signal });
  }

  /** So that the committee sees what waits on this phone. */
  private async tell(): Promise<void> {
    const queueLength = await this.store.count('waiting');
    const body = { queueLength, appVersion, storageLow: this.lowStorage };
    await api().POST('/api/door/heartbeat', { body, signal: AbortSignal.timeout(SYNC_PATIENCE) });
  }

  /** A phone that can keep nothing still has its network, and the server still tells whom to let in. */
  private async workWithout(fault: StoreFault): Promise<void> {
    this.noteFault(fault);
    try {
      await this.hear();
      if (fault.isFull) await this.tell();
    } catch (error) {
      if (!(error instanceof StoreFault)) this.lose();
    }
  }

  private async refreshRoster(): Promise<void> {
    const fetched = await fetchRoster(this.store, this.event.id);
    if (!fetched) return;
    this.rosterAt = Date.now();
    this.ready = true;
    await this.store.putFact('heard', this.clock.hear(fetched.now));
    const news = await newsOf(this.store, this.event.id);
    if (!news) return;
    this.expiresAt = news.device?.expiresAt ?? null;
    this.event = news.events.find(({ id }) => id === this.event.id) ?? this.event;
  }

  /** For when the phone is carried to another door after the network has gone. */
  private async fetchOthers(): Promise<void> {
    if (!this.idle || this.lowStorage || Math.abs(Date.now() - this.othersAt) < OTHERS_EVERY) return;
    // As long as it is not through.
    this.othersAt = Date.now() - OTHERS_EVERY + OTHERS_AGAIN_AFTER;
    const { info } = await knownDoor(this.store);
    if (typeof info === 'string') return;
    for (const each of info.events) {
      const isDue = each.id !== this.event.id && each.phase !== 'cancelled' && runsOn(each, info.now);
      if (isDue) await fetchRoster(this.store, each.id, () => this.idle);
      if (!this.idle) return;
    }
    this.othersAt = Date.now();
  }

  private hasExpiredAt(time: number): boolean {
    return this.expiresAt !== null && Date.parse(this.expiresAt) <= time;
  }

  private async recount(): Promise<void> {
    await this.queue.recount();
    await this.look();
  }

  private async look(): Promise<void> {
    const [recent] = await Promise.all([this.store.recent(this.event.id, LINES), this.queue.look()]);
    const last = this.lastId && recent[0]?.id !== this.lastId ? await this.store.find(this.lastId) : undefined;
    this.lines = last ? [last, ...recent.filter(({ id }) => id !== last.id)].slice(0, LINES) : recent;
    this.skewMs = this.clock.known(this.clock.mark())?.skewMs ?? 0;
    this.expired = this.hasExpiredAt(Date.now() + this.skewMs);
  }
}
