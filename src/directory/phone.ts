export type Phone = { ok: true; phone: string } | { ok: false; code: 'PHONE_INVALID' };

const NOISE = /[\s\u200b-\u200f\u2060\ufeff'’().\u2010-\u2015\u2212-]/g;

/** An Indonesian mobile number in any of its usual spellings, kept as `+628…`. */
export function parsePhone(text: string): Phone {
  const dialled = text.normalize('NFKC').replace(NOISE, '');
  const national = dialled.replace(/^(?:\+|00)?620?/, '0').replace(/^8/, '08');
  return /^08[1-9]\d{7,10}$/.test(national)
    ? { ok: true, phone: `+62${national.slice(1)}` }
    : { ok: false, code: 'PHONE_INVALID' };
}
