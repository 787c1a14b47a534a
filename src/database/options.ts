import type { DataSourceOptions, EntitySchema } from 'typeorm';
import type { MigrationInterface } from 'typeorm';
import type { Config } from '../config/index.js';

type Constructor<T = object> = new (...args: never[]) => T;

export interface Schema {
  entities: (Constructor | EntitySchema)[];
  migrations: Constructor<MigrationInterface>[];
}

interface SqlitePragmas {
  pragma(text: string): unknown;
}

/** One set of options for the application, the TypeORM command line and the tests. */
export function dataSourceOptions(config: Config, schema: Schema): DataSourceOptions {
  const shared = {
    entities: schema.entities as (new () => object)[],
    migrations: schema.migrations as (new () => MigrationInterface)[],
    migrationsTransactionMode: 'each' as const,
    logging: false as const,
  };
  const { database } = config;
  if (database.engine === 'sqlite') {
    return {
      ...shared,
      type: 'better-sqlite3',
      database: database.file,
      enableWAL: true,
      // FULL: with NORMAL a power cut may take rows that were already acknowledged.
      prepareDatabase: (db: SqlitePragmas) => {
        db.pragma('busy_timeout = 5000');
        db.pragma(`synchronous = ${database.synchronous}`);
        db.pragma('foreign_keys = ON');
        // In a rush the default of 4 MB made every second fold pay for a checkpoint.
        db.pragma('wal_autocheckpoint = 8000');
      },
    };
  }
  return {
    ...shared,
    type: 'mariadb',
    host: database.host,
    port: database.port,
    database: database.name,
    username: database.user,
    password: database.password,
    charset: 'utf8mb4_unicode_ci',
    timezone: 'Z',
    isolationLevel: 'READ COMMITTED',
    poolSize: database.pool,
    connectTimeout: 5000,
  };
}

/**
 * The second SQLite connection: read-only, so that a request never sees rows of another request's open transaction,
 * which the one write connection would show it.
 */
export function readOnlySqlite(options: DataSourceOptions): DataSourceOptions {
  return {
    ...options,
    name: 'read',
    migrations: [],
    enableWAL: false,
    readonly: true,
    prepareDatabase: (db: SqlitePragmas) => db.pragma('busy_timeout = 5000'),
  } as unknown as DataSourceOptions;
}
