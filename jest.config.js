import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '\\.ts$': ['@swc/jest', swc] },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/web/', '<rootDir>/data'],
};

/**
 * `x.mysql.spec.ts` is about that engine alone; `x.sqlite.spec.ts` about SQLite, or about what no engine decides: what is
 * printed, sent, refused before the database is asked.
 */
const ofOtherEngine = process.env.DB === 'mysql' ? '\\.sqlite\\.spec\\.ts$' : '\\.mysql\\.spec\\.ts$';

/** The whole run names a folder of files that import them (scripts/lib/spec-groups.mjs). */
const specsOf = (folder) => [`${process.env.SPEC_GROUPS || folder}/**/*.spec.ts`];

/** NODE_OPTIONS='--experimental-vm-modules --no-warnings' npx jest [path]; DB=mysql for MariaDB. */
export default {
  maxWorkers: 3,
  testTimeout: 60_000,
  projects: [
    { ...base, displayName: 'unit', testMatch: specsOf('<rootDir>/src') },
    {
      ...base,
      displayName: 'integration',
      testMatch: specsOf('<rootDir>/test'),
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/', '<rootDir>/test/cluster/', ofOtherEngine],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
    // Needs three database nodes and a proxy: `npm run test:cluster`.
    { ...base, displayName: 'cluster', testMatch: ['<rootDir>/test/cluster/**/*.spec.ts'] },
  ],
};
