import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NumberSeries } from '../../src/certificates/number-series.entity.js';
import { NumberSeriesRepository } from '../../src/certificates/number-series.repository.js';
import { Database, Transactions } from '../../src/database/index.js';
import { TestApp } from '../support/app.js';

const key = { unitCode: 'BKPSDM', year: 2026 };
const BATCHES = 24;

describe('certificate numbers', () => {
  let app: TestApp;
  let series: NumberSeriesRepository;
  let database: Database;
  let transactions: Transactions;

  beforeAll(async () => {
    app = await TestApp.start();
    series = app.get(NumberSeriesRepository);
    database = app.get(Database);
    transactions = app.get(Transactions);
  });
  afterAll(() => app.close());
  beforeEach(() => app.empty());

  const open = (start = 1) => transactions.run((tx) => series.hold(tx, key, start));
  const take = (count: number, start = 1) =>
    transactions.run(async (tx) => {
      await series.hold(tx, key, start);
      const { first } = await series.take(tx, key, start, count);
      return Array.from({ length: count }, (_, index) => first + index);
    });
  const sorted = (numbers: number[]) => [...numbers].sort((a, b) => a - b);

  it('are doubled when the counter is read first and written later', async () => {
    await open();
    const readThenWrite = async (): Promise<number> => {
      const { nextSerial } = await database.read((m) => m.findOneByOrFail(NumberSeries, key));
      await transactions.run((tx) => tx.update(NumberSeries, key, { nextSerial: nextSerial + 1 }));
      return nextSerial;
    };
    const numbers = await Promise.all(Array.from({ length: BATCHES }, readThenWrite));
    expect(new Set(numbers).size).toBeLessThan(BATCHES);
  });

  it('are neither doubled nor skipped when many batches take them at once', async () => {
    const sizes = Array.from({ length: BATCHES }, (_, index) => 1 + (index % 5));
    const taken = await Promise.all(sizes.map((size) => take(size)));
    const whole = sizes.reduce((sum, size) => sum + size, 0);
    expect(sorted(taken.flat())).toEqual(Array.from({ length: whole }, (_, index) => index + 1));
    for (const batch of taken) expect(batch).toEqual(sorted(batch));
  });

  it('leave no gap behind a batch that failed', async () => {
    await take(3);
    const failed = transactions.run(async (tx) => {
      await series.take(tx, key, 1, 40);
      throw new Error('the batch fails after it took its numbers');
    });
    await expect(failed).rejects.toThrow('the batch fails');
    expect(await take(2)).toEqual([4, 5]);
  });

  it('begin after those of the paper register, and never go back', async () => {
    expect(await take(2, 120)).toEqual([120, 121]);
    expect(await take(1)).toEqual([122]);
    expect(await take(1, 200)).toEqual([200]);
    expect(await take(1, 150)).toEqual([201]);
  });

  it('count apart for each unit and year', async () => {
    await take(5);
    const other = await transactions.run(async (tx) => {
      await series.hold(tx, { ...key, year: 2027 }, 1);
      return series.take(tx, { ...key, year: 2027 }, 1, 1);
    });
    expect(other.first).toBe(1);
  });
});
