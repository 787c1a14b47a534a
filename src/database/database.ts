import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { DomainError } from '../common/errors.js';
import { CONFIG, type Config } from '../config/index.js';
import { driverFault, isAway } from './faults.js';
import { readOnlySqlite } from './options.js';
import { holdSqliteLock, type SqliteLock } from './sqlite-lock.js';

/** The manager of a read, or of the transaction that the read belongs to. */
export type Reader = EntityManager;

/**
 * Connections, and the reads outside a transaction.
 *
 * The application starts while its database is away: `/health/ready` and every route that needs it answer 503
 * DATABASE_AWAY until `connect()` has succeeded, which it tries for ever.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly engine: 'sqlite' | 'mysql';
  /** More than one database machine: conflicts between nodes are usual, so transactions try more often. */
  readonly cluster: boolean;
  private reader: DataSource | undefined;
  private lock: SqliteLock | undefined;
  private closed = false;
  private readonly log = new Logger(Database.name);

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.engine = config.database.engine;
    this.cluster = config.database.engine === 'mysql' && config.database.cluster;
  }

  get connected(): boolean {
    return this.reader !== undefined;
  }

  /** The write side, for `Transactions` alone. */
  writer(): DataSource {
    if (!this.reader) throw new DomainError('DATABASE_AWAY', 503);
    return this.source;
  }

  /** Reads outside a transaction: on SQLite through the read-only connection, else through the pool. */
  async read<T>(work: (manager: Reader) => Promise<T>): Promise<T> {
    if (!this.reader) throw new DomainError('DATABASE_AWAY', 503);
    try {
      return await work(this.reader.manager);
    } catch (error) {
      throw isAway(error) ? new DomainError('DATABASE_AWAY', 503, { cause: error }) : error;
    }
  }

  /** Connects and migrates; goes on trying while the server is away. Other faults (rights, a second process) are thrown. */
  async connect(): Promise<void> {
    const { database } = this.config;
    if (database.engine === 'sqlite') {
      mkdirSync(dirname(database.file), { recursive: true });
      this.lock ??= await holdSqliteLock(database.file);
    }
    for (let wait = 250; !this.closed; wait = Math.min(wait * 2, 5000)) {
      try {
        if (!this.source.isInitialized) await this.source.initialize();
        await this.migrate();
        this.reader = database.engine === 'sqlite' ? await this.openReader() : this.source;
        return;
      } catch (error) {
        if (!isAway(error)) throw error;
        this.log.warn(`The database is away (${driverFault(error).code ?? 'no answer'}); trying again in ${wait} ms`);
        await sleep(wait);
      }
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    if (this.reader && this.reader !== this.source) await this.reader.destroy();
    this.reader = undefined;
    if (this.source.isInitialized) await this.source.destroy();
    this.lock?.release();
  }

  private openReader(): Promise<DataSource> {
    return new DataSource(readOnlySqlite(this.source.options)).initialize();
  }

  /** Replicas that start together migrate one after the other. */
  private async migrate(): Promise<void> {
    if (this.engine === 'sqlite') {
      await this.source.runMigrations();
      return;
    }
    const runner = this.source.createQueryRunner();
    try {
      await runner.query("SELECT GET_LOCK('bintek-migrations', 120)");
      await this.source.runMigrations();
      await runner.query("SELECT RELEASE_LOCK('bintek-migrations')");
    } finally {
      await runner.release();
    }
  }
}
