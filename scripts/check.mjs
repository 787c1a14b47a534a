// @ts-check
// npm run check: everything that is decided without running the application. `--fix` formats and repairs what it can.
import { ensureBuilt } from './lib/build.mjs';
import { inParallel, run, seconds } from './lib/run.mjs';

const fix = process.argv.includes('--fix');

/** Longest first, so that two at a time end together. @type {Record<string, string[]>} */
const CHECKS = {
  eslint: ['eslint', '.', '--max-warnings=0', ...(fix ? ['--fix'] : [])],
  'svelte-check': ['npm', 'run', 'check', '--silent', '-w', 'web'],
  prettier: ['prettier', fix ? '--write' : '--check', '--log-level=warn', '.'],
  types: ['tsc', '--noEmit'],
  'types of browser tests': ['tsc', '--noEmit', '-p', 'test/browser'],
  imports: ['depcruise', '--config=.dependency-cruiser.cjs', '--output-type=err-long', 'src', 'web/src'],
  unused: ['knip'],
  openapi: ['node', 'scripts/openapi.mjs', ...(fix ? [] : ['--check'])],
};

/** @type {string[]} */
const failed = [];

/** @param {string} name @param {() => Promise<{ code: number, output: string }>} work */
async function check(name, work) {
  const since = Date.now();
  const { code, output } = await work();
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds(since)})`);
  if (code === 0) return;
  failed.push(name);
  console.log(output.replace(/^/gm, '     '));
}

// The build also writes what the types and the API description are checked against.
await check('build', async () => ({ code: (await ensureBuilt(['server'])).length, output: '' }));
await check('texts', () => run('node', ['scripts/generate.mjs', '--web'], { quiet: true }));
await inParallel(2, Object.entries(CHECKS), ([name, [command = '', ...args]]) =>
  check(name, () => run(command, args, { quiet: true })),
);
if (failed.length > 0) {
  console.log(`\nFailed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
