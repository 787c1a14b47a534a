/** Who may import whom; the reason stands in each rule's comment. */

const CAPABILITIES = [
  'audit',
  'mail',
  'identity',
  'directory',
  'events',
  'registration',
  'attendance',
  'evaluation',
  'certificates',
  'training-records',
];
const FOUNDATIONS = ['config', 'database', 'jobs', 'documents', 'files', 'common'];
const ANY_CAPABILITY = `^src/(${CAPABILITIES.join('|')})/`;

const SPECS = '\\.spec\\.ts$|/testing/';
const SCHEMA = '^src/database/(seeds|migrations|schema)';
const ENTITY = '\\.entity\\.ts$';
/** Pure rules that server and phone share. */
const RULES = '^src/[^/]+/rules/';

/** A capability knows those that stand before it in the list, never those after it. */
const order = CAPABILITIES.map((capability, place) => ({
  name: `order-of-${capability}`,
  severity: 'error',
  comment: `${capability} stands before ${CAPABILITIES.slice(place + 1).join(', ')}: what comes later knows it, not the other way round.`,
  from: { path: `^src/${capability}/`, pathNot: SPECS },
  to: { path: `^src/(${CAPABILITIES.slice(place + 1).join('|')})/` },
})).slice(0, -1);

module.exports = {
  forbidden: [
    ...order,
    {
      name: 'through-the-index',
      severity: 'error',
      comment:
        'index.ts says what others may use, and rules are for all. Only an entity may name another entity, for a foreign key.',
      from: { path: '^src/([^/]+)/', pathNot: `${ENTITY}|${SPECS}|${SCHEMA}` },
      to: { path: `^src/(${CAPABILITIES.join('|')})/`, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$', RULES] },
    },
    {
      name: 'entity-names-entity-only',
      severity: 'error',
      comment: 'Across capabilities an entity may name another entity, and nothing else but an index.ts.',
      from: { path: `^src/([^/]+)/.*${ENTITY}` },
      to: { path: `^src/(${CAPABILITIES.join('|')})/`, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$', ENTITY] },
    },
    {
      name: 'foundations-know-no-capability',
      severity: 'error',
      comment: 'config, database, jobs, documents, files and common serve every capability alike.',
      from: { path: `^src/(${FOUNDATIONS.join('|')})/`, pathNot: `${SPECS}|${SCHEMA}` },
      to: { path: ANY_CAPABILITY },
    },
    {
      name: 'imports-know-the-audit-trail-alone',
      severity: 'error',
      comment: 'imports serves every capability alike; each registers what its rows mean.',
      from: { path: '^src/imports/', pathNot: SPECS },
      to: { path: ANY_CAPABILITY, pathNot: '^src/audit/' },
    },
    {
      name: 'typeorm-stays-in-the-database-layer',
      severity: 'error',
      comment: 'SQL lives in repositories; the rules in services do not see the mapper.',
      from: {
        path: '^src/',
        pathNot: `${ENTITY}|\\.repository\\.ts$|\\.module\\.ts$|^src/database/|^src/ormconfig\\.ts$|${SPECS}`,
      },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm)/' },
    },
    {
      name: 'pages-use-the-http-api',
      severity: 'error',
      comment:
        'web/ talks to the server over HTTP only; its types come from openapi.json. The rules of the door are the exception: a phone without network must judge as the server does.',
      from: { path: '^web/' },
      to: { path: '^src/', pathNot: RULES },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'They run on the server and on a phone alike: no package, no Node, nothing but other rules.',
      from: { path: RULES, pathNot: SPECS },
      to: { pathNot: RULES },
    },
    {
      name: 'server-knows-no-page',
      severity: 'error',
      comment: 'The server mounts the built pages by their path and imports none of their sources.',
      from: { path: '^src/' },
      to: { path: '^web/' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      comment: 'What only tests need stays out of the build.',
      from: { path: '^src/', pathNot: SPECS },
      to: { path: `^test/|${SPECS}` },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment:
        'Modules that need each other cannot be read, tested or loaded one by one. Entities may name each other.',
      from: { pathNot: ENTITY },
      to: { circular: true, viaOnly: { pathNot: ENTITY } },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      comment: 'A package that is there only because another one brought it may be gone tomorrow.',
      from: { path: '^src/', pathNot: SPECS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      comment: 'The import names a file or package that does not exist.',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/common/messages/|^src/metadata\\.ts$|^web/src/lib/paraglide/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
