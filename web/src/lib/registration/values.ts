import type { Sent } from '$lib/api/types';

type Body = Sent<'/api/public/events/{slug}/registrations'>;
export type Kind = Body['kind'];

export const kinds: Kind[] = ['pns', 'pppk', 'non_asn', 'guest'];
export const isKind = (text: string | null): text is Kind => kinds.includes(text as Kind);
export const hasNip = (kind: Kind) => kind === 'pns' || kind === 'pppk';

/** Choice of the unit list for a unit that is not in it. */
export const otherUnit = 'other';

const texts = [
  'nip',
  'nrp',
  'frontTitle',
  'name',
  'backTitle',
  'unitId',
  'unitText',
  'position',
  'rank',
  'phone',
  'email',
] as const;

export type Values = Record<(typeof texts)[number], string> & {
  kind: Kind;
  consentTextIds: string[];
  submissionNonce: string;
  startedAt: string;
};

export const newValues = (kind: Kind, submissionNonce: string, startedAt: number): Values => ({
  ...(Object.fromEntries(texts.map((name) => [name, ''])) as Record<(typeof texts)[number], string>),
  kind,
  unitId: kind === 'guest' ? otherUnit : '',
  consentTextIds: [],
  submissionNonce,
  startedAt: String(startedAt),
});

export function readValues(form: FormData): Values {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const kind = text('kind');
  return {
    ...(Object.fromEntries(texts.map((name) => [name, text(name)])) as Record<(typeof texts)[number], string>),
    kind: isKind(kind) ? kind : 'pns',
    consentTextIds: form.getAll('consentTextIds').map(String),
    submissionNonce: text('submissionNonce'),
    startedAt: text('startedAt'),
  };
}

/** Everything that the steps carry in hidden fields, but for what the open step shows itself. */
export function hiddenFields(values: Values, shown: readonly string[]): [name: string, value: string][] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (shown.includes(name)) return [];
    return [value].flat().map((one): [string, string] => [name, one]);
  });
}

const given = (name: string, value: string) => (value ? { [name]: value } : {});

/** What the kind does not have is not sent, even when the person typed it before changing the kind. */
export function bodyOf(values: Values, website: string, now: number): Body {
  const { kind, unitId } = values;
  const started = Number(values.startedAt);
  return {
    kind,
    ...(hasNip(kind) ? { ...given('nip', values.nip), ...given('rank', values.rank) } : {}),
    ...(kind === 'guest' ? given('nrp', values.nrp) : {}),
    ...given('frontTitle', values.frontTitle),
    name: values.name,
    ...given('backTitle', values.backTitle),
    ...(unitId === otherUnit ? given('unitText', values.unitText) : given('unitId', unitId)),
    position: values.position,
    phone: values.phone,
    email: values.email,
    consentTextIds: values.consentTextIds,
    submissionNonce: values.submissionNonce,
    ...given('website', website),
    ...(started > 0 ? { filledMs: Math.max(0, now - started) } : {}),
  };
}
