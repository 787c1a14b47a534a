import { afterAll, describe, expect, it } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { attendanceRecapDrawing, recapByUnit, sharePercent } from './attendance-recap.js';
import { attendanceRecapXlsx } from './attendance-recap-xlsx.js';
import type { AttendanceRecapData, RecapStatus } from './documents.types.js';
import { attendanceRecap, tallText } from './testing/examples.js';

import { pdfCheck, pdfInfo, pdfText, pdfWords, splitRows } from './testing/tools.js';
import { TypstProcess } from './typst-process.js';

const MM = 72 / 25.4;
const daysFrom = (first: string, count: number) =>
  Array.from({ length: count }, (_, n) => new Date(Date.parse(first) + n * 86_400_000).toISOString().slice(0, 10));

describe('recap of attendance', () => {
  const typst = new TypstProcess();
  const draw = (people: number, changes: Partial<AttendanceRecapData> = {}) =>
    typst.draw(attendanceRecapDrawing(attendanceRecap(people, changes)));
  afterAll(() => typst.close());

  it('tells of each person by day and session, on a page that lies', async () => {
    const pdf = await draw(7);
    const text = pdfText(pdf);
    for (const part of [
      'REKAPITULASI KEHADIRAN',
      'Rabu s.d. Kamis, 8 s.d. 9 Juni 2022',
      '07.41–16.05 H H H H H H 12 100%',
      '08.20–16.05 T K H H H H H 10 83%',
      'S S S S S S S 0 0%',
      '4 3 4 4 4 4 4',
      'K kurang dari dua pertiga sesi',
      '4. 9 Juni 2022, 08.00–10.00 WITA: Sesi 1: arsitektur SPBE dan data terbuka (2 JP)',
      'Ketua Panitia, Deni Umpama, S.Kom., M.T.',
    ]) {
      expect(text).toContain(part);
    }
    const { width, height, tagged } = pdfInfo(pdf);
    expect([Math.round(width), Math.round(height), tagged]).toEqual([842, 595, true]);
    pdfCheck(pdf);
  });

  it('lists 300 people, each once, and the head of the table on every page', async () => {
    const pdf = await draw(300);
    const { pages } = pdfInfo(pdf);
    const numbers: number[] = [];
    for (let page = 1; page <= pages; page++) {
      const words = pdfWords(pdf, page).filter(
        (word) => /^\d+$/.test(word.text) && Math.abs((word.x + word.right) / 2 - 19.5 * MM) < 1,
      );
      if (words.some(({ text }) => Number(text) > 9)) expect(pdfText(pdf, page)).toContain('Jabatan, unit kerja');
      numbers.push(...words.map((word) => Number(word.text)));
    }
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  });

  it('breaks no row over two pages', async () => {
    const [group] = attendanceRecap(60).groups;
    const rows = group!.rows.map((row, n) => ({ ...row, unit: tallText(n) }));
    expect(splitRows(await draw(60, { groups: [{ rows }] }))).toEqual([]);
  });

  it.each([
    [5, '9/6', 'H H H'],
    [17, '9/6', 'Kehadiran per sesi ada di rekapitulasi Excel.'],
    [40, 'Hari hadir', '40 dari 40'],
  ])('keeps inside the page with %i days', async (count, head, body) => {
    const pdf = await draw(7, { days: daysFrom('2022-06-08', count) });
    expect(pdfText(pdf)).toContain(head);
    expect(pdfText(pdf)).toContain(body);
    for (const word of pdfWords(pdf, 1)) expect(word.right).toBeLessThan(283 * MM);
  });

  it('is printable without anybody on it, and without sessions that give hours', async () => {
    const text = pdfText(await draw(0, { groups: [{ rows: [] }], sessions: [], jp: 0 }));
    expect(text).toContain('REKAPITULASI KEHADIRAN');
    expect(text).not.toContain('Per unit kerja');
  });

  it('is a workbook of people, units and sessions, whose cells are never formulas', async () => {
    const data = attendanceRecap(7);
    data.groups[0]!.rows[0]!.name = '=1+1';
    const [people, units, sessions] = (await readXlsx(await attendanceRecapXlsx(data))).sheets;
    expect(people!.rows[0]!.slice(0, 12)).toEqual([
      ...['No.', 'Nama', 'NIP/NRP', 'Jenis', 'Jabatan', 'Unit kerja', '8 Juni 2022', 'Datang (WITA)', 'Pulang (WITA)'],
      ...['9 Juni 2022', 'Datang (WITA)', 'Pulang (WITA)'],
    ]);
    expect(people!.rows[1]!.slice(0, 9)).toEqual([
      ...[1, '=1+1', '198607032010011011', 'PNS', 'Camat Maesa', 'Kecamatan Maesa', 'Hadir', '07.41', '16.05'],
    ]);
    expect(people!.rows[2]!.slice(12, 16)).toEqual(['Kurang dari 2/3', 70, 'Hadir', 120]);
    expect(people!.rows[2]!.slice(-3)).toEqual([10, 12, 83]);
    expect(units!.rows[1]).toEqual(['Kecamatan Maesa', 2, 1, 0, 0, 1, 50]);
    expect(sessions!.rows.at(-1)).toEqual([
      ...[6, '9 Juni 2022', '13.00–15.00', 'Sesi 3: arsitektur SPBE dan data terbuka', 2],
    ]);
  });

  it('counts who came on any day as present, else as what was said of him', () => {
    const rows = attendanceRecap(1).groups[0]!.rows;
    const person = (...statuses: RecapStatus[]) => ({
      ...{ ...rows[0]!, unit: '' },
      days: statuses.map((status) => ({ status })),
      jp: 4,
    });
    expect(
      recapByUnit([
        ...[
          person('ill', 'present'),
          person('absent', 'ill'),
          person('excused', 'absent'),
          person('absent', 'pending'),
          person('pending'),
        ],
      ]),
    ).toEqual([{ unit: 'Tanpa unit kerja', total: 5, present: 1, excused: 1, ill: 1, absent: 1, attendedJp: 20 }]);
  });

  it('rounds a share down, and a whole number not at all', () => {
    expect([sharePercent(7.99, 10), sharePercent(8, 10), sharePercent(0.29 * 100, 100)]).toEqual([79, 80, 29]);
  });
});
