// Lists what the pages of the door are made of, for the service worker to keep: the rest of the build, the console above
// all, is left out of a phone's storage. Run after `vite build`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const client = `${web}.svelte-kit/output/client`;
const workers = '/_app/immutable/workers';
const read = (path) => readFileSync(`${client}${path}`, 'utf8');

const scripts = new Set();
function visit(path) {
  if (scripts.has(path)) return;
  scripts.add(path);
  for (const [, to] of read(path).matchAll(/["'`](\.{1,2}\/[\w./-]+\.js)["'`]/g)) {
    visit(new URL(to, `file://${path}`).pathname);
  }
}
const [entry] = readdirSync(`${client}${workers}`).filter((name) => /^main-.*\.js$/.test(name));
if (!entry) throw new Error('The build has no script of the door');
visit(`${workers}/${entry}`);

const assets = readdirSync(`${client}${workers}/assets`).map((name) => `${workers}/assets/${name}`);
const styles = pagesOf('pintu').flatMap(({ stylesheets, fonts }) => [...stylesheets, ...fonts]);
// The other alphabets of the font are fetched by whoever needs them.
const pageFiles = [...new Set(styles)].map((path) => `/${path}`).filter((path) => !/-ext-|cyrillic|vietnam/.test(path));

const isDecoder = (path) => path.endsWith('.wasm') || /readBarcodes/.test(path.endsWith('.js') ? read(path) : '');
const isDecoderOnly = (path) => path !== `${workers}/${entry}` && isDecoder(path);
const all = [...scripts, ...assets, ...pageFiles, '/favicon.svg', '/pintu.webmanifest'];
const list = JSON.stringify({
  files: all.filter((path) => !isDecoderOnly(path)),
  decoder: all.filter(isDecoderOnly),
});
for (const folder of [client, `${web}build/client`]) writeFileSync(`${folder}/door-files.json`, list);

/** The layouts and the page of a route, as the server draws them. */
function pagesOf(route) {
  const manifest = readFileSync(`${web}.svelte-kit/output/server/manifest.js`, 'utf8');
  const found = new RegExp(
    `id: "/${route}",[\\s\\S]*?page: \\{ layouts: \\[([^\\]]*)\\], errors: [^}]*leaf: (\\d+)`,
  ).exec(manifest);
  if (!found) throw new Error(`The build has no route /${route}`);
  const places = [...found[1].split(',').filter((each) => each.trim()), found[2]].map(Number);
  const nodes = [...manifest.matchAll(/__memo\(\(\) => import\('\.\/nodes\/(\d+)\.js'\)\)/g)].map(([, node]) => node);
  return places.map((place) => {
    const text = readFileSync(`${web}.svelte-kit/output/server/nodes/${nodes[place]}.js`, 'utf8');
    const listOf = (name) => JSON.parse(new RegExp(`export const ${name} = (\\[[^\\]]*\\])`).exec(text)?.[1] ?? '[]');
    return { stylesheets: listOf('stylesheets'), fonts: listOf('fonts') };
  });
}
