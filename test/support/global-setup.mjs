import { PrivateMariadb } from './mariadb.mjs';

/** `DB=mysql npx jest path` works alone; the whole run hands its own server in TEST_MYSQL_PORT. */
export default async function setup() {
  if (process.env.DB !== 'mysql' || process.env.TEST_MYSQL_PORT) return;
  const server = await PrivateMariadb.started();
  process.env.TEST_MYSQL_PORT = String(server.port);
  globalThis.privateMariadb = server;
}
