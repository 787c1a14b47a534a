import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanName } from '../common/index.js';
import { nameKey, printedName, soughtName } from './person-name.js';

const person = (frontTitle: string, name: string, backTitle: string) => ({ frontTitle, name, backTitle });

describe('the printed name', () => {
  it.each([
    ['Dr. Ir.', 'Rahel Contoh', 'S.T., M.T.', 'Dr. Ir. Rahel Contoh, S.T., M.T.'],
    ['', 'Tole', '', 'Tole'],
    ['Drs.', 'Markus Teladan', '', 'Drs. Markus Teladan'],
    ['', 'Stevi Misal', 'S.IP.', 'Stevi Misal, S.IP.'],
    ['dr.', 'Bayu Rekaan', 'Sp.PD.', 'dr. Bayu Rekaan, Sp.PD.'],
    ['Dr.', 'bayu REKAAN van der Wal', '', 'Dr. bayu REKAAN van der Wal'],
    ['', "Ma'mun Al-Qur'ani", '', "Ma'mun Al-Qur'ani"],
    [' Ir. ,', '  Yohana   Contoh ', ' , M.M. ,', 'Ir. Yohana Contoh, M.M.'],
    ['', 'Deni Umpama', 'S.Kom. , M.T.', 'Deni Umpama, S.Kom., M.T.'],
  ])('of %p %p %p is %p', (front, name, back, printed) => {
    expect(printedName(person(front, name, back))).toBe(printed);
  });

  it('keeps 200 characters with apostrophes and degrees', () => {
    const name = "Nur'aini O'Hara ".repeat(12).trim();
    const printed = printedName(person('Prof. Dr. dr. H.', name, 'S.H., S.I.K., M.Si., Ph.D.'));
    expect(printed).toBe(`Prof. Dr. dr. H. ${name}, S.H., S.I.K., M.Si., Ph.D.`);
    expect(name.length).toBeGreaterThan(180);
  });
});

describe('a clean name', () => {
  it('has no control, bidi or zero-width signs', () => {
    expect(cleanName('Ra\u202Ehel\u202C \u2066Con\u200Btoh\u2069\u0000')).toBe('Rahel Contoh');
    expect(cleanName('\u200FRahel\u061C\tContoh\r\n')).toBe('Rahel Contoh');
  });

  it('is composed, so that one name is stored once', () => {
    expect(cleanName('Jose\u0301')).toBe('Jos\u00e9');
  });

  it('stays as it is when cleaned again, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanName(text);
        expect(cleanName(clean)).toBe(clean);
        expect(clean).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u0000-\u001F]|\s\s/);
      }),
    );
  });
});

describe('the name key', () => {
  it.each([
    ['Rahel Contoh', 'RAHEL  contoh'],
    ['Rahel Contoh', 'Dr. Ir. Rahel Contoh, S.T., M.T.'],
    ['Rahel Contoh', 'Prof. dr. Rahel Contoh S.Kom.'],
    ['Rahel Contoh', 'Rahel\u00a0Con\u200btoh'],
    ["Ma'mun", 'Ma’mun'],
    ['Jos\u00e9 Umpama', 'JOSE\u0301 UMPAMA'],
    ['Abd. Rahman', 'Abd Rahman'],
    ['M. Rizky', 'M.Rizky'],
  ])('of %p and %p is one', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each([
    ['Rahel Contoh', 'Rahel Contok'],
    ['Rizky M.', 'Rizky'],
    ['Hadi', 'Adi'],
    ['Tole', ''],
  ])('of %p and %p are two', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  it('is never empty for a name with a letter', () => {
    expect(nameKey('Dr.')).toBe('dr');
    expect(nameKey(', S.T.')).not.toBe('');
    expect(nameKey('Tole')).toBe('tole');
  });

  it('fits its column, though small letters may be longer', () => {
    expect([...nameKey('İ'.repeat(200))]).toHaveLength(200);
  });

  it('does not depend on titles in their own fields', () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9}){0,2}$/);
    fc.assert(
      fc.property(name, (text) => {
        expect(nameKey(printedName(person('Prof. Dr. dr. Hj.', text, 'S.STP., M.Si.')))).toBe(nameKey(text));
      }),
    );
  });
});

describe('a name that is looked for', () => {
  it.each([
    ['Rahel Contoh', 'rahel contoh', null],
    ['Dr. Ir. Rahel Contoh, S.T., M.T.', 'rahel contoh', null],
    ['Pnt. Rahel Contoh, S.Th.', 'pnt rahel contoh', { front: 'pnt.', key: 'rahel contoh' }],
    ['Letkol. Dr. Rahel Contoh', 'letkol dr rahel contoh', { front: 'letkol. dr.', key: 'rahel contoh' }],
    ['Abd. Rahman', 'abd rahman', { front: 'abd.', key: 'rahman' }],
    ['Abd.', 'abd', null],
    ['Pnt. ., S.Th.', 'pnt', null],
  ])('as %p is %p, or stands behind titles: %p', (text, key, titled) => {
    expect(soughtName(text)).toEqual({ key, titled });
  });
});
