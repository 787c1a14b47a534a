import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrivateMariadb } from './mariadb.mjs';

/** `DB=mysql npx jest path` works alone; the whole run hands its own server in TEST_MYSQL_PORT. */
export default async function setup() {
  globalThis.testFolder = process.env.TEST_FOLDER = await mkdtemp(join(tmpdir(), 'bintek-test-'));
  if (process.env.DB !== 'mysql' || process.env.TEST_MYSQL_PORT) return;
  globalThis.privateMariadb = await PrivateMariadb.started();
  process.env.TEST_MYSQL_PORT = String(globalThis.privateMariadb.port);
}
