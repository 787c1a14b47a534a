import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { parseCsv } from 'hucre/csv';
import { csvStream } from './csv.js';
import type { Cell, Column, Rows } from './table.js';

const COLUMNS: Column[] = [
  { header: 'Nama', type: 'text' },
  { header: 'NIP', type: 'text' },
  { header: 'JP', type: 'number' },
  { header: 'Tanggal', type: 'date' },
];

/** Through bytes: `text()` would swallow the byte order mark. */
const written = async (rows: Rows) => (await buffer(csvStream(rows, COLUMNS))).toString();

describe('CSV', () => {
  it('is what an Indonesian Excel opens: BOM, semicolons, CRLF, dd/mm/yyyy, decimal comma', async () => {
    expect(await written([['Stevi Misal, S.IP.', '198607032010011011', 2.5, '2022-06-08']])).toBe(
      '\uFEFFNama;NIP;JP;Tanggal\r\nStevi Misal, S.IP.;198607032010011011;2,5;08/06/2022\r\n',
    );
  });

  it('takes a Date by its UTC day and leaves empty cells empty', async () => {
    const late = new Date('2022-06-08T23:59:59Z');
    expect(
      await written([
        ['a', null, undefined, late],
        ['', '', null, ''],
      ]),
    ).toContain('a;;;08/06/2022\r\n;;;\r\n');
  });

  it.each(['=1+1', '+628123', '-5', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("http://x")'])(
    'makes %j inert',
    async (cell) => {
      const [, row] = parseCsv(await written([[cell, '1', 1, null]]), { delimiter: ';' });
      expect(row?.[0]).toBe(`'${cell}`);
    },
  );

  it('is read back as it was, whatever the signs', async () => {
    const rows: Cell[][] = [
      ['Titik; koma "kutip"', '0812', -3, '2024-02-29'],
      ['dua\nbaris', ' spasi ', 0, '1999-12-31'],
      ["d'Ananda Ñ 漢", '00012', 1234567.25, null],
    ];
    const parsed = parseCsv(await written(rows), { delimiter: ';' });
    expect(parsed).toEqual([
      ['Nama', 'NIP', 'JP', 'Tanggal'],
      ['Titik; koma "kutip"', '0812', '-3', '29/02/2024'],
      ['dua\nbaris', ' spasi ', '0', '31/12/1999'],
      ["d'Ananda Ñ 漢", '00012', '1234567,25', ''],
    ]);
  });

  it('pulls its rows as they are read and passes their failure on', async () => {
    async function* rows() {
      yield ['a', '1', 1, null];
      await Promise.resolve();
      throw new Error('connection lost');
    }
    await expect(written(rows())).rejects.toThrow('connection lost');
  });

  it.each([
    ['number', [['a', '1', 'delapan', null]]],
    ['infinite number', [['a', '1', Number.NaN, null]]],
    ['day', [['a', '1', 1, '2022-02-31']]],
    ['day with time', [['a', '1', 1, '2022-06-08T00:00:00Z']]],
  ])('refuses a %s that is none', async (_, rows) => {
    await expect(written(rows)).rejects.toThrow(RangeError);
  });

  it('writes 20,000 rows', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [`Orang ${i}`, String(i), i, '2022-06-08']);
    expect((await written(rows)).split('\r\n')).toHaveLength(20_002);
  });
});
