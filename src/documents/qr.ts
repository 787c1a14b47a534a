import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';
import QRCode from 'qrcode';

/** Modules of white that a scanner needs round the code. */
const QUIET_ZONE = 4;

const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]+$/;

/**
 * One explicit segment and a fixed mask: letting the library search modes and all eight masks costs 25 times as much and
 * makes no code easier to read.
 */
const OPTIONS = { errorCorrectionLevel: 'M', maskPattern: 3 } as const;

function segments(text: string): QRCode.QRCodeSegment[] {
  if (text === '') throw new RangeError('A QR code needs a text');
  if (ALPHANUMERIC.test(text)) return [{ data: text, mode: 'alphanumeric' }];
  return [{ data: new TextEncoder().encode(text), mode: 'byte' }];
}

/** True where the module is dark; rows of columns, without quiet zone. */
export function qrMatrix(text: string): boolean[][] {
  const { size, data } = QRCode.create(segments(text), OPTIONS).modules;
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => data[row * size + column] === 1),
  );
}

/** One path, dark runs joined, so that no seams show between modules at any zoom; the quiet zone is part of the picture. */
export const qrSvg = (text: string): string => svgOf(qrMatrix(text));

export function svgOf(matrix: boolean[][]): string {
  const side = matrix.length + 2 * QUIET_ZONE;
  const runs = matrix.flatMap((row, y) =>
    darkRuns(row).map(([x, length]) => `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h${length}v1h-${length}z`),
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${runs.join('')}"/></svg>`
  );
}

function darkRuns(row: boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const compressed = promisify(deflate);

/**
 * A square picture at most `px` wide: every module is a whole number of pixels, so that no edge blurs. One bit a pixel,
 * written here: a library for pictures of any kind spends many times as long on a code's four bytes a pixel.
 */
export async function qrPng(text: string, px: number): Promise<Buffer> {
  const matrix = qrMatrix(text);
  const scale = Math.max(1, Math.floor(px / (matrix.length + 2 * QUIET_ZONE)));
  const side = (matrix.length + 2 * QUIET_ZONE) * scale;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const lines = await compressed(Buffer.concat(pixelLines(matrix, scale, side)));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', lines), chunk('IEND', Buffer.alloc(0))]);
}

/** White is 1; each line begins with its filter, none. */
function pixelLines(matrix: boolean[][], scale: number, side: number): Buffer[] {
  const white = (): Buffer => Buffer.alloc(1 + Math.ceil(side / 8), 0xff).fill(0, 0, 1);
  const margin = Array.from({ length: QUIET_ZONE * scale }, white);
  const rows = matrix.flatMap((row) => {
    const line = white();
    row.forEach((dark, column) => {
      if (!dark) return;
      const from = (column + QUIET_ZONE) * scale;
      for (let x = from; x < from + scale; x += 1) line[1 + (x >> 3)]! &= ~(0x80 >> (x & 7));
    });
    return Array.from({ length: scale }, () => line);
  });
  return [...margin, ...rows, ...margin];
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
