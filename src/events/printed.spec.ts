import { describe, expect, it } from '@jest/globals';
import type { FieldError } from '../common/index.js';
import type { Organisation, Signatory } from './organisation.entity.js';
import { letterheadOf, personBlock, placeOf, signatureBlock } from './printed.js';
import { readPeople, readPerson } from './printed-people.js';

describe('what stands on paper', () => {
  it('writes prefixes into the office and puts a.n. above it', () => {
    const person = { id: 's', name: 'Rahel Ibarat, S.STP., M.AP.', rank: 'IV/b', nip: '198309212002122001' };
    const block = (over: Partial<Signatory>) =>
      signatureBlock({ ...person, office: 'Kepala BKPSDM', officePrefix: '', onBehalfOf: null, ...over });
    expect(block({})).toEqual({
      name: person.name,
      rank: 'Pembina Tingkat I (IV/b)',
      nip: person.nip,
      office: 'Kepala BKPSDM',
      onBehalfOf: null,
    });
    expect(block({ officePrefix: 'Plt.' }).office).toBe('Plt. Kepala BKPSDM');
    expect(block({ officePrefix: 'a.n.', onBehalfOf: 'Wali Kota Bitung' })).toMatchObject({
      office: 'Kepala BKPSDM',
      onBehalfOf: 'Wali Kota Bitung',
    });
  });

  it('leaves rank and number out where there are none', () => {
    const block = personBlock({ name: 'Ir. Yohana Contoh, M.M.', office: 'Wali Kota Bitung', rank: null, nip: null });
    expect(block).toEqual({ name: 'Ir. Yohana Contoh, M.M.', office: 'Wali Kota Bitung', rank: null, nip: null });
  });

  it('names room and venue, and the letterhead only the contacts there are', () => {
    expect(placeOf({ venue: { name: 'Kantor Wali Kota' }, room: { name: 'Ruang SH Sarundajang' } })).toBe(
      'Ruang SH Sarundajang, Kantor Wali Kota',
    );
    expect(placeOf({ venue: { name: 'Kantor Wali Kota' } })).toBe('Kantor Wali Kota');
    const organisation = { name: 'Pemerintah Kota Bitung', letterheadOffice: 'Diskominfo', address: 'Jalan 1' };
    const letterhead = (over: Partial<Organisation>) =>
      letterheadOf({ phone: null, website: null, email: null, ...organisation, ...over } as Organisation);
    expect(letterhead({}).addressLines).toEqual(['Jalan 1']);
    expect(letterhead({ phone: '0438 21000', email: 'kominfo@bitung.example' }).addressLines).toEqual([
      'Jalan 1',
      'Telepon 0438 21000, Pos-el kominfo@bitung.example',
    ]);
  });
});

describe('people as written by an organiser', () => {
  it('are read with a bare NIP, empty rank and number as none', () => {
    const faults: FieldError[] = [];
    const read = readPerson(
      { name: ' Deni  Umpama ', office: 'Kadis', rank: '', nip: 'NIP. 19781204 200501 1 006' },
      '',
      faults,
    );
    expect(read).toEqual({ name: 'Deni Umpama', office: 'Kadis', rank: null, nip: '197812042005011006' });
    expect(readPerson({ name: 'A', office: 'B', nip: ' ' }, '', faults).nip).toBeNull();
    expect(faults).toEqual([]);
  });

  it('have faults beside their place', () => {
    const { faults } = readPeople(
      [
        { name: 'A', office: 'B' },
        { name: 'C', office: 'D', nip: '123' },
      ],
      'members',
    );
    expect(faults).toEqual([{ field: 'members.1.nip', code: 'NIP_LENGTH', params: { digits: 3 } }]);
  });
});
