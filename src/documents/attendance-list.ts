import type { AttendanceListData, AttendanceRow } from './documents.types.js';
import { clock, longDate, longDateRange, plainDate, timeRange, zoneName } from './indonesian.js';
import { letterheadView, numberLine, present, signatoryView } from './paper.js';
import type { Drawing } from './typst-process.js';

const TEXT = '#import "/attendance-list.typ": attendance-list\n#attendance-list(json("/data.json"))';

export function attendanceListDrawing(data: AttendanceListData): Drawing {
  const { head, arms, files } = letterheadView(data.letterhead);
  const { event, startsAt, endsAt, zone, chair } = data;
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
        ['Hari, tanggal', longDateRange(startsAt, endsAt, zone)],
        ['Waktu', timeRange(startsAt, endsAt, zone)],
        ['Tempat', event.place],
      ],
      zone: zoneName(zone),
      groups: numberedGroups(data),
      chair: chair && {
        ...signatoryView(chair.signatory),
        placeAndDate: `${chair.place}, ${plainDate(chair.date, zone)}`,
      },
      printed: `Dicetak ${longDate(data.printedAt, zone)} pukul ${clock(data.printedAt, zone)} ${zoneName(zone)}`,
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
    arrival: row.arrivedAt && !blank ? clock(row.arrivedAt, zone) : '',
  });
  const empty = Array.from({ length: emptyRows }, () => ({ name: '' }));
  return [...groups, { heading: null, rows: empty }].map(({ heading, rows }) => ({
    heading: heading ?? null,
    rows: rows.map(view),
  }));
}
