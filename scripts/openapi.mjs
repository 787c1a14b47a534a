// @ts-check
// Writes openapi.json, the types of the web client from it, and the page of permissions; with --check, fails when they are not up to date.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ROOT, run } from './lib/run.mjs';

const FILES = {
  'openapi.json': 'openapi.json',
  'schema.d.ts': 'web/src/lib/api/schema.d.ts',
  'permissions.md': 'docs/permissions.md',
};

const folder = mkdtempSync(join(tmpdir(), 'bintek-openapi-'));
try {
  if ((await ensureBuilt(['server'])).length > 0) process.exit(1);
  await must('node', ['dist/openapi.js', join(folder, 'openapi.json'), join(folder, 'permissions.md')]);
  await must('openapi-typescript', [join(folder, 'openapi.json'), '-o', join(folder, 'schema.d.ts')]);
  for (const [made, committed] of Object.entries(FILES)) {
    if (!process.argv.includes('--check')) await copyFile(join(folder, made), join(ROOT, committed));
    else if (text(join(folder, made)) !== text(join(ROOT, committed))) {
      console.error(`${committed} is not what the routes say. Run: npm run openapi`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} command @param {string[]} args */
async function must(command, args) {
  const { code, output } = await run(command, args, { quiet: true });
  if (code !== 0) throw new Error(output);
}

/** @param {string} file */
function text(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
