import { m } from '$lib/paraglide/messages';
import { type ColumnName, type ListColumn, questionOf } from './filter';
import type { ListQuestion } from './list-questions';

const names: Record<ColumnName, () => string> = {
  unit: m.console_unit_position,
  kind: m.list_kind,
  rank: m.list_rank,
  status: m.console_status,
  letter: m.list_letter,
  mail: m.console_mail,
  arrived: m.console_present,
  created: m.console_registered_at,
  code: m.list_code,
  phone: m.list_phone,
  source: m.list_source,
  certificate: m.list_certificate,
};

/** Head of a column: its own, or the question that it answers. */
export function columnLabel(column: ListColumn, questions: readonly ListQuestion[]): string {
  const asked = questionOf(column);
  if (asked === null) return names[column as ColumnName]();
  return questions.find(({ id }) => id === asked)?.label ?? '';
}

/** Columns of the export, in its order; answers come after them. */
export const exportColumns: readonly [string, () => string][] = [
  ['name', m.console_name],
  ['nip', m.public_nip],
  ['kind', m.list_kind],
  ['rank', m.list_rank],
  ['position', m.console_position],
  ['unit', m.console_unit],
  ['phone', m.list_phone],
  ['email', m.list_email_address],
  ['status', m.console_status],
  ['letter', m.list_letter],
  ['mail', m.list_mail_standing],
  ['code', m.list_code],
  ['source', m.list_source],
  ['created', m.console_registered_at],
  ['arrived', m.console_present],
  ['certificate', m.list_certificate],
];
