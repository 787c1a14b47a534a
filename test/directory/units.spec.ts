import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { applicant, nipOf } from '../factories/applicants.js';
import { makeEvent } from '../factories/events.js';
import { register, sendForm } from '../factories/registrations.js';
import { ImportDriver, lines } from '../imports/uploading.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';

interface Node {
  id: string;
  name: string;
  parentId: string | null;
  active: boolean;
  mergedIntoId: string | null;
  employees: number;
}

describe('units', () => {
  let app: TestApp;
  let hr: Client;
  let directory: Directory;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
    directory = app.get(Directory);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.empty();
    hr = await app.as('hr');
    await directory.addUnits(
      [
        { code: 'A', name: 'Dinas A' },
        { code: 'A1', name: 'Bidang A1', parentCode: 'A' },
        { code: 'B', name: 'Dinas B' },
      ],
      systemActor,
    );
  });

  const idOf = async (code: string) => (await directory.units()).find((unit) => unit.code === code)?.id ?? '';
  const employ = async (n: number, code: string) =>
    directory.addEmployees(
      [
        {
          nip: nipOf(n),
          frontTitle: '',
          name: `Pegawai ${n}`,
          backTitle: '',
          kind: 'pns',
          unitId: await idOf(code),
          position: 'Analis',
          rank: 'III/a',
        },
      ],
      systemActor,
    );

  describe('a unit', () => {
    it('is added, renamed and moved, but never under itself or beside its twin', async () => {
      const made = await hr.post<Node[]>('/directory/units', { name: 'Bidang  A2', parentId: await idOf('A') });
      expect(made.status).toBe(201);
      const unit = made.body.find(({ name }) => name === 'Bidang A2');
      const moved = await hr.patch<Node[]>(`/directory/units/${unit?.id}`, {
        name: 'Seksi A2',
        parentId: await idOf('A1'),
      });
      expect(moved.body.find(({ id }) => id === unit?.id)).toMatchObject({
        name: 'Seksi A2',
        parentId: await idOf('A1'),
      });
      const under = await hr.patch<Problem>(`/directory/units/${await idOf('A')}`, { parentId: unit?.id });
      expect(under.body.errors).toMatchObject([{ field: 'parentId', code: 'UNIT_UNDER_ITSELF' }]);
      const twin = await hr.post<Problem>('/directory/units', { name: 'dinas b' });
      expect(twin.body.errors).toMatchObject([{ field: 'name', code: 'UNIT_NAME_TAKEN' }]);
      const code = await hr.post<Problem>('/directory/units', { name: 'Lain', code: 'A' });
      expect(code.body.errors).toMatchObject([{ field: 'code', code: 'UNIT_CODE_TAKEN' }]);
    });

    it('that is merged keeps its id, gives its people a new line of history, and is no choice any more', async () => {
      await employ(1, 'A');
      const [a, b] = [await idOf('A'), await idOf('B')];
      const merged = await hr.post<Node[]>(`/directory/units/${a}/merge`, { intoId: b });
      expect(merged.body.find(({ id }) => id === a)).toMatchObject({ active: false, mergedIntoId: b, parentId: b });
      expect(merged.body.find(({ name }) => name === 'Bidang A1')).toMatchObject({ parentId: b });
      expect(merged.body.find(({ id }) => id === b)).toMatchObject({ employees: 1 });
      const employee = await directory.employeeByNip(nipOf(1));
      const { body } = await hr.get<{ history: object[] }>(`/directory/employees/${employee?.id}`);
      expect(body.history).toMatchObject([
        { unit: 'Dinas B', validFrom: '2026-11-24', validTo: null },
        { unit: 'Dinas A', validFrom: null, validTo: '2026-11-23' },
      ]);
      const choices = await app.client().get<Node[]>('/public/units');
      expect(choices.body.map(({ id }) => id)).not.toContain(a);
      expect((await hr.post<Problem>(`/directory/units/${a}/merge`, { intoId: b })).body.code).toBe('UNIT_GONE');
      const itself = await hr.post<Problem>(`/directory/units/${b}/merge`, { intoId: await idOf('A1') });
      expect(itself.body.errors).toMatchObject([{ field: 'intoId', code: 'UNIT_INTO_ITSELF' }]);
    });

    it('that is merged while people register keeps their registrations, its seats and the lists that name either', async () => {
      const [a, b] = [await idOf('A'), await idOf('B')];
      const event = await makeEvent(app, { capacity: 5, inner: [{ name: 'Dinas A', capacity: 2, unitIds: [a] }] });
      await register(app, event.slug, 1, { unitId: a, unitText: undefined });
      await hr.post(`/directory/units/${a}/merge`, { intoId: b });
      await register(app, event.slug, 2, { unitId: b, unitText: undefined });
      expect((await sendForm(app, event.slug, applicant(3, { unitId: a, unitText: undefined }))).body).toMatchObject({
        status: 'waiting',
      });
      const admin = await app.as('admin');
      const listed = async (unitId: string) =>
        (await admin.get<{ matched: number }>(`/events/${event.id}/registrations?unitId=${unitId}`)).body.matched;
      expect([await listed(a), await listed(b)]).toEqual([2, 3]);
      const { body } = await admin.get<{ pools: { name: string; taken: number }[] }>(`/events/${event.id}`);
      expect(body.pools.find(({ name }) => name === 'Dinas A')?.taken).toBe(2);
    });
  });

  describe('units of a file', () => {
    let imports: ImportDriver;
    beforeEach(() => {
      imports = new ImportDriver(app, hr, '/directory/imports', '?kind=units');
    });

    it('are added under each other, renamed by their code, and taken back', async () => {
      const done = await imports.imported(
        lines(
          ['Kode', 'Nama Unit', 'Induk'],
          ['C', 'Dinas C', ''],
          ['C1', 'Bidang C1', 'Dinas C'],
          ['B', 'Dinas B Baru', ''],
          ['', 'Bidang A1', 'Dinas A'],
          ['', 'Tanpa Induk', 'Dinas Entah'],
        ),
      );
      expect(done.counts).toEqual({ new: 2, changed: 1, same: 1, refused: 1 });
      const units = await directory.units();
      expect(units.find(({ code }) => code === 'C1')?.parentId).toBe(await idOf('C'));
      expect(units.find(({ code }) => code === 'B')?.name).toBe('Dinas B Baru');
      await employ(1, 'C');
      const undone = await imports.run(done.id, 'undo');
      expect(undone.states).toMatchObject({ undone: 2, kept: 1 });
      expect((await imports.rows(done.id, '&state=kept'))[0]?.reasons[0]?.code).toBe('UNIT_IN_USE');
      expect((await directory.units()).map(({ name }) => name).sort()).toEqual([
        'Bidang A1',
        'Dinas A',
        'Dinas B',
        'Dinas C',
      ]);
    });
  });

  describe('looking people up', () => {
    it('is for staff alone, by number or name, in a unit with all below it', async () => {
      await employ(1, 'A1');
      await employ(2, 'B');
      const found = async (query: string) =>
        (await hr.get<{ rows: { nip: string }[]; matched: number; total: number }>(`/directory/employees?${query}`))
          .body;
      expect(await found(`q=${nipOf(1)}`)).toMatchObject({ rows: [{ nip: nipOf(1) }], matched: 1, total: 2 });
      expect((await found('q=pegawai 2')).rows.map(({ nip }) => nip)).toEqual([nipOf(2)]);
      expect((await found(`unitId=${await idOf('A')}`)).rows.map(({ nip }) => nip)).toEqual([nipOf(1)]);
      const first = await found('limit=1');
      const second = await found(`limit=1&after=${(first as unknown as { next: string }).next}`);
      expect([first.rows[0]?.nip, second.rows[0]?.nip]).toEqual([nipOf(1), nipOf(2)]);
      expect((await app.client().get('/directory/employees?q=1')).status).toBe(401);
      expect((await (await app.as('gate')).get('/directory/employees?q=1')).status).toBe(403);
      expect((await (await app.as('organiser')).get('/directory/employees?q=1')).status).toBe(200);
    });
  });
});
