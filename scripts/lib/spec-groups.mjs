// @ts-check
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './run.mjs';

/**
 * Jest loads the application anew for each file, which takes longer than most of our specs. The whole run hands it a few
 * files that import them all; `npx jest path` runs one of them as it is.
 * @param {'unit' | 'integration'} project of jest.config.js @param {'sqlite' | 'mysql'} engine @param {number} count
 * @returns the folder of the groups, for SPEC_GROUPS.
 */
export function writeSpecGroups(project, engine, count) {
  const list = ['node_modules/jest/bin/jest.js', '--listTests', '--json', '--selectProjects', project];
  const env = { ...process.env, DB: engine, SPEC_GROUPS: '' };
  /** @type {string[]} */
  const specs = JSON.parse(execFileSync(process.execPath, list, { cwd: ROOT, env, encoding: 'utf8' }));
  specs.sort((one, other) => statSync(other).size - statSync(one).size || one.localeCompare(other));

  const folder = join(ROOT, '.cache/spec-groups', `${project}-${engine}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (let group = 0; group < count; group++) {
    const imports = specs
      .filter((_, index) => index % count === group)
      .map((spec) => `import '${relative(folder, spec).replace(/\.ts$/, '.js')}';\n`);
    writeFileSync(join(folder, `${group + 1}.spec.ts`), imports.join(''));
  }
  return folder;
}
