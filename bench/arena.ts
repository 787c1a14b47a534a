import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PrivateMariadb } from '../test/support/mariadb.mjs';
import { SpawnedApp } from '../test/support/spawned-app.mjs';

export type BenchEngine = 'mariadb' | 'sqlite';

/** Two databases with the same tables, durable as in production: one for the product, one for the bare program. */
export interface Arena {
  engine: BenchEngine;
  product: SpawnedApp;
  /** The bare program's database: a SQLite file, or a database on `port`. */
  bare: { file: string } | { port: number; database: string };
  close(): Promise<void>;
}

/** The product runs without pages and without worker: neither mails nor certificates are measured here. */
const MEASURED = { WORKER: '0', LOG_LEVEL: 'error' };

export async function openArena(engine: BenchEngine): Promise<Arena> {
  return engine === 'mariadb' ? mariadbArena() : sqliteArena();
}

async function mariadbArena(): Promise<Arena> {
  const server = await PrivateMariadb.started({ durable: true });
  const environment = (database: string) => ({
    ...MEASURED,
    DB: 'mysql',
    DB_PORT: String(server.port),
    DB_NAME: database,
    DB_USER: 'root',
    DB_POOL: '16',
  });
  for (const database of ['product', 'bare']) await server.query(`CREATE DATABASE ${database}`);
  await migrate(environment('bare'));
  const product = await SpawnedApp.started(environment('product'));
  return {
    engine: 'mariadb',
    product,
    bare: { port: server.port, database: 'bare' },
    close: async () => {
      await product.remove();
      await server.stop();
    },
  };
}

async function sqliteArena(): Promise<Arena> {
  const product = await SpawnedApp.started({ ...MEASURED, DB: 'sqlite' });
  const folder = join(product.folder, 'bare');
  await mkdir(folder);
  await migrate({ ...MEASURED, DB: 'sqlite', DATA_DIR: folder });
  return {
    engine: 'sqlite',
    product,
    bare: { file: join(folder, 'bintek.sqlite') },
    close: () => product.remove(),
  };
}

/** A short life of the product makes the tables. */
async function migrate(env: Record<string, string>): Promise<void> {
  const app = await SpawnedApp.started(env);
  await app.stop();
  await app.remove();
}
