// Draws src/lib/ui/icons.svg, one symbol for each name in src/lib/ui/icons.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ui = fileURLToPath(new URL('../src/lib/ui/', import.meta.url));
const outline = join(dirname(createRequire(import.meta.url).resolve('@tabler/icons/package.json')), 'icons/outline');

const names = [...readFileSync(join(ui, 'icons.ts'), 'utf8').matchAll(/^ {2}'([a-z0-9-]+)',$/gm)].map(
  (match) => match[1],
);

const symbols = names.map((name) => {
  const shapes = readFileSync(join(outline, `${name}.svg`), 'utf8').match(
    /<(?:path|circle|rect|line|polyline)\b[^>]*\/>/g,
  );
  const drawn = shapes.filter((shape) => !shape.includes('stroke="none"'));
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawn.join('').replaceAll(' />', '/>')}</symbol>`;
});

writeFileSync(join(ui, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`);
