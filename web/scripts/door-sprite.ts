import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const lib = fileURLToPath(new URL('../src/lib/', import.meta.url));
const DOOR = 'attendance/door/';
const BESIDE = [
  ...['SupervisorPanel.svelte', 'VerdictCard.svelte', 'WalkInForm.svelte', 'verdicts.ts'].map((n) => `attendance/${n}`),
  ...['Field.svelte', 'Notice.svelte', 'status.ts'].map((name) => `ui/${name}`),
];
/** Icons whose names stand in the code for something else. */
const OTHERWISE = new Set(['json', 'signature', 'x']);
const QUOTED = /(['"`])([a-z0-9-]+)\1/g;

/** The door carries only the icons it shows: a phone on slow data should not fetch those of the console. */
export function doorSprite(): Plugin {
  const files = [...readdirSync(lib + DOOR).map((name) => DOOR + name), ...BESIDE];
  const sources = files.map((file) => readFileSync(lib + file, 'utf8')).join('\n');
  const named = new Set([...sources.matchAll(QUOTED)].map(([, , name]) => name));
  let kept = new Set<string>();
  let all: string[] = [];
  return {
    name: 'door-sprite',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith('/ui/icons.svg')) return null;
      const symbols = readFileSync(id, 'utf8').match(/<symbol id="[^"]+".*<\/symbol>/g) ?? [];
      const idOf = (symbol: string): string => /id="([^"]+)"/.exec(symbol)?.[1] ?? '';
      all = symbols.map(idOf);
      const some = symbols.filter((symbol) => named.has(idOf(symbol)));
      kept = new Set(some.map(idOf));
      const source = `<svg xmlns="http://www.w3.org/2000/svg">\n${some.join('\n')}\n</svg>\n`;
      const asset = this.emitFile({ type: 'asset', name: 'icons.svg', source });
      return `export default import.meta.ROLLUP_FILE_URL_${asset};`;
    },
    generateBundle(_, bundle) {
      if (kept.size === 0) return;
      const code = Object.values(bundle).map((file) => (file.type === 'chunk' ? file.code : ''));
      const shown = new Set(code.flatMap((text) => [...text.matchAll(QUOTED)].map(([, , name]) => name)));
      const missing = all.filter((name) => shown.has(name) && !kept.has(name) && !OTHERWISE.has(name));
      if (missing.length > 0) this.error(`The door shows icons that its sprite lacks: ${missing.join(', ')}`);
    },
  };
}
