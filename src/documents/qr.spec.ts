import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { qrMatrix, qrPng, qrSvg } from './qr.js';
import { scanPng } from './testing/tools.js';

const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
/** As long as a signed ticket of 100 bytes. */
const ticket = (): string => `B1:${Array.from(randomBytes(150), (byte) => BASE45[byte % 45]).join('')}`;

describe('QR codes', () => {
  it('packs a ticket of 153 signs into version 6', () => {
    expect(qrMatrix(ticket())).toHaveLength(41);
  });

  it('needs more modules for the same length in mixed case', () => {
    const address = 'https://bintek.bitung.example/v/7QK4M2XD9A5';
    expect(qrMatrix(address).length).toBeGreaterThan(qrMatrix(address.toUpperCase()).length);
  });

  it.each([
    ['a ticket', ticket()],
    ['an address', 'https://bintek.bitung.example/v/7QK4M2XD9A5'],
    ['an upper-case address', 'HTTPS://BINTEK.BITUNG.EXAMPLE/V/7QK4M2XD9A5'],
    ['letters with marks', 'Rumah Bérsama, Kota Bitung: ✓'],
  ])('%s is read back by a scanner', async (_, text) => {
    expect(scanPng(await qrPng(text, 300))).toEqual([text]);
  });

  it('draws modules of whole pixels within the width asked for', async () => {
    const png = await qrPng(ticket(), 300);
    expect(png.readUInt32BE(16)).toBe(6 * (41 + 8));
    expect(png.readUInt32BE(20)).toBe(png.readUInt32BE(16));
    expect((await qrPng(ticket(), 10)).readUInt32BE(16)).toBe(41 + 8);
  });

  it('draws the same modules as SVG', () => {
    const text = ticket();
    const svg = qrSvg(text);
    const drawn = [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].flatMap((run) =>
      Array.from({ length: Number(run[3]) }, (_, i) => `${Number(run[1]) + i - 4},${Number(run[2]) - 4}`),
    );
    const dark = qrMatrix(text).flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x},${y}`] : [])));
    expect(drawn.sort()).toEqual(dark.sort());
    expect(svg).toContain('viewBox="0 0 49 49"');
  });

  it('refuses an empty text', () => {
    expect(() => qrSvg('')).toThrow(RangeError);
  });
});
