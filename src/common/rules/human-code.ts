/** Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U. */
export const CODE_SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MODULUS = 37;

/** Undefined for the remainders 32–36, which Crockford writes as `*~$=U`: hard to say, to type and to put into an address. */
export function checkSign(text: string): string | undefined {
  return CODE_SIGNS[[...text].reduce((sum, sign) => (sum * 32 + CODE_SIGNS.indexOf(sign)) % MODULUS, 0)];
}

/** The code as stored, or null when a sign is wrong. `signs` also fixes the length, without the check sign. */
export function normaliseCode(text: string, signs?: number): string | null {
  const code = text
    .replace(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase()
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  if (code.length < 2 || code.length > 32 || (signs !== undefined && code.length !== signs + 1)) return null;
  if ([...code].some((sign) => !CODE_SIGNS.includes(sign))) return null;
  return checkSign(code.slice(0, -1)) === code.at(-1) ? code : null;
}
