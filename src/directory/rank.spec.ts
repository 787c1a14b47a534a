import { describe, expect, it } from '@jest/globals';
import { isRank, printedRank, ranks } from './rank.js';

describe('ranks', () => {
  it('are the 17 of PNS with their SIASN ids and the 17 grades of PPPK', () => {
    expect(ranks.pns).toHaveLength(17);
    expect(ranks.pppk).toHaveLength(17);
    expect(ranks.pns.map((rank) => rank.siasnId)).toEqual([
      11, 12, 13, 14, 21, 22, 23, 24, 31, 32, 33, 34, 41, 42, 43, 44, 45,
    ]);
    expect(ranks.pns[11]).toEqual({
      code: 'III/d',
      siasnId: 34,
      name: 'Penata Tingkat I',
      label: 'Penata Tingkat I (III/d)',
    });
    expect(ranks.pppk[8]).toEqual({ code: 'IX', name: null, label: 'Golongan IX' });
  });

  it('belong to their kind', () => {
    expect(isRank('pns', 'III/d')).toBe(true);
    expect(isRank('pns', 'IX')).toBe(false);
    expect(isRank('pppk', 'IX')).toBe(true);
    expect(isRank('pppk', 'III/d')).toBe(false);
    expect(isRank('non_asn', 'III/d')).toBe(false);
  });

  it('are printed with their name, a foreign one as it stands', () => {
    expect(printedRank('IV/a')).toBe('Pembina (IV/a)');
    expect(printedRank('IX')).toBe('Golongan IX');
    expect(printedRank('AKBP')).toBe('AKBP');
    expect(printedRank('')).toBe('');
  });
});
