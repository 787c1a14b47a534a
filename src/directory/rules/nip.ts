/** The employee number: birth date (8), appointment (6), sex (1), serial (3). It has no check digit. */
export type NipKind = 'pns' | 'pppk';
export type NipWarningCode = 'NIP_APPOINTMENT' | 'NIP_UNDER_AGE' | 'NIP_KIND' | 'NIP_SEX' | 'NIP_SERIAL';
export type NipWarning = { code: NipWarningCode; params: Record<string, string | number> };
export type NipFaultCode = 'NIP_LENGTH' | 'NIP_TOO_LONG' | 'NIP_NOT_DIGITS' | 'NIP_EXCEL' | 'NIP_DATE';
export type Nip =
  | { ok: true; nip: string; birthDate: string; kind: NipKind | null; warnings: NipWarning[] }
  | { ok: false; code: NipFaultCode; params: Record<string, string | number> };

const LENGTH = 18;
const YOUNGEST_MONTHS = 16 * 12;
const NOISE = /[\s\u200b-\u200f\u2060\ufeff'’.\u2010-\u2015\u2212-]/g;
/** What Excel leaves of a long number: only 15 digits, the rest is lost for ever. */
const SCIENTIFIC = /^\d+([.,]\d+)?[eE]\+?\d+$/;
/** The same number written out by a spreadsheet: its last digits are zeros or wrong. */
const FLOAT = /^\d{16,18}[.,]0+$/;
/** How careful people keep Excel from touching it: nothing is lost. */
const AS_TEXT = /^="(.*)"$/;

/** Refuses only what cannot be a NIP; what is merely odd is warned of, since HR data holds odd numbers that are real. */
export function parseNip(text: string, declared: NipKind | null = null): Nip {
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(AS_TEXT, '$1')
    .replace(/^['’]/, '')
    .replace(/^\s*(NI\s*PPPK|NIP)\s*[.:]*/i, '');
  const number = bare.replace(/\s/g, '');
  if (SCIENTIFIC.test(number) || FLOAT.test(number))
    return { ok: false, code: 'NIP_EXCEL', params: { written: bare.trim() } };
  const nip = bare.replace(NOISE, '');
  const foreign = nip.match(/[^0-9]/u);
  if (foreign) return { ok: false, code: 'NIP_NOT_DIGITS', params: { sign: foreign[0] } };
  if (nip.length < LENGTH) return { ok: false, code: 'NIP_LENGTH', params: { digits: nip.length } };
  if (nip.length > LENGTH) return { ok: false, code: 'NIP_TOO_LONG', params: { digits: nip.length } };
  const [year, month, day] = [nip.slice(0, 4), nip.slice(4, 6), nip.slice(6, 8)];
  if (!/^(19|20)/.test(year) || !isDay(Number(year), Number(month), Number(day))) {
    return { ok: false, code: 'NIP_DATE', params: { date: `${day}-${month}-${year}` } };
  }
  const kind = kindOf(nip);
  return { ok: true, nip, birthDate: `${year}-${month}-${day}`, kind, warnings: warningsOf(nip, kind, declared) };
}

/** For pages without login: the birth date inside must not be readable. */
export function maskNip(nip: string): string {
  return nip.slice(0, 4) + '*'.repeat(Math.max(0, nip.length - 8)) + nip.slice(-4);
}

/** Digits 13–14: the month of appointment of a PNS, or the count of contracts from 21 of a PPPK. */
function kindOf(nip: string): NipKind | null {
  const digits = Number(nip.slice(12, 14));
  if (digits >= 1 && digits <= 12) return 'pns';
  return digits >= 21 ? 'pppk' : null;
}

function warningsOf(nip: string, kind: NipKind | null, declared: NipKind | null): NipWarning[] {
  const warnings: NipWarning[] = [];
  const appointment = nip.slice(8, 14);
  if (kind === null || !/^(19|20)/.test(appointment)) {
    warnings.push({ code: 'NIP_APPOINTMENT', params: { digits: appointment } });
  } else if (monthsAtAppointment(nip, kind) < YOUNGEST_MONTHS) {
    warnings.push({ code: 'NIP_UNDER_AGE', params: { year: appointment.slice(0, 4) } });
  }
  if (kind !== null && declared !== null && kind !== declared) warnings.push({ code: 'NIP_KIND', params: { kind } });
  if (!/[12]/.test(nip.charAt(14))) warnings.push({ code: 'NIP_SEX', params: { digit: nip.charAt(14) } });
  if (nip.endsWith('000')) warnings.push({ code: 'NIP_SERIAL', params: {} });
  return warnings;
}

/** A PPPK number tells the year only; the latest month gives the benefit of the doubt. */
function monthsAtAppointment(nip: string, kind: NipKind): number {
  const month = kind === 'pns' ? Number(nip.slice(12, 14)) : 12;
  return Number(nip.slice(8, 12)) * 12 + month - (Number(nip.slice(0, 4)) * 12 + Number(nip.slice(4, 6)));
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
