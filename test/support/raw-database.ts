import { rm } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import mysql from 'mysql2/promise';

export type Statement = [sql: string, params?: unknown[]];

/** TypeORM's list of the migrations that ran; the schema's own tables are those beside it. */
export const MIGRATIONS = 'migrations';

/** A database from outside the application; works while an application uses it, on SQLite too. */
export interface RawDatabase {
  query<Row>(sql: string, params?: unknown[]): Promise<Row[]>;
  /** In one transaction, without looking at foreign keys. */
  batch(statements: Statement[]): Promise<void>;
  tables(): Promise<string[]>;
  drop(): Promise<void>;
}

export class RawSqlite implements RawDatabase {
  constructor(private readonly file: string) {}

  query<Row>(sql: string, params: unknown[] = []): Promise<Row[]> {
    return this.open((db) => {
      const statement = db.prepare(sql);
      if (statement.reader) return statement.all(...params) as Row[];
      statement.run(...params);
      return [];
    });
  }

  batch(statements: Statement[]): Promise<void> {
    return this.open((db) => {
      db.pragma('foreign_keys = OFF');
      db.transaction(() => {
        for (const [sql, params = []] of statements) db.prepare(sql).run(...params);
      })();
    });
  }

  async tables(): Promise<string[]> {
    const found = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> ?";
    return (await this.query<{ name: string }>(found, [MIGRATIONS])).map(({ name }) => name);
  }

  async drop(): Promise<void> {
    for (const part of ['', '-wal', '-shm']) await rm(this.file + part, { force: true });
  }

  private async open<T>(work: (db: Sqlite.Database) => T): Promise<T> {
    const db = new Sqlite(this.file, { timeout: 5000 });
    try {
      return work(db);
    } finally {
      db.close();
    }
  }
}

export class RawMariadb implements RawDatabase {
  private constructor(
    private readonly port: number,
    private readonly name: string,
  ) {}

  static async created(port: number, name: string): Promise<RawMariadb> {
    const raw = new RawMariadb(port, name);
    await raw.create();
    return raw;
  }

  query<Row>(sql: string, params: unknown[] = []): Promise<Row[]> {
    return this.open(async (db) => {
      const [rows] = await db.query(sql, params);
      return (Array.isArray(rows) ? rows : []) as Row[];
    });
  }

  batch(statements: Statement[]): Promise<void> {
    return this.open(async (db) => {
      await db.query('SET FOREIGN_KEY_CHECKS = 0');
      await db.beginTransaction();
      for (const [sql, params] of statements) await db.query(sql, params);
      await db.commit();
    });
  }

  async tables(): Promise<string[]> {
    const found =
      'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_name <> ? ORDER BY name';
    return (await this.query<{ name: string }>(found, [this.name, MIGRATIONS])).map(({ name }) => name);
  }

  async drop(): Promise<void> {
    await this.open((db) => db.query(`DROP DATABASE ${this.name}`), '');
    await this.create();
  }

  private async create(): Promise<void> {
    const sql = `CREATE DATABASE IF NOT EXISTS ${this.name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;
    await this.open((db) => db.query(sql), '');
  }

  private async open<T>(work: (db: mysql.Connection) => Promise<T>, database = this.name): Promise<T> {
    const server = { host: '127.0.0.1', port: this.port, user: 'root' };
    const db = await mysql.createConnection({ ...server, database, timezone: 'Z', dateStrings: true });
    try {
      return await work(db);
    } finally {
      await db.end();
    }
  }
}
