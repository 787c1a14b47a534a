import { standings } from '$lib/mail/standings';
import { kinds } from './values';

export const statuses = ['confirmed', 'pending', 'unconfirmed', 'waiting', 'offered', 'cancelled', 'declined'] as const;
/** Ways into the list; what a demo begins with is none that somebody looks for. */
export const sources = ['form', 'staff', 'import', 'delegate', 'walk_in'] as const;
export const sortings = ['created', 'name', 'unit', 'status', 'arrived'] as const;
export type Sorting = (typeof sortings)[number];
/** Beside the name, which always stands there. */
export const columns = [
  'unit',
  'kind',
  'rank',
  'status',
  'letter',
  'mail',
  'arrived',
  'created',
  'code',
  'phone',
  'source',
  'certificate',
] as const;
export type ColumnName = (typeof columns)[number];
/** A column of its own, or the answers to a question of the event. */
export type ListColumn = ColumnName | `answer.${string}`;
export const answerColumn = (questionId: string): ListColumn => `answer.${questionId}`;
export const questionOf = (column: string): string | null => /^answer\.([\w-]{1,64})$/.exec(column)?.[1] ?? null;
const usual: ColumnName[] = ['unit', 'status', 'mail', 'arrived', 'created'];

const allowed = {
  status: statuses,
  kind: kinds,
  mail: [...standings, 'undelivered'],
  present: ['yes', 'no'],
  letter: ['yes', 'no'],
  source: sources,
  sort: sortings,
} as const;

type Allowed = typeof allowed;
export type Filter = { [K in keyof Allowed]?: Allowed[K][number] } & {
  q?: string;
  unitId?: string;
  from?: string;
  to?: string;
  answer?: string;
  after?: string;
};

/** The filter stands in the address; a value that nobody offers is left out, not sent on. */
export function readFilter(query: URLSearchParams): Filter {
  const filter: Record<string, string> = {};
  for (const [name, values] of Object.entries(allowed)) {
    const value = query.get(name);
    if (value && (values as readonly string[]).includes(value)) filter[name] = value;
  }
  // Each question is a select of its own, and the link of a kept view has them with commas.
  const answers = query.getAll('answer').filter(Boolean).join(',');
  if (answers) filter.answer = answers;
  for (const name of ['q', 'unitId', 'after']) {
    const value = query.get(name)?.trim();
    if (value) filter[name] = value;
  }
  for (const name of ['from', 'to']) {
    const value = query.get(name);
    if (value && /^\d{4}-\d\d-\d\d$/.test(value)) filter[name] = value;
  }
  return filter;
}

/** The columns that the address names, in the order of the table. */
export function readColumns(query: URLSearchParams): ListColumn[] {
  const asked = query.get('columns')?.split(',');
  if (!asked) return usual;
  const answers = asked.filter((column): column is ListColumn => questionOf(column) !== null);
  return [...columns.filter((column) => asked.includes(column)), ...answers];
}

/** What export and bulk acts take: the same rows, all pages. */
export const wholeFilter = ({ after: _after, sort: _sort, ...filter }: Filter) => filter;

export function exportQuery({ after: _, ...filter }: Filter): string {
  const query = new URLSearchParams(filter).toString();
  return query ? `?${query}` : '';
}
