import type { DoorStore, Facts, KeptScan, ShutOut } from './store';
import { countOf, type SyncEnd } from './sync';

/** Kept at other events; a page before this one has not kept their titles. */
type Elsewhere = { count: number; titles: string[] };

const letIn = ({ direction, shown, undoneAt }: KeptScan): boolean =>
  direction === 'in' && undoneAt === null && (shown === 'accepted' || shown === 'to_check');

const isShutOut = (end: SyncEnd): end is ShutOut => end === 'forbidden' || end === 'signed-out';

/** What this phone has kept and not handed in, in figures. */
export class Queue {
  /** Without those `elsewhere`. */
  waiting = $state(0);
  /** What other events do not take: neither this door nor a newer version of it waits for them. */
  elsewhere = $state.raw<Record<ShutOut, Elsewhere> | null>(null);
  refused = $state(0);
  /** People let in by this phone alone, whom the server's count does not know yet. */
  unseen = $state(0);

  private unseenScans: KeptScan[] = [];

  /** @param shutOut why other events do not take what this phone kept there */
  constructor(
    private readonly store: DoorStore,
    private readonly eventId: string,
    public shutOut: Facts['shutOut'],
  ) {}

  /** Reads the whole queue, which is long at the end of a day without network. */
  async recount(): Promise<void> {
    const [waiting, refused] = await Promise.all([this.store.unsent('waiting'), this.store.unsent('refused')]);
    this.refused = refused.length;
    this.countUnseen(waiting.filter(({ eventId }) => eventId === this.eventId));
    const held = (why: ShutOut): Elsewhere => {
      const scans = waiting.filter(({ eventId }) => this.shutOut[eventId] === why);
      const titles = scans.flatMap(({ eventTitle }) => eventTitle ?? []);
      return { count: scans.length, titles: titles.filter((title, n) => titles.indexOf(title) === n) };
    };
    this.elsewhere = { forbidden: held('forbidden'), 'signed-out': held('signed-out') };
  }

  /** What changes with each scan, without reading the queue. */
  async look(): Promise<void> {
    const waiting = await this.store.count('waiting');
    this.waiting = waiting - this.heldBy('forbidden') - this.heldBy('signed-out');
  }

  heldBy(why: ShutOut): number {
    return this.elsewhere?.[why].count ?? 0;
  }

  /** One that this phone has judged by itself. */
  add(scan: KeptScan): void {
    this.countUnseen([...this.unseenScans, scan]);
  }

  /** @param untried of what nothing was sent */
  async noteEnds(ends: ReadonlyMap<string, SyncEnd>, untried: Facts['shutOut']): Promise<void> {
    const before = JSON.stringify(this.shutOut);
    this.shutOut = { ...untried };
    for (const [eventId, end] of ends) {
      if (eventId !== this.eventId && isShutOut(end)) this.shutOut[eventId] = end;
    }
    if (JSON.stringify(this.shutOut) !== before) await this.store.putFact('shutOut', this.shutOut);
  }

  /** Who was let in twice, or by a scan that the server has, is one person more to nobody. */
  private countUnseen(scans: KeptScan[]): void {
    this.unseenScans = scans.filter((scan) => letIn(scan) && !scan.seenBefore);
    this.unseen = countOf(this.unseenScans.map(({ registrationId, input }) => registrationId ?? input));
  }
}
