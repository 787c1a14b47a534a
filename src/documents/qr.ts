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

/** Grey and unfiltered: a code is flat, and the filters that pngjs tries by default cost more than all the rest. */
const PNG = { colorType: 0, filterType: 0, deflateStrategy: 0 } as const;

/** A square picture at most `px` wide: every module is a whole number of pixels, so that no edge blurs. */
export function qrPng(text: string, px: number): Promise<Buffer> {
  const scale = Math.max(1, Math.floor(px / (qrMatrix(text).length + 2 * QUIET_ZONE)));
  return QRCode.toBuffer(segments(text), { ...OPTIONS, type: 'png', margin: QUIET_ZONE, scale, rendererOpts: PNG });
}
