import { randomBytes } from 'node:crypto';
import { checkSign, CODE_SIGNS } from '../rules/human-code.js';

/**
 * A code that a person reads out and types: `signs` random signs and one check sign modulo 37, which finds every single
 * wrong sign and every swap of two neighbours. A code without a check sign that can be typed is drawn again.
 */
export function humanCode(signs: number): string {
  for (;;) {
    const text = Array.from(randomBytes(signs), (byte) => CODE_SIGNS.charAt(byte & 31)).join('');
    const check = checkSign(text);
    if (check) return text + check;
  }
}
