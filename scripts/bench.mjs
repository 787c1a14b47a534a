// @ts-check
// npm run bench -- [name…] [--engine=mariadb|sqlite] [--rounds=5] [--rows=5000,500000] [--people=10000]:
// one JSON line a benchmark and engine.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { ROOT, run } from './lib/run.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: 'string' },
    rounds: { type: 'string' },
    rows: { type: 'string' },
    people: { type: 'string' },
  },
});
const files = readdirSync(join(ROOT, 'bench'), { recursive: true, encoding: 'utf8' });
const found = new Map(
  files.flatMap((file) => {
    const name = /([^/]+)\.bench\.ts$/.exec(file)?.[1];
    return name ? [[name, file]] : [];
  }),
);
const all = [...found.keys()].sort();
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}`);
  process.exit(1);
}
const names = positionals.length > 0 ? positionals : all;
// Only one of them opens a page.
if ((await ensureBuilt(names.includes('verdict') ? ['server', 'web'] : ['server'])).length > 0) process.exit(1);
const options = Object.entries(values).map(([name, value]) => `--${name}=${value}`);
for (const name of names) {
  const { code } = await run('node', [
    '--import',
    './scripts/lib/typescript.mjs',
    `bench/${found.get(name)}`,
    ...options,
  ]);
  if (code !== 0) process.exitCode = 1;
}
