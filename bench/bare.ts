import Sqlite from 'better-sqlite3';
import mysql from 'mysql2/promise';
import type { BareTarget } from './arena.js';

export type Value = string | number | null;

/** The driver and nothing else, with the settings of the product: what a program without any framework would use. */
export interface BareConnection {
  begin(): Promise<unknown>;
  commit(): Promise<unknown>;
  all(sql: string, values: Value[]): Promise<Record<string, unknown>[]>;
  /** @returns how many rows it changed */
  run(sql: string, values: Value[]): Promise<number>;
  close(): Promise<void>;
}

export async function openBare(target: BareTarget): Promise<BareConnection> {
  return 'file' in target ? bareSqlite(target.file) : bareMariadb(target);
}

async function bareMariadb({ port, database }: { port: number; database: string }): Promise<BareConnection> {
  const db = await mysql.createConnection({ host: '127.0.0.1', port, user: 'root', database, timezone: 'Z' });
  await db.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  return {
    begin: () => db.query('START TRANSACTION'),
    commit: () => db.query('COMMIT'),
    all: async (sql, values) => (await db.query<mysql.RowDataPacket[]>(sql, values))[0],
    run: async (sql, values) => (await db.query<mysql.ResultSetHeader>(sql, values))[0].affectedRows,
    close: () => db.end(),
  };
}

function bareSqlite(file: string): BareConnection {
  const db = new Sqlite(file);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'wal_autocheckpoint = 8000']) {
    db.pragma(pragma);
  }
  const prepared = new Map<string, Sqlite.Statement>();
  const statement = (sql: string): Sqlite.Statement => {
    const known = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    begin: () => Promise.resolve(statement('BEGIN IMMEDIATE').run()),
    commit: () => Promise.resolve(statement('COMMIT').run()),
    all: (sql, values) => Promise.resolve(statement(sql).all(...values) as Record<string, unknown>[]),
    run: (sql, values) => Promise.resolve(statement(sql).run(...values).changes),
    close: () => Promise.resolve(void db.close()),
  };
}

export function insert(db: BareConnection, table: string, row: Record<string, Value>): Promise<number> {
  const places = Object.keys(row).map(() => '?');
  return db.run(
    `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  );
}

/** As both engines store a time. */
export const sqlTime = (at: Date): string => at.toISOString().slice(0, 23).replace('T', ' ');
