// Compiles messages/{id,en}/<area>.json into typed functions.
//   node scripts/generate.mjs          src/common/messages      texts of the server
//   node scripts/generate.mjs --web    web/src/lib/paraglide    texts of the pages
// A target carries only its own groups of areas, so that no page ships the error catalogue or the mails.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '@inlang/paraglide-js';

const root = fileURLToPath(new URL('..', import.meta.url));
const settings = JSON.parse(readFileSync(join(root, 'project.inlang/settings.json'), 'utf8'));
const filesOf = (locale) => readdirSync(join(root, 'messages', locale)).filter((file) => file.endsWith('.json'));
const areas = filesOf(settings.baseLocale).map((file) => file.replace(/\.json$/, ''));
/** `errors.events` belongs to the group `errors`: each capability words its own errors and audit entries. */
const areasOf = (groups) => areas.filter((area) => groups.includes(area.split('.')[0]));

const targets = {
  server: {
    groups: ['common', 'errors', 'mail', 'documents', 'audit'],
    options: {
      outdir: join(root, 'src/common/messages'),
      outputStructure: 'locale-modules',
      emitTsDeclarations: true,
      strategy: ['baseLocale'],
      isServer: 'true',
    },
  },
  web: {
    groups: ['common', 'public', 'console', 'gate', 'hr'],
    options: {
      outdir: join(root, 'web/src/lib/paraglide'),
      outputStructure: 'message-modules',
      strategy: ['url', 'baseLocale'],
      urlPatterns: [
        { pattern: '/api/:path(.*)?', localized: settings.locales.map((locale) => [locale, '/api/:path(.*)?']) },
        {
          pattern: '/:path(.*)?',
          localized: [
            ['en', '/en/:path(.*)?'],
            ['id', '/:path(.*)?'],
          ],
        },
      ],
      isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'",
    },
  },
};

function flatten(messages, prefix = '') {
  return Object.entries(messages).flatMap(([key, value]) => {
    if (key === '$schema') return [];
    return typeof value === 'string' || Array.isArray(value)
      ? [[prefix + key, value]]
      : flatten(value, `${prefix}${key}.`);
  });
}

const inputsOf = (value) => [...new Set(JSON.stringify(value).match(/(?<!\\)\{\w+\}/g) ?? [])].sort().join(' ');

/** Paraglide takes the last of two equal keys and the base language for a missing one, both without a word. */
function checkMessages(groups) {
  const faults = [];
  const fileOf = new Map();
  const files = new Set(settings.locales.flatMap(filesOf).filter((file) => groups.includes(file.split('.')[0])));
  for (const file of files) {
    const [base, ...others] = settings.locales.map((locale) => {
      const path = join(root, 'messages', locale, file);
      return { locale, messages: new Map(existsSync(path) ? flatten(JSON.parse(readFileSync(path, 'utf8'))) : []) };
    });
    for (const key of base.messages.keys()) {
      if (fileOf.has(key)) faults.push(`${file}: "${key}" exists already in ${fileOf.get(key)}`);
      fileOf.set(key, file);
    }
    for (const { locale, messages } of others) {
      for (const [key, value] of base.messages) {
        if (!messages.has(key)) faults.push(`${locale}/${file}: "${key}" is missing`);
        else if (inputsOf(value) !== inputsOf(messages.get(key)))
          faults.push(`${locale}/${file}: "${key}" has other inputs`);
      }
      for (const key of messages.keys()) {
        if (!base.messages.has(key)) faults.push(`${base.locale}/${file}: "${key}" is missing`);
      }
    }
  }
  if (faults.length) throw new Error(`messages/ is not complete:\n  ${faults.join('\n  ')}`);
}

async function generate(name) {
  const { groups, options } = targets[name];
  checkMessages(groups);
  const project = join(root, '.cache', `messages-${name}.inlang`);
  mkdirSync(project, { recursive: true });
  const own = {
    ...settings,
    modules: [join(root, 'node_modules/@inlang/plugin-message-format/dist/index.js')],
    'plugin.inlang.messageFormat': {
      pathPattern: areasOf(groups).map((area) => join(root, 'messages/{locale}', `${area}.json`)),
    },
  };
  writeFileSync(join(project, 'settings.json'), JSON.stringify(own));
  // Emptying the folder would break a dev server or a check that reads it at this moment.
  await compile({ project, emitReadme: false, cleanOutdir: false, ...options });
}

try {
  await generate(process.argv.includes('--web') ? 'web' : 'server');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
