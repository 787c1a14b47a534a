import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './web/svelte.config.js';

const NO_SAVE = {
  selector: "CallExpression[callee.property.name='save']",
  message: 'save() puts back columns that another request has just changed. Use insert, or update(criteria, {…}).',
};
const NO_ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only src/config reads the environment. Inject CONFIG.',
};
const NO_OWN_CLOCK = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Inject Clock: tests set the time.' },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Inject Clock: tests set the time.',
  },
  {
    selector:
      "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local|utc)$/][arguments.length=0]",
    message: 'Inject Clock: tests set the time.',
  },
];
const RESTRICTED_IMPORTS = {
  paths: [
    {
      name: 'class-validator',
      importNames: ['IsUUID', 'ValidateNested'],
      message: 'Use IsUUID, Nested and NestedList of common/fields: they read either case, and refuse lists in lists.',
    },
    {
      name: '@nestjs/typeorm',
      importNames: ['InjectRepository', 'InjectEntityManager'],
      message: 'It binds the write connection. Use database.read(…) or transactions.run(…).',
    },
  ],
};

/** The whole run imports many specs into one file (scripts/lib/spec-groups.mjs): what stands outside reaches the others. */
const WITHIN_DESCRIBE = [
  {
    selector: [
      'Program > ExpressionStatement > CallExpression[callee.name=/^((before|after)(All|Each)|it|test)$/]',
      'Program > ExpressionStatement > CallExpression[callee.callee.object.name=/^(it|test)$/]',
    ].join(','),
    message: 'Put hooks and tests into a describe.',
  },
  {
    selector: "CallExpression[callee.object.name='jest'][callee.property.name='setTimeout']",
    message: 'Give the test its own timeout.',
  },
];

const SPECS = ['**/*.spec.ts', 'src/**/testing/**'];

export default ts.config(
  {
    ignores: [
      '**/node_modules/',
      'dist*/',
      'data*/',
      '.cache/',
      'test-results/',
      'playwright-report/',
      'src/common/messages/',
      'src/metadata.ts',
      'web/build*/',
      'web/.svelte-kit*/',
      'web/src/lib/paraglide/',
      'web/src/lib/api/schema.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    extends: [...ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': ['error', NO_SAVE],
      'no-restricted-imports': ['error', RESTRICTED_IMPORTS],
    },
  },
  {
    files: ['test/**/*.spec.ts'],
    ignores: ['test/browser/**', 'test/cluster/**'],
    rules: { 'no-restricted-syntax': ['error', NO_SAVE, ...WITHIN_DESCRIBE] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [...SPECS, 'src/seeds/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', NO_SAVE, NO_ENVIRONMENT, ...NO_OWN_CLOCK],
    },
  },
  {
    files: ['src/common/fields.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['src/config/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_SAVE, ...NO_OWN_CLOCK] },
  },
  {
    // adapter-node takes its settings from the environment alone.
    files: ['src/app.pages.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_SAVE, ...NO_OWN_CLOCK] },
  },
  {
    files: ['src/common/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_SAVE, NO_ENVIRONMENT] },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [ts.configs.base],
    rules: { '@typescript-eslint/no-unused-vars': 'error', eqeqeq: ['error', 'always'] },
  },
  {
    files: ['web/**/*.{ts,js,svelte}'],
    extends: [...ts.configs.recommended],
    rules: {
      eqeqeq: ['error', 'always'],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
    },
  },
  ...svelte.configs.recommended,
  {
    files: ['web/**/*.svelte', 'web/**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: {
      // Properties are declared with `let`, whether or not one of them is bound.
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // Links are made by `href`, which knows the language of the page.
      'svelte/no-navigation-without-resolve': 'off',
      // It does not see every warning of the compiler, and so takes comments that are needed for idle.
      'svelte/no-unused-svelte-ignore': 'off',
    },
  },
);
