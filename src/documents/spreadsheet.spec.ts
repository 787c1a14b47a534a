import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { xlsxStream } from './spreadsheet.js';
import type { Cell, Column, Rows } from './table.js';

const COLUMNS: Column[] = [
  { header: 'Nama', width: 40, type: 'text' },
  { header: 'NIP', width: 22, type: 'text' },
  { header: 'JP', type: 'number' },
  { header: 'Tanggal', width: 12, type: 'date' },
];

const written = (rows: Rows, name = 'Rekap') => buffer(xlsxStream(rows, COLUMNS, name));
const day = (text: string) => new Date(`${text}T00:00:00Z`);

async function sheetOf(bytes: Buffer) {
  const [sheet] = (await readXlsx(bytes, { readStyles: true })).sheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

describe('XLSX', () => {
  it('is read back as it was: numbers of identity as text, days as dates, formulas inert', async () => {
    const rows: Cell[][] = [
      ['Stevi Misal, S.IP.', '198607032010011011', 8, '2022-06-08'],
      ['=HYPERLINK("http://x";"y")', '+628123456789', 2.5, day('2024-02-29')],
      ["d'Ananda <b> & \u0001 漢", '00012', 0, null],
      [' spasi \n dua', '-1', -3, '1999-12-31'],
    ];
    const sheet = await sheetOf(await written(rows));
    expect(sheet.rows).toEqual([
      ['Nama', 'NIP', 'JP', 'Tanggal'],
      ['Stevi Misal, S.IP.', '198607032010011011', 8, day('2022-06-08')],
      ['=HYPERLINK("http://x";"y")', '+628123456789', 2.5, day('2024-02-29')],
      ["d'Ananda <b> & \u0001 漢", '00012', 0, null],
      [' spasi \n dua', '-1', -3, day('1999-12-31')],
    ]);
  });

  it('keeps the head in view and the widths asked for', async () => {
    const sheet = await sheetOf(await written([['a', '1', 1, null]]));
    expect(sheet.freezePane).toMatchObject({ rows: 1 });
    expect(sheet.columns?.map((column) => column.width).slice(0, 2)).toEqual([40, 22]);
  });

  it.each([
    ['Jam pelajaran 2022', 'Jam pelajaran 2022'],
    ['Kegiatan: Tahap 1/2 [uji]?', 'Kegiatan  Tahap 1 2  uji'],
    ["'kutip'", 'kutip'],
    ['Bimbingan Teknis Smart City Kota Bitung Tahap 1', 'Bimbingan Teknis Smart City Kot'],
    ['///', 'Data'],
  ])('names the sheet %j as Excel allows', async (asked, given) => {
    expect((await sheetOf(await written([], asked))).name).toBe(given);
  });

  it('pulls its rows as they are read and passes their failure on', async () => {
    async function* rows() {
      yield ['a', '1', 1, null];
      await Promise.resolve();
      throw new Error('connection lost');
    }
    await expect(written(rows())).rejects.toThrow('connection lost');
    await expect(written([['a', '1', 'delapan', null]])).rejects.toThrow(RangeError);
  });

  it('writes 5,000 rows', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => [`Orang ${i}`, String(i), i, '2022-06-08']);
    expect((await sheetOf(await written(rows))).rows).toHaveLength(5_001);
  });
});
