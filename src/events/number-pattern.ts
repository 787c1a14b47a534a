import type { FieldError } from '../common/index.js';

/** Parts a certificate number may be put together from, as organisers know them from their archive codes. */
export const numberParts = ['kode', 'urut', 'unit', 'seri', 'bulan_romawi', 'tahun'] as const;
export type NumberPart = (typeof numberParts)[number];

export type NumberToken = { text: string } | { part: NumberPart; width: number };

export const defaultNumberPattern = '{kode}/{urut:0000}/{unit}/{bulan_romawi}/{tahun}';

/** A series belongs to a unit and a year: without all three, two series would print the same number. */
const needed: readonly NumberPart[] = ['urut', 'unit', 'tahun'];
const piece = /\{([^{}]*)\}|([^{}]+)|[{}]/g;
const literal = /^[A-Za-z0-9 ./_-]+$/;

const isPart = (name: string): name is NumberPart => (numberParts as readonly string[]).includes(name);

type Parsed = { ok: true; tokens: NumberToken[] } | { ok: false; fault: Omit<FieldError, 'field'> };

const fault = (code: string, params: Record<string, string> = {}): Parsed => ({ ok: false, fault: { code, params } });

/** Reads a pattern like `{kode}/{urut:0000}/{unit}/{bulan_romawi}/{tahun}`; the zeros are the least width. */
export function parseNumberPattern(pattern: string): Parsed {
  const tokens: NumberToken[] = [];
  const seen = new Set<NumberPart>();
  for (const [whole, inner, text] of pattern.matchAll(piece)) {
    if (text !== undefined) {
      if (!literal.test(text)) return fault('NUMBER_PATTERN_SIGN', { text });
      tokens.push({ text });
      continue;
    }
    const [, name = '', zeros] = inner?.match(/^(\w+)(?::(0{1,8}))?$/) ?? [];
    if (!isPart(name) || (zeros && name !== 'urut')) return fault('NUMBER_PATTERN_PART', { part: whole });
    if (seen.has(name)) return fault('NUMBER_PATTERN_TWICE', { part: whole });
    seen.add(name);
    tokens.push({ part: name, width: zeros?.length ?? 0 });
  }
  const missing = needed.find((part) => !seen.has(part));
  return missing ? fault('NUMBER_PATTERN_NEEDS', { part: `{${missing}}` }) : { ok: true, tokens };
}

export interface NumberSettings {
  numberPattern: string;
  numberCode: string;
  numberUnit: string;
  numberSeries: string;
}

/** Faults of an event's number settings: the pattern itself, and parts it names that are left empty. */
export function numberFaults(settings: NumberSettings): FieldError[] {
  const parsed = parseNumberPattern(settings.numberPattern);
  if (!parsed.ok) return [{ field: 'numberPattern', ...parsed.fault }];
  const uses = (part: NumberPart): boolean => parsed.tokens.some((token) => 'part' in token && token.part === part);
  const faults: FieldError[] = [];
  if (uses('kode') && !settings.numberCode) faults.push({ field: 'numberCode', code: 'REQUIRED' });
  if (!settings.numberUnit) faults.push({ field: 'numberUnit', code: 'REQUIRED' });
  if (uses('seri') && !settings.numberSeries) faults.push({ field: 'numberSeries', code: 'REQUIRED' });
  return faults;
}
