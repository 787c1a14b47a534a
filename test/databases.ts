import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, loadConfig } from '../src/config/index.js';
import { type RawDatabase, RawMariadb, RawSqlite, type Statement } from './support/raw-database.js';

export type Engine = 'sqlite' | 'mysql';

/** The engine of this run: `DB=mysql npx jest …`, else SQLite. */
export const engine: Engine = process.env.DB === 'mysql' ? 'mysql' : 'sqlite';

/** A database of this jest worker, with the environment that leads an application to it. */
export class TestDatabase {
  readonly engine = engine;

  constructor(
    /** Data folder: stored files, and the SQLite file. */
    readonly folder: string,
    readonly env: Record<string, string>,
    private readonly raw: RawDatabase,
  ) {}

  config(more: Record<string, string> = {}): Config {
    return loadConfig({ ...this.env, ...more });
  }

  /** A statement outside the application. Times come as the engine stores them, as text. */
  query<Row = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<Row[]> {
    return this.raw.query(sql, params);
  }

  tables(): Promise<string[]> {
    return this.raw.tables();
  }

  /** Remembers the rows that the migrations wrote. To be called when they have run, before anything else writes. */
  async keepInitialRows(): Promise<void> {
    const tables = await this.raw.tables();
    // The environment of this application leads to another database: nothing was migrated here.
    if (tables.length === 0 || existsSync(this.initial)) return;
    const inserts: Statement[] = [];
    for (const table of tables) {
      for (const row of await this.raw.query<Record<string, unknown>>(`SELECT * FROM ${table}`)) {
        const columns = Object.keys(row);
        const places = columns.map(() => '?').join(', ');
        inserts.push([`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, Object.values(row)]);
      }
    }
    await writeFile(this.initial, JSON.stringify(inserts));
  }

  /** As after the migrations. */
  async empty(): Promise<void> {
    const deletes = (await this.raw.tables()).map((table): Statement => [`DELETE FROM ${table}`]);
    const inserts = existsSync(this.initial) ? (JSON.parse(await readFile(this.initial, 'utf8')) as Statement[]) : [];
    await this.raw.batch([...deletes, ...inserts]);
  }

  /** The tables go too, for tests of the migrations. */
  drop(): Promise<void> {
    return this.raw.drop();
  }

  private get initial(): string {
    return join(this.folder, 'initial-rows.json');
  }
}

/**
 * The database of this jest worker. The application migrates it at its first start; the next test file finds it
 * migrated and empties it. `name` gives a test one of its own.
 */
export async function openTestDatabase(name = 'shared'): Promise<TestDatabase> {
  const id = `${name}_${process.env.JEST_WORKER_ID ?? '1'}`;
  const folder = join(required('TEST_FOLDER'), id);
  await mkdir(folder, { recursive: true });
  const shared = {
    ORIGIN: 'http://127.0.0.1:3000',
    APP_KEY: 'a key that is only used by the tests of this project',
    LOG_LEVEL: 'silent',
    WEB: '0',
    WORKER: '0',
    DATA_DIR: folder,
  };
  if (engine === 'sqlite') {
    const file = join(folder, 'bintek.sqlite');
    const env = { ...shared, DB: 'sqlite', SQLITE_FILE: file, SQLITE_SYNCHRONOUS: 'OFF' };
    return new TestDatabase(folder, env, new RawSqlite(file));
  }
  const port = required('TEST_MYSQL_PORT');
  const database = `bintek_${id}`;
  const env = { ...shared, DB: 'mysql', DB_HOST: '127.0.0.1', DB_PORT: port, DB_NAME: database, DB_USER: 'root' };
  return new TestDatabase(folder, env, await RawMariadb.created(Number(port), database));
}

function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run this through jest, which starts what the tests need.`);
  return value;
}
