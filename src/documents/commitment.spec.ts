import { afterAll, describe, expect, it, test } from '@jest/globals';
import { commitmentDrawing, textBlocks } from './commitment.js';
import type { CommitmentData } from './documents.types.js';
import { commitment } from './testing/examples.js';
import { pdfCheck, pdfFonts, pdfInfo, pdfText, pdfWords } from './testing/tools.js';
import { TypstProcess } from './typst-process.js';

const MM = 72 / 25.4;

describe('joint commitments', () => {
  const typst = new TypstProcess();
  const draw = (signatories: number, changes: Partial<CommitmentData> = {}) =>
    typst.draw(commitmentDrawing(commitment(signatories, changes)));
  afterAll(() => typst.close());

  it('holds its text, with the date in words, and its signatories', async () => {
    const pdf = await draw(5);
    const text = pdfText(pdf);
    for (const part of [
      'PEMERINTAH KOTA BITUNG',
      'KOMITMEN BERSAMA Gerakan Menuju Smart City Kota Bitung',
      'Pada hari ini Rabu, tanggal Delapan bulan Juni tahun Dua Ribu Dua Puluh Dua (08-06-2022), bertempat di Bitung',
      '1. menyusun dan menjalankan rencana induk kota cerdas',
      '4. melaporkan kemajuan setiap enam bulan kepada Wali Kota.',
      'Demikian komitmen bersama ini dibuat',
      '1. Wali Kota Bitung',
      'Universitas Gadjah Mada',
      'Plt. Kepala Dinas Komunikasi dan',
      'NIP 19781204 200501 1 006',
      'NRP 84051234',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('Ditandatangani');
    expect(pdfInfo(pdf)).toMatchObject({
      tagged: true,
      title: 'Komitmen Bersama: Gerakan Menuju Smart City Kota Bitung',
    });
    expect(pdfFonts(pdf).every((font) => font.embedded && font.unicode)).toBe(true);
    pdfCheck(pdf);
  });

  it('names the day it was signed', async () => {
    const text = pdfText(await draw(2, { signedOn: '2022-06-09' }));
    expect(text).toContain('Ditandatangani di Bitung pada Kamis, 9 Juni 2022.');
    expect(text).toContain('tanggal Sembilan bulan Juni');
  });

  it('does not say the date twice when the text says it', async () => {
    const text = pdfText(await draw(1, { text: 'Pada hari ini kami berjanji.' }));
    expect(text.match(/Pada hari ini/g)).toHaveLength(1);
  });

  it('does without a letterhead', async () => {
    expect(pdfText(await draw(1, { letterhead: null })).startsWith('KOMITMEN BERSAMA')).toBe(true);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'gives %i signatories their place in order, with room for ink',
    async (count) => {
      const signatories = Array.from({ length: count }, (_, i) => ({
        name: `Penanda${i + 1} Contoh, S.Kom.`,
        office: `Kepala${i + 1}`,
      }));
      const pdf = await draw(0, { signatories });
      const words = Array.from({ length: pdfInfo(pdf).pages }, (_, i) =>
        pdfWords(pdf, i + 1).map((word) => ({ ...word, y: word.y + i * 297 * MM, page: i })),
      ).flat();
      const find = (text: string) => words.find((word) => word.text === text);
      const places = signatories.map((_, i) => ({ office: find(`Kepala${i + 1}`), name: find(`Penanda${i + 1}`) }));
      for (const { office, name } of places) {
        expect(office?.page).toBe(name?.page);
        expect((name?.y ?? 0) - (office?.y ?? 0)).toBeGreaterThan(19 * MM);
        expect(name?.x).toBeGreaterThan(20 * MM);
        expect(name?.right).toBeLessThan(190 * MM);
      }
      const order = places.map(({ name }) => Math.round(name?.y ?? 0) * 1000 + (name?.x ?? 0));
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(words.some((word) => word.text === '1.' && Math.abs(word.y - (places[0]?.office?.y ?? 0)) < 2)).toBe(
        count > 1,
      );
    },
  );

  it('carries a text of several pages and says on each what it is', async () => {
    const pdf = await draw(3, { text: 'Kami sepakat bekerja sama. '.repeat(300) });
    const { pages } = pdfInfo(pdf);
    expect(pages).toBeGreaterThan(2);
    expect(pdfText(pdf, pages)).toContain(
      `Komitmen Bersama: Gerakan Menuju Smart City Kota Bitung Halaman ${pages} dari ${pages}`,
    );
  });
});

describe('text of a commitment', () => {
  const paragraph = (text: string) => ({ paragraph: text, points: [] });
  const list = (...points: string[]) => ({ paragraph: null, points });

  test.each([
    ['Satu.', [paragraph('Satu.')]],
    ['Satu\nbaris.\n\nDua.', [paragraph('Satu baris.'), paragraph('Dua.')]],
    ['Kami:\n1. a\n2. b', [paragraph('Kami:'), list('a', 'b')]],
    ['1) a\n   lanjutan\n2) b', [list('a lanjutan', 'b')]],
    ['1. a\r\n\r\n2. b\r\n\r\nDemikian.', [list('a', 'b'), paragraph('Demikian.')]],
    ['1. a\n \n\n2. b', [list('a', 'b')]],
    ['Tahun 2022. Baik.', [paragraph('Tahun 2022. Baik.')]],
    ['', []],
    ['\n\n \n', []],
  ])('%j', (text, blocks) => {
    expect(textBlocks(text)).toEqual(blocks);
  });
});
