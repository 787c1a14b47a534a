import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freeSlug, slugLength, slugOf, slugPattern } from './slug.js';

describe('slug', () => {
  it('keeps letters and digits of the title', () => {
    expect(slugOf('Bimbingan Teknis “Smart City”: Tahap 1')).toBe('bimbingan-teknis-smart-city-tahap-1');
    expect(slugOf("Jum'at Bersih & Séhat")).toBe('jum-at-bersih-sehat');
    expect(slugOf('— 智慧 —')).toBe('kegiatan');
  });

  it('cuts long titles between words', () => {
    const slug = slugOf('Pendampingan penyusunan rencana induk '.repeat(4));
    expect(slug).toBe('pendampingan-penyusunan-rencana-induk-pendampingan-penyusunan-rencana-induk');
  });

  it('is always a valid address part', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        const slug = slugOf(title);
        return slugPattern.test(slug) && slug.length <= slugLength;
      }),
    );
  });

  it('gets a number when taken', () => {
    expect(freeSlug('a', new Set(['b']))).toBe('a');
    expect(freeSlug('a', new Set(['a', 'a-2']))).toBe('a-3');
  });
});
