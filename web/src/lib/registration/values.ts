import type { Sent } from '$lib/api/types';
import { answerName, type Answers, readAnswers } from './questions';

type Body = Sent<'/api/public/events/{slug}/registrations'>;
export type Kind = Body['kind'];

export const kinds: Kind[] = ['pns', 'pppk', 'non_asn', 'guest'];
export const isKind = (text: string | null): text is Kind => kinds.includes(text as Kind);
export const hasNip = (kind: Kind) => kind === 'pns' || kind === 'pppk';

/** Choice of the unit list for a unit that is not in it. */
export const otherUnit = 'other';

/** In the order of the form. */
export const textFields = [
  'nip',
  'nrp',
  'frontTitle',
  'name',
  'backTitle',
  'unitId',
  'unitText',
  'position',
  'rank',
  'email',
  'phone',
] as const;

export type Values = Record<(typeof textFields)[number], string> & {
  kind: Kind;
  consentTextIds: string[];
  answers: Answers;
  submissionNonce: string;
  startedAt: string;
};

export const newValues = (kind: Kind, submissionNonce: string, startedAt: number): Values => ({
  ...(Object.fromEntries(textFields.map((name) => [name, ''])) as Record<(typeof textFields)[number], string>),
  kind,
  unitId: kind === 'guest' ? otherUnit : '',
  consentTextIds: [],
  answers: {},
  submissionNonce,
  startedAt: String(startedAt),
});

type Known = Pick<Values, 'kind' | 'name' | 'position'> & {
  [Field in Exclude<(typeof textFields)[number], 'name' | 'position'>]?: string | null;
};

/** A form that begins with what is known of somebody. */
export function valuesOf(known: Known): Values {
  const { kind, unitId, unitText } = known;
  const texts = textFields.map((name): [string, string] => [name, known[name] ?? '']);
  const values = { ...newValues(kind, '', 0), ...Object.fromEntries(texts) };
  return { ...values, unitId: unitId || (unitText ? otherUnit : '') };
}

type Employee = Pick<Values, 'kind' | 'nip' | 'frontTitle' | 'name' | 'backTitle' | 'unitId' | 'position' | 'rank'> &
  Record<'email' | 'phone', string | null>;

/** What the directory does not know of him stays as it was typed. */
export function fillFrom(values: Values, employee: Employee): void {
  const { kind, nip, frontTitle, name, backTitle, unitId, position, rank } = employee;
  Object.assign(values, { kind, nip, frontTitle, name, backTitle, unitId, position, rank });
  if (employee.email) values.email = employee.email;
  if (employee.phone) values.phone = employee.phone;
}

export function readValues(form: FormData): Values {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const kind = text('kind');
  return {
    ...(Object.fromEntries(textFields.map((name) => [name, text(name)])) as Record<
      (typeof textFields)[number],
      string
    >),
    kind: isKind(kind) ? kind : 'pns',
    consentTextIds: form.getAll('consentTextIds').map(String),
    answers: readAnswers(form),
    submissionNonce: text('submissionNonce'),
    startedAt: text('startedAt'),
  };
}

/** Everything that the steps carry in hidden fields, but for what the open step shows itself. */
export function hiddenFields(values: Values, shown: readonly string[]): [name: string, value: string][] {
  const { answers, ...others } = values;
  const given = Object.entries(answers).map(([id, one]): [string, string[]] => [answerName(id), one]);
  return [...Object.entries(others), ...(shown.includes('answers') ? [] : given)].flatMap(([name, value]) => {
    if (shown.includes(name)) return [];
    return [value].flat().map((one): [string, string] => [name, one]);
  });
}

/** How long the form was open; a form that was never loaded has no start. */
export function filledFor({ startedAt }: Values, now: number): { filledMs?: number } {
  const started = Number(startedAt);
  return started > 0 && started <= now ? { filledMs: now - started } : {};
}

/** What the kind does not have is not sent, even when the person typed it before changing the kind. */
export function applicantOf(values: Values): Omit<Body, 'submissionNonce'> {
  const { kind, unitId, unitText } = values;
  return {
    kind,
    ...(hasNip(kind) && { nip: values.nip, rank: values.rank }),
    ...(kind === 'guest' && { nrp: values.nrp }),
    frontTitle: values.frontTitle,
    name: values.name,
    backTitle: values.backTitle,
    ...(unitId === otherUnit ? { unitText } : { unitId }),
    position: values.position,
    phone: values.phone,
    email: values.email,
    consentTextIds: values.consentTextIds,
    answers: values.answers,
  };
}
