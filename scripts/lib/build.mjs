// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, seconds } from './run.mjs';

const SHARED = ['package-lock.json', 'messages', 'project.inlang', 'scripts/generate.mjs'];
const GENERATED = ['src/common/messages', 'src/metadata.ts', 'web/src/lib/paraglide'];

const PARTS = {
  server: {
    inputs: [...SHARED, 'src', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json', '.swcrc'],
    stamp: 'dist/.built',
    steps: [
      ['node', 'scripts/generate.mjs'],
      ['nest', 'build'],
      // The compiler's plug-in writes this file while the others are being compiled.
      ['swc', 'src/metadata.ts', '-d', 'dist', '--strip-leading-paths'],
    ],
  },
  web: {
    inputs: [
      ...SHARED,
      ...['web/src', 'web/static', 'web/scripts', 'web/package.json', 'web/svelte.config.js', 'web/vite.config.ts'],
      // Rules that the page of the door shares.
      ...['src/attendance/rules', 'src/common/rules', 'src/directory/rules'],
    ],
    stamp: 'web/build/.built',
    steps: [['npm', 'run', 'build', '-w', 'web']],
  },
};

/** @typedef {keyof typeof PARTS} Part */

/** @param {string} path @returns {string[]} every source file under it with its size and time */
function listing(path) {
  if (GENERATED.includes(path) || !existsSync(join(ROOT, path))) return [];
  const info = statSync(join(ROOT, path));
  if (!info.isDirectory()) return [`${path} ${info.size} ${info.mtimeMs}`];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((name) => listing(`${path}/${name}`));
}

/** @param {Part} part */
function fingerprint(part) {
  return createHash('sha256').update(PARTS[part].inputs.flatMap(listing).join('\n')).digest('hex');
}

/** @param {Part} part @param {string} sources */
function isBuiltFrom(part, sources) {
  const stamp = join(ROOT, PARTS[part].stamp);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
}

/** Vite only warns of a text that exists in no language; the page would fail when it is opened. */
const UNDEFINED_IMPORT = 'IMPORT_IS_UNDEFINED';

/**
 * Builds what is absent or made from other sources; says what it does, and shows the output of what fails.
 * @param {Part[]} parts
 * @returns {Promise<Part[]>} the parts that failed
 */
export async function ensureBuilt(parts) {
  const failed = await Promise.all(parts.map(async (part) => ((await build(part)) ? [] : [part])));
  return failed.flat();
}

/** @param {Part} part */
async function build(part) {
  // Taken before the steps: a file that changes while they run makes the build stale.
  const sources = fingerprint(part);
  if (isBuiltFrom(part, sources)) return true;
  console.log(`Building the ${part === 'web' ? 'pages' : 'server'} …`);
  const since = Date.now();
  for (const [command, ...args] of PARTS[part].steps) {
    const { code, output } = await run(command ?? '', args, { quiet: true });
    if (code !== 0 || output.includes(UNDEFINED_IMPORT)) {
      console.error(output);
      return false;
    }
  }
  writeFileSync(join(ROOT, PARTS[part].stamp), sources);
  console.log(`Built the ${part === 'web' ? 'pages' : 'server'} in ${seconds(since)}`);
  return true;
}
