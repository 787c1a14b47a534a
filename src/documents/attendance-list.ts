import type { AttendanceListData, AttendanceRow } from './documents.types.js';
import { clock, longDateRange, timeRange, zoneName } from './indonesian.js';
import { chairView, letterheadView, numberLine, present, printedLine } from './paper.js';
import type { Drawing } from './typst-process.js';

const ABSENCES = { excused: 'Izin', ill: 'Sakit' } as const;

const TEXT = '#import "/attendance-list.typ": attendance-list\n#attendance-list(json("/data.json"))';

export function attendanceListDrawing(data: AttendanceListData): Drawing {
  const { head, arms, files } = letterheadView(data.letterhead);
  const { event, session, startsAt, endsAt, zone } = data;
  return {
    text: TEXT,
    files,
    createdAt: new Date(data.printedAt),
    data: {
      title: `Daftar hadir ${event.title}, ${longDateRange(startsAt, endsAt, zone)}`,
      head,
      arms,
      subtitle: data.subtitle ?? null,
      facts: [
        ['Acara', event.title],
        ...(session ? [['Sesi', session]] : []),
        ['Hari, tanggal', longDateRange(startsAt, endsAt, zone)],
        ['Waktu', timeRange(startsAt, endsAt, zone)],
        ['Tempat', event.place],
      ],
      zone: zoneName(zone),
      groups: numberedGroups(data),
      chair: chairView(data),
      printed: printedLine(data),
    },
  };
}

function numberedGroups({ groups, emptyRows = 0, blank = false, zone }: AttendanceListData) {
  let number = 0;
  const view = (row: AttendanceRow) => ({
    number: (number += 1),
    name: row.name,
    identity: numberLine(row),
    position: present(row.position, row.unit),
    arrival: blank ? '' : arrivalOf(row, zone),
  });
  const empty = Array.from({ length: emptyRows }, () => ({ name: '' }));
  return [...groups, { heading: null, rows: empty }].map(({ heading, rows }) => ({
    heading: heading ?? null,
    rows: rows.map(view),
  }));
}

function arrivalOf({ arrivedAt, absence }: AttendanceRow, zone: string): string {
  if (arrivedAt) return clock(arrivedAt, zone);
  return absence ? ABSENCES[absence] : '';
}
