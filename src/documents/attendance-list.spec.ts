import { afterAll, describe, expect, it } from '@jest/globals';
import { attendanceListDrawing } from './attendance-list.js';
import type { AttendanceListData } from './documents.types.js';
import { attendanceList, attendanceRows, tallText } from './testing/examples.js';
import { pdfCheck, pdfFonts, pdfInfo, pdfText, pdfWords, splitRows } from './testing/tools.js';
import { TypstProcess } from './typst-process.js';

const MM = 72 / 25.4;

describe('attendance lists', () => {
  const typst = new TypstProcess();
  const draw = (changes: Partial<AttendanceListData> = {}) =>
    typst.draw(attendanceListDrawing(attendanceList(changes)));
  afterAll(() => typst.close());

  const pagesOf = (pdf: Buffer) => Array.from({ length: pdfInfo(pdf).pages }, (_, i) => i + 1);

  /** Heights of the numbers in the first column, which stand in the middle of their rows. */
  const rowCentres = (pdf: Buffer, page: number) =>
    pdfWords(pdf, page)
      .filter((word) => /^\d+$/.test(word.text) && word.right < 28 * MM)
      .map((word) => ({ number: Number(word.text), y: (word.y + word.bottom) / 2 }));

  it('names the event, day, time and place under the letterhead of the first page', async () => {
    const pdf = await draw();
    const first = pdfText(pdf, 1);
    for (const text of [
      'PEMERINTAH KOTA BITUNG DINAS KOMUNIKASI DAN INFORMATIKA Jalan Dr. Sam Ratulangi Nomor 45, Bitung 95511',
      'DAFTAR HADIR Peserta',
      'Bimbingan Teknis Smart City Tahap 1',
      'Rabu, 8 Juni 2022',
      '07.30–16.45 WITA',
      'Ruang SH Sarundajang, Kantor Wali Kota Bitung',
      'Dicetak Rabu, 8 Juni 2022 pukul 17.05 WITA',
    ]) {
      expect(first).toContain(text);
    }
    expect(pdfText(pdf, 2)).not.toContain('PEMERINTAH');
    expect([Math.round(pdfInfo(pdf).width), Math.round(pdfInfo(pdf).height)]).toEqual([595, 842]);
    expect(pdfInfo(pdf)).toMatchObject({ tagged: true, created: '2022-06-08T09:05:00Z' });
    expect(pdfFonts(pdf).every((font) => font.embedded && font.unicode)).toBe(true);
    pdfCheck(pdf);
  });

  it('repeats the head of the table and counts the pages, and the chair signs once, at the end', async () => {
    const pdf = await draw();
    const pages = pagesOf(pdf);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      expect(pdfText(pdf, page)).toContain('Tanda tangan');
      expect(pdfText(pdf, page)).toContain(`Halaman ${page} dari ${pages.length}`);
      expect(pdfText(pdf, page).includes('Ketua Panitia,')).toBe(page === pages.length);
    }
    expect(pdfText(pdf, pages.length)).toContain('Deni Umpama, S.Kom., M.T. NIP 19781204 200501 1 006');
  });

  it('shows when each person came, in the zone of the event, or nothing', async () => {
    const words = pdfWords(await draw({ groups: [{ rows: attendanceRows(5) }] }), 1).map((word) => word.text);
    expect(words.filter((word) => /^0\d\.\d\d$/.test(word))).toEqual(['07.41', '07.58', '08.07', '08.20']);
    expect(words).toEqual(expect.arrayContaining(['19860703', '84051234', 'Camat', 'Girian', 'Weru']));
  });

  it('shows no times on a list for ink, and empty rows for people who just come', async () => {
    const pdf = await draw({ blank: true, emptyRows: 3, groups: [{ rows: attendanceRows(5) }], chair: null });
    const words = pdfWords(pdf, 1).map((word) => word.text);
    expect(words.filter((word) => /^0[78]\.\d\d$/.test(word))).toEqual([]);
    expect(rowCentres(pdf, 1).map((row) => row.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(words).not.toContain('Ketua');
  });

  it('staggers the signatures, odd numbers left and even ones right', async () => {
    const words = pdfWords(await draw(), 1).filter((word) => /^\d+\.$/.test(word.text) && word.x > 130 * MM);
    expect(words.length).toBeGreaterThan(8);
    const lefts = new Set(
      words.filter((word) => Number.parseInt(word.text, 10) % 2 === 1).map((word) => Math.round(word.x)),
    );
    const rights = new Set(
      words.filter((word) => Number.parseInt(word.text, 10) % 2 === 0).map((word) => Math.round(word.x)),
    );
    expect([lefts.size, rights.size]).toEqual([1, 1]);
    expect([...rights][0]).toBeGreaterThan(([...lefts][0] ?? 0) + 25 * MM);
  });

  it('has rows at least 11 mm high', async () => {
    const rows = rowCentres(await draw({ groups: [{ rows: attendanceRows(2) }], emptyRows: 10 }), 1);
    expect(rows).toHaveLength(12);
    for (const [i, row] of rows.slice(1).entries()) {
      expect(row.y - (rows[i]?.y ?? 0)).toBeGreaterThan(11 * MM - 0.1);
    }
  });

  it('wraps long names and units and cuts none, nor lets them out of their column', async () => {
    const name = 'Prof. Dr. Ir. Maria Christine Perumpamaan-Contohwati, S.T., M.T., Ph.D., IPU, ASEAN Eng.';
    const rows = [{ name, position: 'W'.repeat(60) }, { name: 'Budi' + 'x'.repeat(60) }];
    const pdf = await draw({ groups: [{ rows }], chair: null });
    const words = pdfWords(pdf, 1);
    for (const part of name.split(' ').filter((word) => !word.includes('-'))) {
      expect(words.map((word) => word.text)).toContain(part);
    }
    expect(pdfText(pdf).match(/W/g)?.length).toBeGreaterThanOrEqual(60);
    for (const word of words.filter((each) => /W{4}|x{4}/.test(each.text))) expect(word.right).toBeLessThan(121 * MM);
  });

  it('breaks a name of one word before the edge of its cell', async () => {
    const pdf = await draw({ groups: [{ rows: [{ name: 'W'.repeat(100) }] }] });
    const pieces = pdfWords(pdf, 1).filter((each) => /^W{4}/.test(each.text));
    expect(pieces.map(({ text }) => text).join('')).toBe('W'.repeat(100));
    expect(Math.max(...pieces.map(({ right }) => right / MM))).toBeLessThan(77.4);
  });

  it('sets groups off and numbers through all of them', async () => {
    const pdf = await draw({
      groups: [
        { heading: 'Narasumber', rows: attendanceRows(2) },
        { heading: 'Tamu undangan', rows: attendanceRows(3) },
      ],
    });
    const words = pdfWords(pdf, 1);
    const y = (text: string) => words.find((word) => word.text === text)?.y ?? Number.NaN;
    const rows = rowCentres(pdf, 1);
    expect(rows.map((row) => row.number)).toEqual([1, 2, 3, 4, 5]);
    expect(y('Narasumber')).toBeLessThan(rows[0]?.y ?? 0);
    expect(y('Tamu')).toBeGreaterThan(rows[1]?.y ?? 0);
    expect(y('Tamu')).toBeLessThan(rows[2]?.y ?? 0);
  });

  it('lists 500 people, each once', async () => {
    const pdf = await draw({ groups: [{ rows: attendanceRows(500) }] });
    const numbers = pagesOf(pdf).flatMap((page) => rowCentres(pdf, page).map((row) => row.number));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
  });

  it('says so when nobody is on it, but for a list for ink', async () => {
    const pdf = await draw({ groups: [{ rows: [] }] });
    expect(pdfText(pdf, 1)).toContain('Tidak ada nama untuk daftar ini.');
    pdfCheck(pdf);
    const others = [{ groups: [{ rows: attendanceRows(1) }] }, { groups: [{ rows: [] }], blank: true, emptyRows: 5 }];
    for (const changes of others) expect(pdfText(await draw(changes), 1)).not.toContain('Tidak ada nama');
  });

  it('breaks no row over two pages', async () => {
    const rows = attendanceRows(60).map((row, n) => ({ ...row, unit: tallText(n) }));
    expect(splitRows(await draw({ groups: [{ rows }] }))).toEqual([]);
  });

  it('names all days of a list over several days', async () => {
    const pdf = await draw({ endsAt: '2022-06-09T08:00:00Z', groups: [{ rows: attendanceRows(1) }] });
    expect(pdfText(pdf, 1)).toContain('Rabu s.d. Kamis, 8 s.d. 9 Juni 2022');
  });
});
