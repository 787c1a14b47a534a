import { setImmediate as endOfTurn } from 'node:timers/promises';

interface Reading<T> {
  begun: boolean;
  running: Promise<T>;
  next: Promise<T> | null;
}

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
    if (!reading.begun) return reading.running;
    const again = () => this.begin(key, read);
    reading.next ??= reading.running.then(again, again);
    return reading.next;
  }

  private begin(key: string, read: () => Promise<T>): Promise<T> {
    const reading: Reading<T> = { begun: false, running: this.run(() => (reading.begun = true), read), next: null };
    this.readings.set(key, reading);
    const end = () => {
      if (this.readings.get(key) === reading && !reading.next) this.readings.delete(key);
    };
    reading.running.then(end, end);
    return reading.running;
  }

  private async run(begin: () => void, read: () => Promise<T>): Promise<T> {
    // SQLite answers within the same turn of the loop: only at its end are all there who came in it.
    await endOfTurn();
    begin();
    return read();
  }
}
