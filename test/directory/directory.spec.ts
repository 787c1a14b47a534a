import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { TestApp } from '../support/app.js';

describe('directory', () => {
  let app: TestApp;
  let directory: Directory;
  beforeAll(async () => {
    app = await TestApp.start();
    directory = app.get(Directory);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.empty();
    await directory.addUnits(
      [
        { code: 'SETDA', name: 'Sekretariat  Daerah' },
        { code: 'KEC-MAESA', name: 'Kecamatan Maesa' },
        { code: 'KEL-BITUNG-BARAT-I', name: 'Kelurahan Bitung Barat Satu', parentCode: 'KEC-MAESA' },
        { code: 'RT-1', name: 'Lingkungan I', parentCode: 'KEL-BITUNG-BARAT-I' },
      ],
      systemActor,
    );
  });

  const idOf = async (code: string) => (await directory.units()).find((unit) => unit.code === code)!.id;

  describe('units', () => {
    it('stand in the order of protocol and know their parents', async () => {
      const units = await directory.units();
      expect(units.map((unit) => unit.name)).toEqual([
        'Sekretariat Daerah',
        'Kecamatan Maesa',
        'Kelurahan Bitung Barat Satu',
        'Lingkungan I',
      ]);
      const answer = await app.client().get<{ id: string; name: string; parentId: string | null }[]>('/public/units');
      expect(answer.body).toEqual(units.map(({ id, name, parentId }) => ({ id, name, parentId })));
    });

    it('have a subtree with themselves', async () => {
      const below = await directory.subtree(await idOf('KEC-MAESA'));
      expect(below).toEqual([await idOf('KEC-MAESA'), await idOf('KEL-BITUNG-BARAT-I'), await idOf('RT-1')]);
      expect(await directory.subtree(await idOf('SETDA'))).toHaveLength(1);
      expect(await directory.subtree('no-unit')).toEqual([]);
    });

    it('are not half added', async () => {
      await expect(
        directory.addUnits(
          [
            { code: 'A', name: 'A' },
            { code: 'B', name: 'B', parentCode: 'NO' },
          ],
          systemActor,
        ),
      ).rejects.toThrow('NO');
      await expect(
        directory.addUnits(
          [
            { code: 'A', name: 'A' },
            { code: 'SETDA', name: 'Lagi' },
          ],
          systemActor,
        ),
      ).rejects.toThrow();
      expect(await directory.units()).toHaveLength(4);
      expect(await app.db.query("SELECT 1 FROM audit_entry WHERE action = 'directory.units_added'")).toHaveLength(1);
    });
  });

  describe('employees', () => {
    it('are found by their NIP', async () => {
      const unitId = await idOf('SETDA');
      const person = {
        nip: '198503122010011004',
        frontTitle: 'Ir.',
        name: 'Rahel  Contoh',
        backTitle: 'M.T.',
        kind: 'pns' as const,
        unitId,
        position: 'Analis',
        rank: 'III/d',
      };
      await directory.addEmployees([person], systemActor);
      expect(await directory.employeeByNip(person.nip)).toMatchObject({
        name: 'Rahel Contoh',
        nameKey: 'rahel contoh',
        unitId,
        pnsOrangId: null,
        active: true,
      });
      expect(await directory.employeeByNip('198503122010011005')).toBeNull();
      await expect(directory.addEmployees([person], systemActor)).rejects.toThrow();
    });
  });

  describe('ranks', () => {
    it('are public choices', async () => {
      const { body } = await app.client().get<{ pns: object[]; pppk: object[] }>('/public/ranks');
      expect(body.pns[11]).toEqual({ code: 'III/d', label: 'Penata Tingkat I (III/d)' });
      expect(body.pppk[8]).toEqual({ code: 'IX', label: 'Golongan IX' });
    });
  });
});
