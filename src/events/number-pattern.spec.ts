import { describe, expect, it } from '@jest/globals';
import { defaultNumberPattern, numberFaults, parseNumberPattern } from './number-pattern.js';

describe('number pattern', () => {
  it('is read into parts and literal text', () => {
    expect(parseNumberPattern(defaultNumberPattern)).toEqual({
      ok: true,
      tokens: [
        { part: 'kode', width: 0 },
        { text: '/' },
        { part: 'urut', width: 4 },
        { text: '/' },
        { part: 'unit', width: 0 },
        { text: '/' },
        { part: 'bulan_romawi', width: 0 },
        { text: '/' },
        { part: 'tahun', width: 0 },
      ],
    });
  });

  it('takes the older shape with a literal archive code', () => {
    expect(parseNumberPattern('893.3/{urut}/{unit}/{tahun}').ok).toBe(true);
  });

  it.each([
    ['{kode}/{nomor}/{unit}/{tahun}', 'NUMBER_PATTERN_PART', { part: '{nomor}' }],
    ['{kode:00}/{urut}/{unit}/{tahun}', 'NUMBER_PATTERN_PART', { part: '{kode:00}' }],
    ['{urut:1}/{unit}/{tahun}', 'NUMBER_PATTERN_PART', { part: '{urut:1}' }],
    ['{urut/{unit}/{tahun}', 'NUMBER_PATTERN_PART', { part: '{' }],
    ['{urut}/{urut}/{unit}/{tahun}', 'NUMBER_PATTERN_TWICE', { part: '{urut}' }],
    ['{unit}/{tahun}', 'NUMBER_PATTERN_NEEDS', { part: '{urut}' }],
    ['{urut}/{tahun}', 'NUMBER_PATTERN_NEEDS', { part: '{unit}' }],
    ['{urut}/{unit}', 'NUMBER_PATTERN_NEEDS', { part: '{tahun}' }],
    ['{urut}/{unit}/{tahun}"', 'NUMBER_PATTERN_SIGN', { text: '"' }],
  ])('refuses %s', (pattern, code, params) => {
    expect(parseNumberPattern(pattern)).toEqual({ ok: false, fault: { code, params } });
  });

  it('needs the values of the parts it names', () => {
    const numberPattern = '{kode}/{urut}/{unit}/{seri}/{tahun}';
    expect(numberFaults({ numberPattern, numberCode: '', numberUnit: '', numberSeries: '' })).toEqual([
      { field: 'numberCode', code: 'REQUIRED' },
      { field: 'numberUnit', code: 'REQUIRED' },
      { field: 'numberSeries', code: 'REQUIRED' },
    ]);
    const complete = { numberPattern, numberCode: '800.2.5', numberUnit: 'BPSDM', numberSeries: 'AKJ-26' };
    expect(numberFaults(complete)).toEqual([]);
  });
});
