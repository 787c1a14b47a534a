import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource, type EntityManager } from 'typeorm';
import { AlreadyExists, Database, Transactions, uniqueGuard } from '../../src/database/index.js';
import { engine } from '../databases.js';
import { TestApp } from '../support/app.js';

describe('transactions', () => {
  let app: TestApp;
  let transactions: Transactions;

  beforeAll(async () => {
    app = await TestApp.start({ env: { DB_POOL: '20' } });
    transactions = app.get(Transactions);
  });
  beforeEach(() => app.empty());
  afterAll(() => app.close());

  const insert = (m: EntityManager, code: string) =>
    m.query(
      `INSERT INTO unit (id, code, name, name_key, parent_id, sort, active) VALUES ('${code}', '${code}', 'x', 'x', NULL, 0, 1)`,
    );
  const codes = async () =>
    (await app.db.query<{ code: string }>('SELECT code FROM unit ORDER BY code')).map((row) => row.code);
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

  if (engine === 'sqlite') {
    it('with the queue off, SQLite loses a write that was acknowledged', async () => {
      const writer = app.get(DataSource);
      const acknowledged = writer.transaction(async (tx) => {
        await insert(tx, 'acknowledged');
        await pause();
      });
      const failed = writer.transaction(async (tx) => {
        await insert(tx, 'failed');
        await pause();
        throw new Error('this one is rolled back');
      });
      const [first] = await Promise.allSettled([acknowledged, failed]);
      const kept = (await codes()).includes('acknowledged');
      expect(first.status === 'fulfilled' && kept).toBe(false);
    });
  }

  it('keeps what was acknowledged when another one is rolled back beside it', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        transactions.run(async (tx) => {
          await insert(tx, `row-${n}`);
          await pause();
          if (n % 2) throw new Error('rolled back');
        }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(10);
    expect(await codes()).toEqual(Array.from({ length: 10 }, (_, n) => `row-${n * 2}`).sort());
  });

  it('shows no reader a row that is not committed', async () => {
    let seen: unknown[] = [];
    await transactions.run(async (tx) => {
      await insert(tx, 'open');
      await new Promise<void>((resolve, reject) => {
        setImmediate(() => {
          app
            .get(Database)
            .read((m) => m.query('SELECT id FROM unit'))
            .then((rows: unknown[]) => {
              seen = rows;
              resolve();
            }, reject);
        });
      });
    });
    expect(seen).toEqual([]);
  });

  it('commits what comes after one that the engine ended by itself, as it does when the disk is full', async () => {
    const ended = transactions.run(async (tx) => {
      await tx.query('ROLLBACK');
      throw new Error('full');
    });
    await expect(ended).rejects.toThrow('full');
    await expect(transactions.run(() => Promise.reject(new Error('full again')))).rejects.toThrow('full again');
    await transactions.run((tx) => insert(tx, 'after'));
    expect(await app.get(Database).read((m) => m.query('SELECT code FROM unit'))).toEqual([{ code: 'after' }]);
  });

  it('refuses to be nested, and tells a duplicate key', async () => {
    await expect(transactions.run(() => transactions.run(() => Promise.resolve()))).rejects.toThrow(/open already/);
    await transactions.run((tx) => insert(tx, 'one'));
    await expect(transactions.run((tx) => uniqueGuard(() => insert(tx, 'one')))).rejects.toBeInstanceOf(AlreadyExists);
  });

  it('runs what waits for the commit once, and never after a rollback', async () => {
    const ran: string[] = [];
    await transactions.run(async (tx) => {
      transactions.afterCommit(tx, () => ran.push('committed'));
      await insert(tx, 'a');
    });
    await expect(
      transactions.run((tx) => {
        transactions.afterCommit(tx, () => ran.push('rolled back'));
        return Promise.reject(new Error('no'));
      }),
    ).rejects.toThrow('no');
    expect(ran).toEqual(['committed']);
  });

  if (engine === 'mysql') {
    it('runs the whole closure again after a deadlock', async () => {
      await transactions.run(async (tx) => {
        await insert(tx, 'left');
        await insert(tx, 'right');
      });
      let tries = 0;
      const both = [
        ['left', 'right'],
        ['right', 'left'],
      ].map(([first, second]) =>
        transactions.run(async (tx) => {
          tries += 1;
          await tx.query(`UPDATE unit SET sort = sort + 1 WHERE code = '${first}'`);
          await pause();
          await tx.query(`UPDATE unit SET sort = sort + 1 WHERE code = '${second}'`);
        }),
      );
      await Promise.all(both);
      const rows = await app.db.query<{ sort: number }>('SELECT sort FROM unit');
      expect(rows.map((row) => Number(row.sort))).toEqual([2, 2]);
      expect(tries).toBeGreaterThan(2);
    });
  }
});
