import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normaliseCode } from '../rules/human-code.js';
import { humanCode } from './codes.js';

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const code = fc.constantFrom(7, 10).map(humanCode);

describe('human codes', () => {
  it('have the asked length and a check sign that can be typed', () => {
    fc.assert(
      fc.property(code, (text) => {
        expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$|^[0-9A-HJKMNP-TV-Z]{11}$/);
        expect(normaliseCode(text)).toBe(text);
      }),
    );
  });

  it('find every single wrong sign', () => {
    fc.assert(
      fc.property(code, (text) => {
        const slips = [...text].flatMap((right, at) =>
          [...SIGNS].filter((sign) => sign !== right).map((sign) => text.slice(0, at) + sign + text.slice(at + 1)),
        );
        expect(slips.filter((slip) => normaliseCode(slip) !== null)).toEqual([]);
      }),
    );
  });

  it('find every swap of two neighbours', () => {
    fc.assert(
      fc.property(code, (text) => {
        const swaps = [...text.slice(1)]
          .map((right, at) => text.slice(0, at) + right + text.charAt(at) + text.slice(at + 2))
          .filter((swap) => swap !== text);
        expect(swaps.filter((swap) => normaliseCode(swap) !== null)).toEqual([]);
      }),
    );
  });

  it('are read in any case, with spaces and dashes, and with look-alike letters', () => {
    const text = '10K4T92M';
    const valid = [...SIGNS].map((sign) => text.slice(0, 7) + sign).find((candidate) => normaliseCode(candidate));
    expect(valid).toBeDefined();
    const shown = valid!.toLowerCase().replace(/^10/, 'lo');
    expect(normaliseCode(` ${shown.slice(0, 4)} – ${shown.slice(4)}\u00a0`)).toBe(valid);
    expect(normaliseCode(shown.replace(/^l/, 'I'))).toBe(valid);
  });

  it('refuse another length, foreign signs and nothing at all', () => {
    const text = humanCode(7);
    expect(normaliseCode(text, 10)).toBeNull();
    expect(normaliseCode(text, 7)).toBe(text);
    for (const bad of ['', '0', 'U0', `${text}*`, 'B1:ABC', '😀'.repeat(4), '0'.repeat(500)]) {
      expect(normaliseCode(bad)).toBeNull();
    }
  });

  it('hardly ever meet', () => {
    expect(new Set(Array.from({ length: 20_000 }, () => humanCode(10))).size).toBe(20_000);
  });
});
