// @ts-check
// Brings what `npm ci` cannot: better-sqlite3 where its build was left out, and the programs that the tests use.
//   node scripts/setup.mjs --for=demo|test|cluster
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODE_PREFIX = dirname(dirname(process.execPath));
const SQLITE = `better-sqlite3@${JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).optionalDependencies['better-sqlite3']}`;

/** What a test needs to find, and the Debian package that brings it. */
const TEST_PROGRAMS = {
  'mariadb-install-db': 'mariadb-server',
  chromium: 'chromium',
  pdftotext: 'poppler-utils',
  qpdf: 'qpdf',
  zbarimg: 'zbar-tools',
};
const CLUSTER_PROGRAMS = {
  'mariadb-install-db': 'mariadb-server',
  '../lib/galera/libgalera_smm.so': 'galera-4',
  haproxy: 'haproxy',
  rsync: 'rsync',
  socat: 'socat',
};
/** node-gyp compiles with these. */
const COMPILERS = { python3: 'python3', make: 'make', 'g++': 'g++' };

const purpose = process.argv.find((argument) => argument.startsWith('--for='))?.slice('--for='.length);
const programs = { demo: {}, test: TEST_PROGRAMS, cluster: CLUSTER_PROGRAMS }[purpose ?? ''];
if (!programs) fail('usage: node scripts/setup.mjs --for=demo|test|cluster');

const sqliteMissing = !sqliteLoads();
const packages = [
  ...missing(programs),
  ...(sqliteMissing ? [...missing(COMPILERS), ...missingHeaders()] : []),
  ...(purpose === 'test' && !hasFonts() ? ['fonts-liberation'] : []),
];
if (packages.length > 0) installPackages(packages);
if (sqliteMissing) buildSqlite();

/** @param {Record<string, string>} programs @returns {string[]} */
function missing(programs) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/bin'];
  return Object.entries(programs).flatMap(([program, name]) =>
    folders.some((folder) => existsSync(join(folder, program))) ? [] : [name],
  );
}

/** Chromium draws no text at all on a machine without a font. */
function hasFonts() {
  return existsSync('/usr/share/fonts/truetype') || existsSync('/usr/share/fonts/opentype');
}

/** Debian's own Node has its headers in a package of their own; every other installation carries them. */
function missingHeaders() {
  const headers = existsSync(join(NODE_PREFIX, 'include/node/node.h'));
  return !headers && NODE_PREFIX === '/usr' && existsSync('/etc/debian_version') ? ['libnode-dev'] : [];
}

function sqliteLoads() {
  const probe = "new (require('better-sqlite3'))(':memory:').close()";
  return spawnSync(process.execPath, ['-e', probe], { cwd: ROOT, stdio: 'ignore' }).status === 0;
}

/** @param {string[]} names */
function installPackages(names) {
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...names];
  const byHand = `apt-get update && ${install.join(' ')}`;
  if (!existsSync('/usr/bin/apt-get'))
    fail(`These Debian packages, or their like on this system, are needed: ${names.join(' ')}`);
  if (process.getuid?.() !== 0) fail(`Run this once, then try again:\n  sudo sh -c '${byHand}'`);
  console.log(`Installing ${names.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  const { status } = spawnSync('apt-get', ['-qq', ...install.slice(1)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  if (status !== 0) fail(`The packages could not be installed. By hand:\n  ${byHand}`);
}

/**
 * Without a compiler, or without the headers' download, `npm ci` leaves an optional package out and says nothing.
 * The headers that came with Node are used, so nothing but the package itself is fetched.
 */
function buildSqlite() {
  console.log('Building better-sqlite3 (about a minute) …');
  const withHeaders = existsSync(join(NODE_PREFIX, 'include/node/node.h')) ? [`--nodedir=${NODE_PREFIX}`] : [];
  const folder = resolve(ROOT, 'node_modules/better-sqlite3');
  // `rebuild` for a folder whose binary is missing or made for another Node; `install` would find nothing to do there.
  const steps = existsSync(join(folder, 'package.json'))
    ? ['rebuild', 'better-sqlite3']
    : ['install', '--no-save', SQLITE];
  const { status, stdout, stderr } = spawnSync('npm', [...steps, ...withHeaders, '--foreground-scripts'], {
    cwd: ROOT,
    env: { ...process.env, JOBS: 'max' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0 || !sqliteLoads()) {
    console.error(`${stdout}${stderr}`);
    fail(`better-sqlite3 could not be built. By hand: npm ${[...steps, ...withHeaders].join(' ')}`);
  }
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}
