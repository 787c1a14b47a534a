import type { Answer } from '$lib/api/types';
import { type ColumnName, type ListColumn, questionOf } from './filter';

type Row = Answer<'/api/events/{eventId}/registrations'>['rows'][number];
type Always = 'answers' | 'id' | 'overlaps' | 'printedName' | 'nip' | 'kind' | 'status';
export type ShownRow = Pick<Row, Always> & Partial<Row>;

/** What a column is made of, beside what every row has. */
const MADE_OF: Record<ColumnName, readonly (keyof Row)[]> = {
  unit: ['unit', 'position'],
  kind: [],
  rank: ['rank'],
  status: ['waitingPlace'],
  letter: ['letter'],
  mail: ['mail'],
  arrived: ['arrivedAt'],
  created: ['createdAt'],
  code: ['ticketCode'],
  phone: ['phone'],
  source: ['source'],
  certificate: ['certificate'],
};

/** A row is written into the page twice, as a table and as data: the data are only what the columns show. */
export function shownOf(row: Row, columns: readonly ListColumn[]): ShownRow {
  const { id, printedName, nip, kind, status, answers, overlaps } = row;
  const names = columns.flatMap((column) => (questionOf(column) === null ? MADE_OF[column as ColumnName] : []));
  return {
    id,
    printedName,
    nip,
    kind,
    status,
    answers,
    overlaps,
    ...Object.fromEntries(names.flatMap((name) => (row[name] === null ? [] : [[name, row[name]]]))),
  };
}
