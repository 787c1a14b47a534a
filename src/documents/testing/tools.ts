import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs one of Debian's poppler-utils, qpdf or zbar-tools; a missing program fails the test with the package's name. */
function run(program: string, args: string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(`${program} is missing: apt-get install poppler-utils qpdf zbar-tools`);
  }
}

function withFile<T>(name: string, bytes: Uint8Array, use: (path: string, directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'documents-'));
  try {
    const path = join(directory, name);
    writeFileSync(path, bytes);
    return use(path, directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Text of one page, or of the whole file, in reading order, with runs of white space collapsed. */
export function pdfText(pdf: Uint8Array, page?: number): string {
  const range = page ? ['-f', String(page), '-l', String(page)] : [];
  return withFile('a.pdf', pdf, (path) =>
    run('pdftotext', [...range, path, '-'])
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

export interface PdfInfo {
  pages: number;
  /** Points. */
  width: number;
  height: number;
  tagged: boolean;
  title: string;
  created: string;
  subtype: string;
}

export function pdfInfo(pdf: Uint8Array): PdfInfo {
  const lines = withFile('a.pdf', pdf, (path) => run('pdfinfo', ['-isodates', path])).split('\n');
  const value = (name: string) =>
    lines
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  const [width = 0, height = 0] = (value('Page size').match(/[\d.]+/g) ?? []).map(Number);
  return {
    pages: Number(value('Pages')),
    width,
    height,
    tagged: value('Tagged') === 'yes',
    title: value('Title'),
    created: value('CreationDate'),
    subtype: value('PDF subtype'),
  };
}

/** Those of `tallText` of the examples that begin on one page and end on another. */
export function splitRows(pdf: Uint8Array): string[] {
  const pages = Array.from({ length: pdfInfo(pdf).pages }, (_, i) => pdfText(pdf, i + 1));
  const begun = pages.flatMap((text) => [...text.matchAll(/Awal(\d+)/g)].map(([, n]) => ({ text, n: n! })));
  return begun.filter(({ text, n }) => !new RegExp(`Akhir${n}\\b`).test(text)).map(({ n }) => n);
}

export interface PdfFont {
  name: string;
  embedded: boolean;
  unicode: boolean;
}

export function pdfFonts(pdf: Uint8Array): PdfFont[] {
  const table = withFile('a.pdf', pdf, (path) => run('pdffonts', [path]))
    .trim()
    .split('\n')
    .slice(2);
  return table.map((line) => {
    const match = /^(\S+)\s.*\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/.exec(line);
    if (!match) throw new Error(`pdffonts printed: ${line}`);
    return { name: match[1] ?? '', embedded: match[2] === 'yes', unicode: match[4] === 'yes' };
  });
}

/** Fails with qpdf's own words when the file is not well formed. */
export function pdfCheck(pdf: Uint8Array): void {
  withFile('a.pdf', pdf, (path) => run('qpdf', ['--check', path]));
}

export interface Bitmap {
  width: number;
  height: number;
  /** 0 black to 255 white. */
  grey(x: number, y: number): number;
}

/** One page as grey pixels, through the uncompressed PGM that pdftoppm writes. */
export function pdfPixels(pdf: Uint8Array, page: number, dpi: number): Bitmap {
  return withFile('a.pdf', pdf, (path, directory) => {
    const range = ['-f', String(page), '-l', String(page)];
    run('pdftoppm', ['-gray', '-r', String(dpi), ...range, path, join(directory, 'page')]);
    const file = readdirSync(directory).find((name) => name.endsWith('.pgm'));
    if (!file) throw new Error(`page ${page} was not drawn`);
    const bytes = readFileSync(join(directory, file));
    const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
    if (!header) throw new Error('pdftoppm wrote no PGM');
    const [width, height] = [Number(header[1]), Number(header[2])];
    const pixels = bytes.subarray(header[0].length);
    return { width, height, grey: (x, y) => pixels[y * width + x] ?? 255 };
  });
}

/** Box of every word on a page in points from its top left corner. */
export function pdfWords(
  pdf: Uint8Array,
  page: number,
): { text: string; x: number; y: number; right: number; bottom: number }[] {
  const range = ['-f', String(page), '-l', String(page)];
  const html = withFile('a.pdf', pdf, (path) => run('pdftotext', ['-bbox', ...range, path, '-']));
  return [...html.matchAll(/<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)<\/word>/g)].map((word) => ({
    text: (word[5] ?? '').replace(/&apos;|&#39;/g, "'").replace(/&amp;/g, '&'),
    x: Number(word[1]),
    y: Number(word[2]),
    right: Number(word[3]),
    bottom: Number(word[4]),
  }));
}

/** Texts of the QR codes that a scanner finds in a PNG. Base45 has a space, so the end of a text is not trimmed. */
export function scanPng(png: Uint8Array): string[] {
  return withFile('a.png', png, (path) => run('zbarimg', ['--quiet', '--raw', path]))
    .replace(/\n$/, '')
    .split('\n');
}

/** One page as a PNG. */
export function pagePng(pdf: Uint8Array, page: number, dpi: number): Buffer {
  return withFile('a.pdf', pdf, (path, directory) => {
    const target = join(directory, 'page');
    run('pdftoppm', ['-png', '-singlefile', '-r', String(dpi), '-f', String(page), '-l', String(page), path, target]);
    return readFileSync(`${target}.png`);
  });
}

/** Texts of the QR codes that a scanner finds on a printed page. */
export const scanPage = (pdf: Uint8Array, page: number, dpi: number): string[] => scanPng(pagePng(pdf, page, dpi));
