import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager, QueryRunner } from 'typeorm';
import { DomainError } from '../common/errors.js';
import { Database } from './database.js';
import { driverFault, isAway, isTransient } from './faults.js';

/** The manager of a running transaction. Every write takes it as its first argument. */
export type Tx = EntityManager;

type Work<T> = (tx: Tx) => Promise<T>;

const DEADLOCK = 1213;

/**
 * The only opener of transactions.
 *
 * MySQL/MariaDB: READ COMMITTED, a fresh connection per try; on a deadlock, a lock timeout or a lost connection before
 * COMMIT the whole closure runs again. So a closure touches nothing but the database. A connection lost at COMMIT is an
 * unknown outcome: it is repeated only when the caller says that a unique key makes a second run harmless.
 *
 * SQLite: TypeORM shares one connection between all requests, so two open transactions would be one and a ROLLBACK of
 * the second would take rows that the first had acknowledged. Hence a first-in-first-out queue.
 */
@Injectable()
export class Transactions {
  private inside: AsyncLocalStorage<true> | undefined;
  private readonly callbacks = new WeakMap<Tx, (() => void)[]>();
  private tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database) {}

  /**
   * A `run` within a `run` throws from now on, instead of waiting for itself (SQLite) or for its own lock. For tests:
   * before Node 24 an AsyncLocalStorage makes every promise of the process dearer, a seventh of a rush of registrations.
   */
  refuseNested(): void {
    this.inside = new AsyncLocalStorage();
  }

  /**
   * @param options.repeatable a unique key makes a second run a no-op, so an unknown outcome at COMMIT may be repeated.
   * @throws DomainError DATABASE_AWAY, OUTCOME_UNKNOWN (503).
   */
  run<T>(work: Work<T>, options: { repeatable?: boolean } = {}): Promise<T> {
    if (this.inside?.getStore()) throw new Error('A transaction is open already: pass its tx on instead.');
    if (this.database.engine !== 'sqlite') return this.withRetries(work, options.repeatable ?? false);
    const turn = this.tail.then(() => this.once(work));
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  /** Runs `fn` once the transaction is committed, never when it is rolled back. */
  afterCommit(tx: Tx, fn: () => void): void {
    const list = this.callbacks.get(tx);
    if (!list) throw new Error('afterCommit needs the tx of a running transaction.');
    list.push(fn);
  }

  private async withRetries<T>(work: Work<T>, repeatable: boolean): Promise<T> {
    const tries = this.database.cluster ? 8 : 3;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        const unknown = error instanceof OutcomeUnknown;
        const again = unknown ? repeatable : isTransient(error);
        if (!again || attempt >= tries) {
          if (unknown) throw new DomainError('OUTCOME_UNKNOWN', 503, { cause: error.cause });
          if (isAway(error)) throw new DomainError('DATABASE_AWAY', 503, { cause: error });
          throw error;
        }
        await sleep(20 * 2 ** attempt * (0.5 + Math.random()));
      }
    }
  }

  private async once<T>(work: Work<T>): Promise<T> {
    const runner = this.database.writer().createQueryRunner();
    const after: (() => void)[] = [];
    this.callbacks.set(runner.manager, after);
    let result: T;
    try {
      await begin(runner);
      result = await (this.inside?.run(true, () => work(runner.manager)) ?? work(runner.manager));
      await commit(runner).catch((error: unknown) => {
        // 1213 at COMMIT is a cluster's certification conflict: certainly not committed.
        throw isAway(error) && driverFault(error).errno !== DEADLOCK ? new OutcomeUnknown(error) : error;
      });
    } catch (error) {
      await rollBack(runner);
      throw error;
    } finally {
      this.callbacks.delete(runner.manager);
      await runner.release();
    }
    for (const fn of after) fn();
    return result;
  }
}

/** The connection that all of SQLite's transactions share, or undefined on MySQL and MariaDB. */
const sqliteOf = (runner: QueryRunner): { inTransaction: boolean } | undefined =>
  (runner.connection.driver as { databaseConnection?: { inTransaction: boolean } }).databaseConnection;

/*
 * On SQLite not by TypeORM's own methods: it counts how deep it is, and a full disk ends a transaction without telling it.
 * Its next one was then a savepoint that nobody committed, and what was acknowledged after that was lost with the process.
 */
async function begin(runner: QueryRunner): Promise<void> {
  // Who reads first and writes then would be refused when another program has written in between.
  if (sqliteOf(runner)) await runner.query('BEGIN IMMEDIATE');
  else await runner.startTransaction('READ COMMITTED');
}

async function commit(runner: QueryRunner): Promise<void> {
  if (sqliteOf(runner)) await runner.query('COMMIT');
  else await runner.commitTransaction();
}

async function rollBack(runner: QueryRunner): Promise<void> {
  const sqlite = sqliteOf(runner);
  if (sqlite?.inTransaction) await runner.query('ROLLBACK');
  // A connection that broke has nothing to roll back.
  if (!sqlite && runner.isTransactionActive) await runner.rollbackTransaction().catch((failed: unknown) => void failed);
}

class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super('the connection was lost at COMMIT', { cause });
  }
}
