import { recapByUnit, sharePercent } from './attendance-recap.js';
import type { AttendanceRecapData, RecapStatus } from './documents.types.js';
import { clock, clockRange, plainDate, zoneName } from './indonesian.js';
import { type Sheet, workbookXlsx } from './spreadsheet.js';
import type { Cell, Column } from './table.js';

const STATUSES: Record<RecapStatus, string> = {
  pending: '',
  present: 'Hadir',
  late: 'Terlambat',
  short: 'Kurang dari 2/3',
  excused: 'Izin',
  ill: 'Sakit',
  absent: 'Tidak hadir',
};

/** Everything that the recap knows, to be sorted, filtered and counted: one row for each person, unit and session. */
export function attendanceRecapXlsx(data: AttendanceRecapData): Promise<Buffer> {
  return workbookXlsx([peopleSheet(data), unitsSheet(data), sessionsSheet(data)]);
}

interface RecapColumn extends Column {
  cell: (row: AttendanceRecapData['groups'][number]['rows'][number], n: number) => Cell;
}

function peopleSheet({ groups, days, sessions, zone, jp }: AttendanceRecapData): Sheet {
  const text = (header: string, width: number, cell: RecapColumn['cell']): RecapColumn => ({
    ...{ header, width, type: 'text', cell },
  });
  const number = (header: string, width: number, cell: RecapColumn['cell']): RecapColumn => ({
    ...{ header, width, type: 'number', cell },
  });
  const time = (at: string | null | undefined) => (at ? clock(at, zone) : null);
  const columns: RecapColumn[] = [
    number('No.', 6, (_, n) => n + 1),
    text('Nama', 34, ({ name }) => name),
    text('NIP/NRP', 21, ({ nip, nrp }) => nip ?? nrp),
    text('Jenis', 14, ({ kind }) => kind),
    text('Jabatan', 28, ({ position }) => position),
    text('Unit kerja', 34, ({ unit }) => unit),
    ...days.flatMap((day, n) => [
      text(plainDate(day, zone), 16, (row) => STATUSES[row.days[n]!.status]),
      text(`Datang (${zoneName(zone)})`, 14, (row) => time(row.days[n]!.inAt)),
      text(`Pulang (${zoneName(zone)})`, 14, (row) => time(row.days[n]!.outAt)),
    ]),
    ...sessions.flatMap((_, n) => [
      text(`Sesi ${n + 1}`, 15, (row) => STATUSES[row.sessions[n]!.status]),
      number(`Menit sesi ${n + 1}`, 14, (row) => row.sessions[n]!.minutes),
    ]),
    number('JP dihadiri', 12, (row) => row.jp),
    number('JP acara', 10, () => jp),
    number('% JP', 8, (row) => (jp > 0 ? sharePercent(row.jp, jp) : null)),
  ];
  const people = groups.flatMap(({ rows }) => rows);
  return { name: 'Rekap', columns, rows: people.map((row, n) => columns.map(({ cell }) => cell(row, n))) };
}

function unitsSheet({ groups, jp }: AttendanceRecapData): Sheet {
  const units = recapByUnit(groups.flatMap(({ rows }) => rows));
  const heads = ['Terdaftar', 'Hadir', 'Izin', 'Sakit', 'Tidak hadir', '% JP'];
  return {
    name: 'Per unit kerja',
    columns: [
      { header: 'Unit kerja', width: 44, type: 'text' },
      ...heads.map((header) => ({ header, width: 12, type: 'number' as const })),
    ],
    rows: units.map(({ unit, total, present, excused, ill, absent, attendedJp }) => [
      ...[unit, total, present, excused, ill, absent],
      jp > 0 ? sharePercent(attendedJp, jp * total) : null,
    ]),
  };
}

function sessionsSheet({ sessions, zone }: AttendanceRecapData): Sheet {
  return {
    name: 'Sesi',
    columns: [
      { header: 'Sesi', width: 8, type: 'number' },
      { header: 'Tanggal', width: 20, type: 'text' },
      { header: `Waktu (${zoneName(zone)})`, width: 16, type: 'text' },
      { header: 'Judul', width: 60, type: 'text' },
      { header: 'JP', width: 8, type: 'number' },
    ],
    rows: sessions.map(({ title, startsAt, endsAt, jp }, n) => [
      ...[n + 1, plainDate(startsAt, zone), clockRange(startsAt, endsAt, zone), title, jp],
    ]),
  };
}
