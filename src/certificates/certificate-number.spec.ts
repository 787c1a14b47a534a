import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { parseNumberPattern } from '../events/index.js';
import { formatNumber, seriesKey } from './certificate-number.js';

const values = { code: '800.2.4', unit: 'BKPSDM', series: 'AKJ-26', serial: 164, datedOn: '2022-06-10' };

function number(pattern: string, changes: Partial<typeof values> = {}): string {
  const parsed = parseNumberPattern(pattern);
  if (!parsed.ok) throw new Error(parsed.fault.code);
  return formatNumber(parsed.tokens, { ...values, ...changes });
}

describe('certificate number', () => {
  test.each([
    ['{kode}/{urut:0000}/{unit}/{bulan_romawi}/{tahun}', '800.2.4/0164/BKPSDM/VI/2022'],
    ['800.2.5/{urut:00000}/{unit}/{seri}/{bulan_romawi}/{tahun}', '800.2.5/00164/BKPSDM/AKJ-26/VI/2022'],
    ['893.3/{urut}/{unit}/{tahun}', '893.3/164/BKPSDM/2022'],
    ['{urut:00}/{unit}/{tahun}', '164/BKPSDM/2022'],
  ])('%s gives %s', (pattern, text) => {
    expect(number(pattern)).toBe(text);
  });

  it('takes month and year from the date at the signature', () => {
    const pattern = '{urut}/{unit}/{bulan_romawi}/{tahun}';
    expect(number(pattern, { datedOn: '2022-12-31' })).toBe('164/BKPSDM/XII/2022');
    expect(number(pattern, { datedOn: '2023-01-01' })).toBe('164/BKPSDM/I/2023');
  });

  it('differs whenever the serial or the year of the series differs', () => {
    const serial = fc.integer({ min: 1, max: 99_999 });
    const year = fc.integer({ min: 2000, max: 2099 });
    fc.assert(
      fc.property(fc.tuple(serial, year), fc.tuple(serial, year), fc.nat(6), ([a, yearA], [b, yearB], width) => {
        const pattern = `{kode}/{urut${width ? `:${'0'.repeat(width)}` : ''}}/{unit}/{bulan_romawi}/{tahun}`;
        const one = number(pattern, { serial: a, datedOn: `${yearA}-06-10` });
        const other = number(pattern, { serial: b, datedOn: `${yearB}-06-10` });
        expect(one === other).toBe(a === b && yearA === yearB);
      }),
    );
  });

  it('counts a unit written in other letters in the same series', () => {
    expect(seriesKey(' Bkpsdm ', '2022-06-10')).toEqual({ unitCode: 'BKPSDM', year: 2022 });
    expect(seriesKey('BKPSDM', '2023-01-01').year).toBe(2023);
  });
});
