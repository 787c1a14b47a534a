const WINDOW = 10 * 60_000;
const MOST = 5;
const MOST_KEYS = 50_000;

/**
 * Five tries in ten minutes for one person key. Kept per process: a wrong count harms nobody here, since the unique key
 * and the resend guard stand behind it.
 */
export class Attempts {
  private readonly tries = new Map<string, number[]>();

  constructor(private readonly most = MOST) {}

  /** Counts this try of one person for one event; false when there were too many. */
  allow(key: string, now: Date): boolean {
    const since = now.getTime() - WINDOW;
    const recent = (this.tries.get(key) ?? []).filter((at) => at > since);
    if (recent.length >= this.most) return false;
    recent.push(now.getTime());
    this.tries.delete(key);
    this.tries.set(key, recent);
    // A Map keeps the order of insertion, so the first key is the one longest unused.
    if (this.tries.size > MOST_KEYS) this.tries.delete(this.tries.keys().next().value ?? '');
    return true;
  }
}
