// @ts-check
// The whole suite: build, checks, unit specs, integration specs on both engines, browser specs.
// The last line is `N passed, N failed`: every test once per engine; a step that could not run counts as one failure.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, PrivateMariadb } from '../test/support/mariadb.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { demoEnvironment, waitUntilReady } from './lib/demo-data.mjs';
import { endWithChildren, ROOT, run, seconds } from './lib/run.mjs';
import { writeSpecGroups } from './lib/spec-groups.mjs';

const SUMS = join(ROOT, '.cache/test-sums');
const JEST_NODE_OPTIONS = '--experimental-vm-modules --no-warnings';
// One worker more than the cores of the smallest machine: specs wait for processes that they have killed, and for disks.
const INTEGRATION = /** @type {const} */ ({ project: 'integration', groups: 12, workers: 3 });

/** @typedef {{ passed: number, failed: number, skipped: number }} Sums */
/** @type {{ name: string, sums: Sums, time: string }[]} */
const suites = [];

rmSync(SUMS, { recursive: true, force: true });
mkdirSync(SUMS, { recursive: true });

/** @type {PrivateMariadb | undefined} */
let mariadb;
/** The demo's data, made once for the specs that look at them. */
const seed = mkdtempSync(join(tmpdir(), 'bintek-seed-'));
/** @type {import('node:child_process').ChildProcess | undefined} */
let seeding;
const removeSeed = () => rmSync(seed, { recursive: true, force: true });
endWithChildren(async () => {
  seeding?.kill('SIGKILL');
  await mariadb?.stop();
  removeSeed();
});
const begun = Date.now();
try {
  await step('build', async () => (await ensureBuilt(['server', 'web'])).length === 0);
  await Promise.all([
    step('check', async () => (await run('node', ['scripts/check.mjs'], { prefix: '[check] ' })).code === 0),
    jest('unit', { project: 'unit', engine: 'sqlite', groups: 2, workers: 1, prefix: '[unit] ' }),
    step('seed', fillSeed),
  ]);
  await jest('sqlite', { ...INTEGRATION, engine: 'sqlite', env: { DEMO_SEED: seed } });
  mariadb = await PrivateMariadb.started();
  await jest('mysql', { ...INTEGRATION, engine: 'mysql', env: { TEST_MYSQL_PORT: String(mariadb.port) } });
  await mariadb.stop();
  await browser();
} catch (error) {
  console.error(error);
  suites.push({ name: 'run', sums: { passed: 0, failed: 1, skipped: 0 }, time: seconds(begun) });
} finally {
  await mariadb?.stop();
  removeSeed();
}
report();

/** Starts the demo as `npm run demo` does, until it is filled. */
async function fillSeed() {
  const env = { ...demoEnvironment(seed, await freePort()), SQLITE_SYNCHRONOUS: 'OFF', WEB: '0' };
  const child = (seeding = spawn(process.execPath, [join(ROOT, 'dist/main.js')], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  }));
  const exit = once(child, 'exit');
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const ready = await waitUntilReady(env.ORIGIN, isAlive, 10 * 60_000);
  child.kill('SIGTERM');
  await exit;
  return ready;
}

/** @param {string} name @param {() => Promise<boolean>} work */
async function step(name, work) {
  const since = Date.now();
  const fine = await work();
  suites.push({ name, sums: { passed: 0, failed: fine ? 0 : 1, skipped: 0 }, time: seconds(since) });
}

/**
 * @param {string} name
 * @param {{ project: 'unit' | 'integration', engine: 'sqlite' | 'mysql', groups: number, workers: number,
 *   env?: Record<string, string>, prefix?: string }} how
 */
async function jest(name, { project, engine, groups, workers, env = {}, prefix }) {
  const since = Date.now();
  const file = join(SUMS, `${name}.json`);
  const folder = writeSpecGroups(project, engine, groups);
  const { code } = await run(
    'jest',
    ['--selectProjects', project, `--maxWorkers=${workers}`, '--json', `--outputFile=${file}`],
    {
      env: { NODE_OPTIONS: JEST_NODE_OPTIONS, DB: engine, SPEC_GROUPS: folder, ...env },
      ...(prefix ? { prefix } : {}),
    },
  );
  const sums = readSums(file, (result) => ({
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  }));
  suites.push({ name, sums: failedAtLeastOnce(sums, code), time: seconds(since) });
}

async function browser() {
  const since = Date.now();
  const file = join(SUMS, 'browser.json');
  const { code } = await run('playwright', ['test', '--config=test/browser/playwright.config.ts'], {
    env: { BROWSER_SUMS: file, DEMO_SEED: seed },
  });
  suites.push({
    name: 'browser',
    sums: failedAtLeastOnce(
      readSums(file, (sums) => sums),
      code,
    ),
    time: seconds(since),
  });
}

/** @param {string} file @param {(result: any) => Sums} read @returns {Sums} */
function readSums(file, read) {
  return existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 1, skipped: 0 };
}

/** A runner may fail outside its tests, for instance in its teardown. @param {Sums} sums @param {number} code */
function failedAtLeastOnce(sums, code) {
  return code !== 0 && sums.failed === 0 ? { ...sums, failed: 1 } : sums;
}

function report() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log('');
  for (const { name, sums, time } of suites) {
    total.passed += sums.passed;
    total.failed += sums.failed;
    total.skipped += sums.skipped;
    const isStep = sums.passed + sums.failed + sums.skipped === 0;
    const result = isStep ? 'done' : `${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`;
    console.log(`  ${name.padEnd(8)} ${result} in ${time}`);
  }
  console.log(`  all in ${seconds(begun)}\n`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
}
