import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import mysql from 'mysql2/promise';
import { type Config, loadConfig } from '../src/config/index.js';

export type Engine = 'sqlite' | 'mysql';

/** The engine of this run: `DB=mysql npx jest …`, else SQLite. */
export const engine: Engine = process.env.DB === 'mysql' ? 'mysql' : 'sqlite';

const MIGRATIONS = 'migrations';

/** A database of this jest worker, with the environment that leads an application to it. */
export interface TestDatabase {
  engine: Engine;
  /** Data folder of this worker: stored files and the SQLite file. */
  folder: string;
  env: Record<string, string>;
  config(env?: Record<string, string>): Config;
  /** A statement outside the application. Works while an application runs, on SQLite too. */
  query<Row = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<Row[]>;
  tables(): Promise<string[]>;
  /** Every row of every table away; the tables stay. */
  empty(): Promise<void>;
  /** The tables too, for tests of the migrations. */
  drop(): Promise<void>;
}

/**
 * The database of this jest worker. The application migrates it at its first start; the next test file finds it
 * migrated and empties it. `name` gives a test one of its own.
 */
export async function openTestDatabase(name = 'shared'): Promise<TestDatabase> {
  const id = `${name}_${process.env.JEST_WORKER_ID ?? '1'}`;
  const folder = join(required('TEST_FOLDER'), id);
  await mkdir(folder, { recursive: true });
  const env = {
    ORIGIN: 'http://127.0.0.1:3000',
    APP_KEY: 'a key that is only used by the tests of this project',
    LOG_LEVEL: 'silent',
    WEB: '0',
    WORKER: '0',
    DATA_DIR: folder,
  };
  return engine === 'sqlite' ? sqlite(folder, env) : mariadb(`bintek_${id}`, folder, env);
}

function sqlite(folder: string, shared: Record<string, string>): TestDatabase {
  const file = join(folder, 'bintek.sqlite');
  const env = { ...shared, DB: 'sqlite', SQLITE_FILE: file, SQLITE_SYNCHRONOUS: 'OFF' };
  const open = <T>(work: (db: Sqlite.Database) => T): T => {
    const db = new Sqlite(file, { timeout: 5000 });
    try {
      return work(db);
    } finally {
      db.close();
    }
  };
  const tables = (db: Sqlite.Database) =>
    db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> ?")
      .pluck()
      .all(MIGRATIONS) as string[];
  const empty = (db: Sqlite.Database) => {
    db.pragma('foreign_keys = OFF');
    db.transaction(() => {
      for (const table of tables(db)) db.exec(`DELETE FROM "${table}"`);
    })();
  };
  return {
    engine: 'sqlite',
    folder,
    env,
    config: (more) => loadConfig({ ...env, ...more }),
    query: <Row>(sql: string, params: unknown[] = []) =>
      Promise.resolve(
        open((db) => {
          const statement = db.prepare(sql);
          if (statement.reader) return statement.all(...params) as Row[];
          statement.run(...params);
          return [];
        }),
      ),
    tables: () => Promise.resolve(open(tables)),
    empty: () => Promise.resolve(open(empty)),
    drop: async () => {
      for (const part of ['', '-wal', '-shm']) await rm(file + part, { force: true });
    },
  };
}

async function mariadb(name: string, folder: string, shared: Record<string, string>): Promise<TestDatabase> {
  const server = { host: '127.0.0.1', port: Number(required('TEST_MYSQL_PORT')), user: 'root' };
  const env = { ...shared, DB: 'mysql', DB_HOST: server.host, DB_PORT: String(server.port), DB_NAME: name, DB_USER: 'root' };
  const open = async <T>(database: string | undefined, work: (db: mysql.Connection) => Promise<T>): Promise<T> => {
    const db = await mysql.createConnection({ ...server, database, timezone: 'Z', multipleStatements: true });
    try {
      return await work(db);
    } finally {
      await db.end();
    }
  };
  const tables = async (db: mysql.Connection) => {
    const [rows] = await db.query<mysql.RowDataPacket[]>(
      'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_name <> ?',
      [name, MIGRATIONS],
    );
    return rows.map((row) => String(row.name));
  };
  const create = `CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;
  await open(undefined, (db) => db.query(create));
  return {
    engine: 'mysql',
    folder,
    env,
    config: (more) => loadConfig({ ...env, ...more }),
    query: <Row>(sql: string, params: unknown[] = []) =>
      open(name, async (db) => {
        const [rows] = await db.query(sql, params);
        return (Array.isArray(rows) ? rows : []) as Row[];
      }),
    tables: () => open(name, tables),
    empty: () =>
      open(name, async (db) => {
        const deletes = (await tables(db)).map((table) => `DELETE FROM \`${table}\``);
        await db.query(['SET FOREIGN_KEY_CHECKS = 0', ...deletes].join(';'));
      }),
    drop: () => open(undefined, (db) => db.query(`DROP DATABASE ${name}; ${create}`)).then(() => undefined),
  };
}

function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run this through jest, which starts what the tests need.`);
  return value;
}
