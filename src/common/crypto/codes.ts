import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MODULUS = 37;

/**
 * A code that a person reads out and types: `signs` random signs and one check sign modulo 37, which finds every single
 * wrong sign and every swap of two neighbours. Crockford writes the remainders 32–36 as `*~$=U`; a code that would need
 * one of them is drawn again, since they are hard to say, to type and to put into an address.
 */
export function humanCode(signs: number): string {
  for (;;) {
    const text = Array.from(randomBytes(signs), (byte) => SIGNS.charAt(byte & 31)).join('');
    const check = SIGNS[remainder(text)];
    if (check) return text + check;
  }
}

/** The code as stored, or null when a sign is wrong. `signs` also fixes the length, without the check sign. */
export function normaliseCode(text: string, signs?: number): string | null {
  const code = text
    .replace(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase()
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  if (code.length < 2 || code.length > 32 || (signs !== undefined && code.length !== signs + 1)) return null;
  if ([...code].some((sign) => !SIGNS.includes(sign))) return null;
  return SIGNS[remainder(code.slice(0, -1))] === code.at(-1) ? code : null;
}

function remainder(text: string): number {
  return [...text].reduce((sum, sign) => (sum * 32 + SIGNS.indexOf(sign)) % MODULUS, 0);
}
