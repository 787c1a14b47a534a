import type { Transactions, Tx } from '../../src/database/index.js';

export interface Entry {
  id: string;
  action: string;
}

/** Sees which committed transactions wrote audit entries: it asks inside each, before its COMMIT. */
export class WatchedTransactions {
  /** Transactions committed since `forget`. */
  committed = 0;
  entries: Entry[] = [];
  private readonly original: Transactions['run'];

  constructor(private readonly transactions: Transactions) {
    this.original = transactions.run.bind(transactions);
    transactions.run = async <T>(work: (tx: Tx) => Promise<T>, options?: { repeatable?: boolean }): Promise<T> => {
      let written: Entry[] = [];
      const result = await this.original(async (tx) => {
        const before = new Set((await entriesIn(tx)).map(({ id }) => id));
        const done = await work(tx);
        written = (await entriesIn(tx)).filter(({ id }) => !before.has(id));
        return done;
      }, options);
      this.committed++;
      this.entries.push(...written);
      return result;
    };
  }

  forget(): void {
    this.committed = 0;
    this.entries = [];
  }

  stop(): void {
    this.transactions.run = this.original;
  }
}

const entriesIn = (tx: Tx): Promise<Entry[]> => tx.query<Entry[]>('SELECT id, action FROM audit_entry');
