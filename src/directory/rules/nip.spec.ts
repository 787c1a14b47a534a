import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskNip, parseNip } from './nip.js';

const PNS = '198503122010011004';
const PPPK = '199302282022212003';

describe('a right NIP', () => {
  it('is read with its birth date and kind, without warnings', () => {
    expect(parseNip(PNS)).toEqual({ ok: true, nip: PNS, birthDate: '1985-03-12', kind: 'pns', warnings: [] });
    expect(parseNip(PPPK)).toEqual({ ok: true, nip: PPPK, birthDate: '1993-02-28', kind: 'pppk', warnings: [] });
    expect(parseNip('197001151995031002')).toMatchObject({ ok: true, warnings: [] });
    expect(parseNip('200002292021012001')).toMatchObject({ ok: true, birthDate: '2000-02-29' });
  });

  it.each([
    ['printed', '19850312 201001 1 004'],
    ['with its label', 'NIP. 19850312 201001 1 004'],
    ['with a label and colon', 'nip : 19850312 201001 1 004'],
    ['with the label of PPPK', 'NI PPPK 19850312 201001 1 004'],
    ['with the apostrophe of a text cell', "'198503122010011004"],
    ['as the text formula of careful people', '="198503122010011004"'],
    ['with no-break spaces', '19850312\u00a0201001\u00a01\u00a0004'],
    ['with narrow and zero-width spaces', '\ufeff19850312\u202f201001\u200b1\u2060004'],
    ['with dots and dashes', '19850312.201001-1–004'],
    ['in full-width digits', '１９８５０３１２２０１００１１００４'],
    ['between blanks', '  198503122010011004\t\n'],
  ])('is read %s', (_how, text) => {
    expect(parseNip(text)).toMatchObject({ ok: true, nip: PNS });
  });

  it('comes back from its printed form', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2005-12-31'), noInvalidDate: true });
    const rest = fc.tuple(
      fc.constantFrom('01', '12', '21', '22'),
      fc.constantFrom('1', '2'),
      fc.integer({ min: 1, max: 999 }),
    );
    fc.assert(
      fc.property(day, rest, (birth, [month, sex, serial]) => {
        const nip = `${birth.toISOString().slice(0, 10).replaceAll('-', '')}2024${month}${sex}${String(serial).padStart(3, '0')}`;
        expect(parseNip(`NIP. ${nip.slice(0, 8)} ${nip.slice(8, 14)} ${nip.slice(14, 15)} ${nip.slice(15)}`)).toEqual({
          ok: true,
          nip,
          birthDate: birth.toISOString().slice(0, 10),
          kind: Number(month) > 12 ? 'pppk' : 'pns',
          warnings: [],
        });
      }),
    );
  });
});

describe('a NIP is refused', () => {
  it.each([
    ['17 digits', '19850312201001100', 'NIP_LENGTH', { digits: 17 }],
    ['the old 9 digits', '132 145 678', 'NIP_LENGTH', { digits: 9 }],
    ['19 digits', '1985031220100110045', 'NIP_TOO_LONG', { digits: 19 }],
    ['a day that does not exist', '197802312005011001', 'NIP_DATE', { date: '31-02-1978' }],
    ['29 February of a common year', '190002292005011001', 'NIP_DATE', { date: '29-02-1900' }],
    ['month 13', '197813012005011001', 'NIP_DATE', { date: '01-13-1978' }],
    ['day 00', '197801002005011001', 'NIP_DATE', { date: '00-01-1978' }],
    ['a year of no living person', '087803122005011001', 'NIP_DATE', { date: '12-03-0878' }],
    ['a letter for a digit', '19850312201OO11004', 'NIP_NOT_DIGITS', { sign: 'O' }],
    ['an emoji', '19850312201001100😀', 'NIP_NOT_DIGITS', { sign: '😀' }],
    ['what Excel made of it', '1,98503E+17', 'NIP_EXCEL', { written: '1,98503E+17' }],
    ['what an English Excel made of it', "'1.98503122010011e17", 'NIP_EXCEL', { written: '1.98503122010011e17' }],
    ['what a spreadsheet wrote out', '198503122010011000.0', 'NIP_EXCEL', { written: '198503122010011000.0' }],
    ['Excel with a label', 'NIP. 1,98503E+17', 'NIP_EXCEL', { written: '1,98503E+17' }],
  ])('for %s', (_why, text, code, params) => {
    expect(parseNip(text)).toEqual({ ok: false, code, params });
  });

  it('never by a crash, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof parseNip(text).ok).toBe('boolean');
      }),
    );
  });
});

describe('a NIP is warned of', () => {
  it.each([
    ['an odd sex digit', '198503122010013004', null, [{ code: 'NIP_SEX', params: { digit: '3' } }]],
    ['an appointment under age', '198503122001021004', null, [{ code: 'NIP_UNDER_AGE', params: { year: '2001' } }]],
    [
      'neither a month nor a count',
      '198503122010131004',
      null,
      [{ code: 'NIP_APPOINTMENT', params: { digits: '201013' } }],
    ],
    [
      'a century of appointment',
      '198503123010011004',
      null,
      [{ code: 'NIP_APPOINTMENT', params: { digits: '301001' } }],
    ],
    ['PNS that says PPPK', PNS, 'pppk' as const, [{ code: 'NIP_KIND', params: { kind: 'pns' } }]],
    ['PPPK that says PNS', PPPK, 'pns' as const, [{ code: 'NIP_KIND', params: { kind: 'pppk' } }]],
    ['three digits that Excel may have cut', '198503122010011000', null, [{ code: 'NIP_SERIAL', params: {} }]],
  ])('for %s', (_why, text, declared, warnings) => {
    expect(parseNip(text, declared)).toMatchObject({ ok: true, warnings });
  });

  it('not in the month of the sixteenth birthday', () => {
    expect(parseNip('198503122001031004')).toMatchObject({ ok: true, warnings: [] });
  });

  it('not when the declared kind fits', () => {
    expect(parseNip(PNS, 'pns')).toMatchObject({ warnings: [] });
    expect(parseNip(PPPK, 'pppk')).toMatchObject({ warnings: [] });
  });
});

describe('a NIP is shown', () => {
  it('masked to the year and the last four digits', () => expect(maskNip(PNS)).toBe('1985**********1004'));
});
