import type { Answer } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import { agreed, type Question } from '$lib/registration/questions';

type Stored = Answer<'/api/events/{eventId}/questions'>['questions'][number];
export type QuestionKind = Stored['kind'];

/** A question while its organiser edits it. `id` is that of the stored question, or a name for a new one. */
export type Row = {
  id: string;
  kind: QuestionKind;
  labelId: string;
  labelEn: string;
  hintId: string;
  hintEn: string;
  required: boolean;
  options: { id: string; labelId: string; labelEn: string }[];
  /** Empty: always shown. */
  conditionOn: string;
  conditionOptions: string[];
  answered: number;
  isNew: boolean;
};

let made = 0;
/** Unique on this page is enough: the server gives the ids. */
export const newKey = () => `baru-${(made += 1)}`;

export const rowOf = ({ options, condition, labelEn, hintId, hintEn, ...question }: Stored): Row => ({
  ...question,
  labelEn: labelEn ?? '',
  hintId: hintId ?? '',
  hintEn: hintEn ?? '',
  options: options.map((option) => ({ ...option, labelEn: option.labelEn ?? '' })),
  conditionOn: condition?.questionId ?? '',
  conditionOptions: condition?.optionIds ?? [],
  isNew: false,
});

export const newRow = (): Row => ({
  id: newKey(),
  kind: 'text',
  labelId: '',
  labelEn: '',
  hintId: '',
  hintEn: '',
  required: false,
  options: [],
  conditionOn: '',
  conditionOptions: [],
  answered: 0,
  isNew: true,
});

export const hasOptions = (kind: QuestionKind) => kind === 'choice' || kind === 'several';

/** As the API takes it. */
export const sentOf = (row: Row) => ({
  key: row.id,
  kind: row.kind,
  labelId: row.labelId,
  labelEn: row.labelEn || null,
  hintId: row.hintId || null,
  hintEn: row.hintEn || null,
  required: row.required,
  options: hasOptions(row.kind)
    ? row.options.map(({ id, labelId, labelEn }) => ({ key: id, labelId, labelEn: labelEn || null }))
    : [],
  condition: row.conditionOn ? { question: row.conditionOn, options: row.conditionOptions } : null,
});

/** As the person will see it. */
export const previewOf = (row: Row): Question => ({
  id: row.id,
  kind: row.kind,
  label: row.labelId || m.console_question_unwritten(),
  hint: row.hintId || null,
  required: row.required,
  options: row.options.map(({ id, labelId }) => ({ id, label: labelId || '…' })),
  condition: row.conditionOn ? { questionId: row.conditionOn, optionIds: row.conditionOptions } : null,
});

/** What may decide whether the row at this place is shown: earlier questions that have options. */
export const deciders = (rows: Row[], index: number) =>
  rows.slice(0, index).filter(({ kind }) => hasOptions(kind) || kind === 'consent');

export const optionsOf = (row: Row): { id: string; label: string }[] =>
  row.kind === 'consent'
    ? [{ id: agreed, label: m.public_agreed() }]
    : row.options.map(({ id, labelId }) => ({ id, label: labelId || '…' }));

const names: Record<QuestionKind, () => string> = {
  text: m.console_question_text,
  long_text: m.console_question_long_text,
  choice: m.console_question_choice,
  several: m.console_question_several,
  number: m.console_question_number,
  date: m.console_question_date,
  file: m.console_question_file,
  consent: m.console_question_consent,
};
export const kindName = (kind: QuestionKind) => names[kind]();
export const kindOptions = () =>
  (Object.keys(names) as QuestionKind[]).map((kind) => ({ value: kind, label: kindName(kind) }));
