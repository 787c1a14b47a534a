import { gathered } from '../common/index.js';

interface Crowd {
  sharers: number;
  begun: boolean;
}

interface Reading<T> {
  crowd: Crowd;
  running: Promise<T>;
  next: Promise<T> | null;
}

const MOST_SHARERS = 128;

/**
 * In a rush hundreds ask for the same facts at once. Whoever comes before a reading has begun shares it, and whoever comes
 * while it runs shares the next one: what one gets was read after he asked, and there is nothing that could grow old.
 */
export class SharedReads<T> {
  private readonly readings = new Map<string, Reading<T>>();

  /** @param key calls with the same key must read the same */
  get(key: string, read: () => Promise<T>): Promise<T> {
    const reading = this.readings.get(key);
    if (!reading) return this.begin(key, read);
    if (!reading.crowd.begun) {
      reading.crowd.sharers += 1;
      return reading.running;
    }
    const again = () => this.begin(key, read);
    reading.next ??= reading.running.then(again, again);
    return reading.next;
  }

  private begin(key: string, read: () => Promise<T>): Promise<T> {
    const crowd = { sharers: 1, begun: false };
    const reading: Reading<T> = { crowd, running: this.run(crowd, read), next: null };
    this.readings.set(key, reading);
    const end = () => {
      if (this.readings.get(key) === reading && !reading.next) this.readings.delete(key);
    };
    reading.running.then(end, end);
    return reading.running;
  }

  private async run(crowd: Crowd, read: () => Promise<T>): Promise<T> {
    await gathered(() => crowd.sharers, MOST_SHARERS);
    crowd.begun = true;
    return read();
  }
}
