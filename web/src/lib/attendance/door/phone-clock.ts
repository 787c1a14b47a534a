/** A moment by the phone's clock, and by one that nobody sets but that each watch has for itself. */
export type ClockMark = { at: number; watch: string; tick: number };

/** How far the clock was behind the server's when the server was last heard; kept for pages that have no network. */
export type Heard = ClockMark & { skewMs: number };

/** What was known of the clock's error at a mark. */
export type KnownSkew = {
  skewMs: number;
  /** Heard in the same watch, in which nothing was done to the clock unseen. */
  inWatch: boolean;
  /** The clock says a time before the server was last heard: it is wrong by this much at least. */
  atLeast: boolean;
};

/** Less is a phone that keeps time, corrected little by little. */
const SET_FROM_MS = 2_000;

/**
 * Watches whether somebody, or the network, sets the phone's clock while scans wait. `performance.now()` is never set, but
 * stands still while a phone sleeps: what happens to the clock meanwhile nobody sees, so that a new watch begins.
 */
export class PhoneClock {
  private watch = crypto.randomUUID();
  private lead = leadOfClock();
  private unseen = document.hidden;

  constructor(private heard: Heard | undefined) {}

  /** To be called when the page goes out of sight and when it comes back. */
  look(): void {
    const lead = leadOfClock();
    if (this.unseen && Math.abs(lead - this.lead) >= SET_FROM_MS) this.watch = crypto.randomUUID();
    this.lead = lead;
    this.unseen = document.hidden;
  }

  mark(): ClockMark {
    this.look();
    return { at: Date.now(), watch: this.watch, tick: performance.now() };
  }

  hear(serverNow: string): Heard {
    const mark = this.mark();
    return (this.heard = { ...mark, skewMs: Date.parse(serverNow) - mark.at });
  }

  /** Null when the server was never heard. */
  known(mark: ClockMark): KnownSkew | null {
    const { heard } = this;
    if (!heard) return null;
    if (mark.watch === heard.watch) {
      return { skewMs: Math.round(heard.skewMs - setBetween(heard, mark)), inWatch: true, atLeast: false };
    }
    const before = Math.max(0, heard.at - mark.at);
    return { skewMs: heard.skewMs + before, inWatch: false, atLeast: before > 0 };
  }

  /** @param at by the phone's clock as it stands now */
  ageOf(mark: ClockMark, at: number): number {
    this.look();
    return this.watch === mark.watch ? at - this.lead - mark.tick : at - mark.at;
  }

  /** The time now by the clock as it stood at the mark, which tells how long it has been since. */
  since(mark: ClockMark): string {
    const now = this.mark();
    const setBy = now.watch === mark.watch ? setBetween(mark, now) : 0;
    return new Date(Math.round(now.at - setBy)).toISOString();
  }

  /** What the server must be told of a scan's clock when it is sent; see `$rules/phone-clock`. */
  told(mark: ClockMark, known: KnownSkew | null): { clockSetMs?: number; knownSkewMs?: number } {
    const now = this.mark();
    if (mark.watch !== now.watch) return known ? { knownSkewMs: known.skewMs } : {};
    const clockSetMs = Math.round(setBetween(mark, now));
    if (Math.abs(clockSetMs) < SET_FROM_MS) return {};
    // A computer that slept with its page in sight looks as if its clock had been set forward.
    const maySleep = clockSetMs > 0 && known?.inWatch;
    return maySleep ? { clockSetMs, knownSkewMs: known.skewMs } : { clockSetMs };
  }
}

export const momentOf = ({ at }: ClockMark): string => new Date(at).toISOString();

const leadOfClock = (): number => Date.now() - performance.now();

/** By how much the clock was set forward from one mark of a watch to another. */
const setBetween = (from: ClockMark, to: ClockMark): number => to.at - from.at - (to.tick - from.tick);
