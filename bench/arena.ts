import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PrivateMariadb } from '../test/support/mariadb.mjs';
import { SpawnedApp } from '../test/support/spawned-app.mjs';

export type BenchEngine = 'mariadb' | 'sqlite';
export type Side = 'product' | 'bare';
export type BareTarget = { file: string } | { port: number; database: string };

/** Two databases with the same tables, durable as in production: one for the product, one for the bare program. */
export interface Arena {
  engine: BenchEngine;
  product: SpawnedApp;
  /** The product's own database, to look into it afterwards. */
  stored: BareTarget;
  bare: BareTarget;
  /** Fills both databases by the same requests to the product. */
  populate<T>(work: Filling<T>): Promise<Record<Side, T>>;
  close(): Promise<void>;
}

type Filling<T> = (app: SpawnedApp, side: Side) => Promise<T>;

/** The product runs without pages and without worker: neither mails nor certificates are measured here. */
const MEASURED = { WORKER: '0', LOG_LEVEL: 'error' };

/** @param only the engine that `--engine` names; without it each in turn */
export async function onEachEngine(only: string | undefined, work: (arena: Arena) => Promise<void>): Promise<void> {
  for (const engine of ['mariadb', 'sqlite'] as const) {
    if (only && only !== engine) continue;
    const arena = await openArena(engine);
    try {
      await work(arena);
    } finally {
      await arena.close();
    }
  }
}

function openArena(engine: BenchEngine): Promise<Arena> {
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
  for (const database of ['product', 'bare']) {
    await server.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  }
  const product = await SpawnedApp.started(environment('product'));
  return {
    engine: 'mariadb',
    product,
    stored: { port: server.port, database: 'product' },
    bare: { port: server.port, database: 'bare' },
    populate: (work) => populate(product, environment('bare'), work),
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
  return {
    engine: 'sqlite',
    product,
    stored: { file: join(product.folder, 'bintek.sqlite') },
    bare: { file: join(folder, 'bintek.sqlite') },
    populate: (work) => populate(product, { ...MEASURED, DB: 'sqlite', DATA_DIR: folder }, work),
    close: () => product.remove(),
  };
}

async function populate<T>(
  product: SpawnedApp,
  bareEnvironment: Record<string, string>,
  work: Filling<T>,
): Promise<Record<Side, T>> {
  const lent = await SpawnedApp.started(bareEnvironment);
  const bare = await work(lent, 'bare');
  await lent.stop();
  await lent.remove();
  return { product: await work(product, 'product'), bare };
}
