import type { AttendanceRecapData, RecapMark, RecapRow, RecapStatus } from './documents.types.js';
import { clock, clockRange, inZone, longDateRange, plainDate, zoneName } from './indonesian.js';
import { chairView, letterheadView, numberLine, present, printedLine } from './paper.js';
import type { Drawing } from './typst-process.js';

const TEXT = '#import "/attendance-recap.typ": attendance-recap\n#attendance-recap(json("/data.json"))';

/** A sign for each status, as the legend under the table explains it. */
const SIGNS: Record<RecapStatus, string> = {
  pending: '',
  present: 'H',
  late: 'T',
  short: 'K',
  excused: 'I',
  ill: 'S',
  absent: '–',
};

const LEGEND = 'H hadir · T hadir terlambat · K kurang dari dua pertiga sesi · I izin · S sakit · – tidak hadir';

/** Guests from outside. */
const NO_UNIT = 'Tanpa unit kerja';

/** Of the width of the page, what is left beside number, name, unit and hours. In mm. */
const ROOM = 138;
const WIDTHS = { times: 22, sign: 8, session: 6 } as const;

interface RecapColumn {
  width: number;
  head: string;
  cell: (row: RecapRow) => string;
  isPresent: (row: RecapRow) => boolean;
}

export function attendanceRecapDrawing(data: AttendanceRecapData): Drawing {
  const { head, arms, files } = letterheadView(data.letterhead);
  const { event, startsAt, endsAt, zone, sessions } = data;
  const { columns, withSessions } = columnsOf(data);
  const rows = data.groups.flatMap((group) => group.rows);
  return {
    text: TEXT,
    files,
    createdAt: new Date(data.printedAt),
    data: {
      title: `Rekapitulasi kehadiran ${event.title}, ${longDateRange(startsAt, endsAt, zone)}`,
      head,
      arms,
      facts: [
        ['Acara', event.title],
        ['Hari, tanggal', longDateRange(startsAt, endsAt, zone)],
        ['Tempat', event.place],
        ['Jam pelajaran', `${hours(data.jp)} JP`],
      ],
      columns: columns.map(({ width, head }) => ({ width, head })),
      groups: numbered(data, columns),
      totals: columns.map(({ isPresent }) => String(rows.filter(isPresent).length)),
      legend: LEGEND,
      sessions: withSessions ? sessions.map((session) => sessionLine(session, data)) : [],
      note: withSessions || sessions.length === 0 ? null : 'Kehadiran per sesi ada di rekapitulasi Excel.',
      units: unitsOf(rows, data.jp),
      chair: chairView(data),
      printed: printedLine(data),
    },
  };
}

/** As much as the page has room for: the times of each day before signs alone, then the sessions. */
function columnsOf(data: AttendanceRecapData): { columns: RecapColumn[]; withSessions: boolean } {
  const { days, sessions } = data;
  const ofSessions = sessions.length * WIDTHS.session;
  const options = [
    { width: WIDTHS.times, withSessions: true },
    { width: WIDTHS.sign, withSessions: true },
    { width: WIDTHS.times, withSessions: false },
    { width: WIDTHS.sign, withSessions: false },
  ];
  const fits = options.find(({ width, withSessions }) => days.length * width + (withSessions ? ofSessions : 0) <= ROOM);
  if (!fits) return { columns: [daysAttended(days.length)], withSessions: false };
  const { width, withSessions } = fits;
  const columns = days.map((day, n) => dayColumn(day, n, width, data.zone));
  if (withSessions) columns.push(...sessions.map((_, n) => sessionColumn(n)));
  return { columns, withSessions };
}

const wasThere = (mark: RecapMark | undefined): boolean => mark?.status === 'present' || mark?.status === 'late';

function dayColumn(day: string, n: number, width: number, zone: string): RecapColumn {
  const { day: date, month } = inZone(day, zone);
  return {
    width,
    head: `${date}/${month}`,
    cell: ({ days }) => (width === WIDTHS.times ? timesOf(days[n]!, zone) : SIGNS[days[n]!.status]),
    isPresent: ({ days }) => wasThere(days[n]),
  };
}

const sessionColumn = (n: number): RecapColumn => ({
  width: WIDTHS.session,
  head: String(n + 1),
  cell: ({ sessions }) => SIGNS[sessions[n]!.status],
  isPresent: ({ sessions }) => wasThere(sessions[n]),
});

const daysAttended = (count: number): RecapColumn => ({
  width: 20,
  head: 'Hari hadir',
  cell: ({ days }) => `${days.filter(wasThere).length} dari ${count}`,
  isPresent: ({ days }) => days.some(wasThere),
});

function timesOf({ status, inAt, outAt }: RecapMark, zone: string): string {
  if (!inAt) return SIGNS[status];
  const times = outAt ? clockRange(inAt, outAt, zone) : clock(inAt, zone);
  return status === 'late' ? `${times} ${SIGNS.late}` : times;
}

function numbered({ groups, jp }: AttendanceRecapData, columns: readonly RecapColumn[]) {
  let number = 0;
  return groups.map(({ heading, rows }) => ({
    heading: heading ?? null,
    rows: rows.map((row) => ({
      number: (number += 1),
      name: row.name,
      identity: numberLine(row),
      position: present(row.position, row.unit),
      cells: columns.map(({ cell }) => cell(row)),
      jp: hours(row.jp),
      share: percent(row.jp, jp),
    })),
  }));
}

function sessionLine(
  { title, startsAt, endsAt, jp }: AttendanceRecapData['sessions'][number],
  { zone, days }: AttendanceRecapData,
): string {
  const date = days.length > 1 ? `${plainDate(startsAt, zone)}, ` : '';
  return `${date}${clockRange(startsAt, endsAt, zone)} ${zoneName(zone)}: ${title} (${hours(jp)} JP)`;
}

function unitsOf(rows: readonly RecapRow[], jp: number) {
  return recapByUnit(rows).map(({ unit, total, present, excused, ill, absent, attendedJp }) => ({
    unit,
    figures: [total, present, excused, ill, absent].map(String),
    share: present / total,
    jp: percent(attendedJp, jp * total),
  }));
}

export interface UnitRecap {
  unit: string;
  total: number;
  present: number;
  excused: number;
  ill: number;
  absent: number;
  /** Training hours of all of them together. */
  attendedJp: number;
}

/**
 * People of each unit, in the order of the rows: who came on any day is present; of the others whoever was excused or ill
 * on one of them. Before the event nobody is anything.
 */
export function recapByUnit(rows: readonly RecapRow[]): UnitRecap[] {
  const units = new Map<string, UnitRecap>();
  for (const { unit: name, days, jp } of rows) {
    const unit = name || NO_UNIT;
    const none = { unit, total: 0, present: 0, excused: 0, ill: 0, absent: 0, attendedJp: 0 };
    const recap = units.get(unit) ?? units.set(unit, none).get(unit)!;
    const said = days.find(({ status }) => status === 'ill' || status === 'excused')?.status;
    recap.total += 1;
    recap.attendedJp += jp;
    if (days.some(wasThere)) recap.present += 1;
    else if (said === 'ill' || said === 'excused') recap[said] += 1;
    else if (days.some(({ status }) => status === 'absent')) recap.absent += 1;
  }
  return [...units.values()];
}

const hours = (jp: number): string => jp.toLocaleString('id', { maximumFractionDigits: 2 });

const percent = (part: number, whole: number): string => (whole > 0 ? `${sharePercent(part, whole)}%` : '');

/** Rounded down: the share that a certificate asks for is not reached before it is. */
export const sharePercent = (part: number, whole: number): number => Math.floor((100 * part) / whole + 1e-9);
