import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { writeXlsx } from 'hucre/xlsx';
import { sheetFile, zipOf } from '../testing/sheets.js';
import { readSheet } from './read-sheet.js';

const limits = { rows: 50, columns: 200 };
const read = (bytes: Buffer | string) => readSheet(Buffer.from(bytes as string), limits);
const cells = async (bytes: Buffer | string) => (await read(bytes)).map((row) => row.cells);
const refused = async (reading: Promise<unknown>, code: string, params: object = {}) =>
  expect(reading).rejects.toMatchObject({ code, params });

describe('a CSV file', () => {
  it.each([';', ',', '\t', '|'])('is read with %j between its cells', async (sign) => {
    expect(await cells(['NIP', 'Nama\n1', 'Rahel'].join(sign))).toEqual([
      ['NIP', 'Nama'],
      ['1', 'Rahel'],
    ]);
  });

  it('may begin with titles, name its sign, and quote it', async () => {
    expect(await cells('sep=,\r\nDaftar; pegawai\r\nNama,Unit\r\n"Rahel, S.T.",Setda\r\n')).toEqual([
      ['sep=', ''].filter(Boolean),
      ['Daftar; pegawai'],
      ['Nama', 'Unit'],
      ['Rahel, S.T.', 'Setda'],
    ]);
  });

  it.each([
    ['UTF-8', Buffer.from('Nama;“Siti” – Nur’aini')],
    ['UTF-8 with its mark', Buffer.from('\uFEFFNama;“Siti” – Nur’aini')],
    ['UTF-16 LE', iconv.encode('Nama;“Siti” – Nur’aini', 'utf-16le', { addBOM: true })],
    ['UTF-16 BE', iconv.encode('Nama;“Siti” – Nur’aini', 'utf-16be', { addBOM: true })],
    ['windows-1252', iconv.encode('Nama;“Siti” – Nur’aini', 'win1252')],
  ])('is read in %s', async (_, bytes) => {
    expect(await cells(bytes)).toEqual([['Nama', '“Siti” – Nur’aini']]);
  });

  it('counts its lines as the file does, and drops empty ones', async () => {
    expect(await read('a;b\n;;\n\n"x\ny";2')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 5, cells: ['x\ny', '2'] },
    ]);
  });
});

describe('an XLSX file', () => {
  it('gives text as it stands, numbers in full, days, and what a formula had last come to', async () => {
    const bytes = await sheetFile([['=1+1', 81234567890, new Date('2026-01-31T00:00:00Z'), true, null, 'x']], {
      '0,5': { formula: 'A1&"x"', formulaResult: '2x' },
    });
    expect(await cells(bytes)).toEqual([['=1+1', '81234567890', '2026-01-31', 'true', '', '2x']]);
  });

  it('shows a number that has lost its digits as the spreadsheet does', async () => {
    expect(await cells(await sheetFile([[198503122010011004]]))).toEqual([['1,98503E+17']]);
  });

  it('gives its first sheet alone', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Data', rows: [['a']] },
        { name: 'Petunjuk', rows: [['b']] },
      ],
    });
    expect(await cells(Buffer.from(bytes))).toEqual([['a']]);
  });
});

describe('refused with its own reason', () => {
  const padded = (name: string) => Buffer.from(name, 'utf16le');

  it.each<[string, Buffer, string, object]>([
    ['a picture named .xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'SHEET_TYPE', { type: 'PNG' }],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'SHEET_TYPE', { type: 'PDF' }],
    ['bytes of nothing known', Buffer.from([1, 2, 0, 3]), 'SHEET_TYPE', { type: '?' }],
    ['a page named .xlsx', Buffer.from('\n<html><table><tr><td>NIP'), 'SHEET_HTML', {}],
    ['an old Excel file', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'SHEET_OLD', {}],
    [
      'a file with a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), padded('EncryptedPackage')]),
      'SHEET_ENCRYPTED',
      {},
    ],
    ['a zip of other things', zipOf({ 'foto.txt': 'x' }), 'SHEET_TYPE', { type: 'ZIP' }],
    ['an OpenDocument sheet', zipOf({ 'content.xml': 'x' }), 'SHEET_TYPE', { type: 'ODS' }],
    ['macros', zipOf({ 'xl/workbook.xml': '<x/>', 'xl/vbaProject.bin': 'x' }), 'SHEET_MACROS', {}],
    ['a cut-off file', zipOf({ 'xl/workbook.xml': '<x/>' }).subarray(0, 60), 'SHEET_DAMAGED', {}],
    ['a workbook of nothing', zipOf({ 'xl/workbook.xml': '<x/>' }), 'SHEET_DAMAGED', {}],
    ['only empty lines', Buffer.from('\n;;\n'), 'SHEET_EMPTY', {}],
    ['too many rows', Buffer.from('a\n'.repeat(51)), 'SHEET_TOO_MANY_ROWS', { bound: 50 }],
    ['10,000 columns', Buffer.from('a;'.repeat(9999) + 'a'), 'SHEET_TOO_MANY_COLUMNS', { bound: 200 }],
    [
      'more entries than a workbook has',
      zipOf(Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`xl/${n}.xml`, '']))),
      'SHEET_SWOLLEN',
      {},
    ],
  ])('%s', async (_, bytes, code, params) => {
    await refused(read(bytes), code, params);
  });

  it('10,000 columns of a spreadsheet', async () => {
    const row = Array.from({ length: 10_000 }, () => 'x');
    await refused(read(await sheetFile([row])), 'SHEET_TOO_MANY_COLUMNS', { bound: 200 });
  });

  it('a zip bomb of a few kilobytes, also one that lies about its size, and memory stays flat', async () => {
    const hundredMegabytes = Buffer.alloc(100_000_000, 'A');
    const bomb = zipOf({ 'xl/workbook.xml': '<x/>', 'xl/worksheets/sheet1.xml': hundredMegabytes });
    const liar = zipOf({ 'xl/workbook.xml': '<x/>', 'xl/worksheets/sheet1.xml': hundredMegabytes }, { claimed: 1000 });
    expect(bomb.length).toBeLessThan(200_000);
    const before = process.memoryUsage().rss;
    await refused(read(bomb), 'SHEET_SWOLLEN');
    await refused(read(liar), 'SHEET_SWOLLEN');
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  it('a file that takes too long', async () => {
    await refused(readSheet(Buffer.from('a;b'), limits, 0), 'SHEET_TOO_SLOW');
  });
});
