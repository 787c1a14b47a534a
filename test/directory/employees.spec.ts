import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { nipOf } from '../factories/applicants.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';

interface Detail {
  id: string;
  name: string;
  unitId: string;
  version: string;
  active: boolean;
  history: object[];
}

describe('employees', () => {
  let app: TestApp;
  let hr: Client;
  let ids: Record<string, string>;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.empty();
    hr = await app.as('hr');
    const directory = app.get(Directory);
    await directory.addUnits(
      [
        { code: 'A', name: 'Dinas A' },
        { code: 'B', name: 'Dinas B' },
      ],
      systemActor,
    );
    ids = Object.fromEntries((await directory.units()).map(({ code, id }) => [code, id]));
  });

  const form = () => ({
    ...{ kind: 'pns', frontTitle: '', name: 'Rahel Contoh', backTitle: 'S.T.', phone: '0812 3456 7890' },
    ...{ email: 'Rahel@uji.example', unitId: ids.A, position: 'Analis', rank: 'III/a' },
  });
  const add = async (fields: object = {}) =>
    (await hr.post<Detail>('/directory/employees', { ...form(), nip: nipOf(1), validFrom: '2024-01-01', ...fields }))
      .body;
  const correct = <Body = Detail>({ id, version }: Detail, fields: object) =>
    hr.patch<Body>(`/directory/employees/${id}`, { ...form(), active: true, version, ...fields });
  const move = <Body = Detail>({ id, version }: Detail, fields: object) =>
    hr.post<Body>(`/directory/employees/${id}/moves`, {
      ...{ unitId: ids.B, position: 'Kepala', rank: 'III/b', validFrom: '2026-02-01', version },
      ...fields,
    });

  describe('an employee added by hand', () => {
    it('is checked as everywhere, every fault at its field', async () => {
      const made = await add({ nip: `NIP. ${nipOf(1)}` });
      expect(made).toMatchObject({ nip: nipOf(1), phone: '+6281234567890', email: 'rahel@uji.example', active: true });
      expect(made.history).toMatchObject([{ unit: 'Dinas A', validFrom: '2024-01-01', validTo: null }]);
      const twin = await hr.post<Problem>('/directory/employees', { ...form(), nip: nipOf(1) });
      expect(twin.body.errors).toMatchObject([{ field: 'nip', code: 'EMPLOYEE_NIP_TAKEN' }]);
      const wrong = await hr.post<Problem>('/directory/employees', {
        ...form(),
        ...{ nip: '1,98503E+17', unitId: made.id, rank: 'IX', phone: '021', email: 'rahel', validFrom: '2099-01-01' },
      });
      expect(wrong.status).toBe(422);
      expect(wrong.body.errors?.map(({ field, code }) => `${field} ${code}`)).toEqual([
        'nip NIP_EXCEL',
        'unitId NOT_ALLOWED',
        'rank NOT_ALLOWED',
        'phone PHONE_INVALID',
        'email NOT_EMAIL',
        'validFrom EMPLOYMENT_IN_FUTURE',
      ]);
    });
  });

  describe('a correction', () => {
    it('mends the open step of the history, and is audited before and after without contact data', async () => {
      const made = await add();
      const { body } = await correct(made, { unitId: ids.B, email: 'baru@uji.example', active: false });
      expect(body).toMatchObject({ unitId: ids.B, active: false });
      expect(body.history).toMatchObject([{ unit: 'Dinas B', validFrom: '2024-01-01', validTo: null }]);
      const [entry] = await app.db.query<{ payload: string | object }>(
        "SELECT payload FROM audit_entry WHERE action = 'directory.employee_corrected'",
      );
      const payload: unknown = typeof entry?.payload === 'string' ? JSON.parse(entry.payload) : entry?.payload;
      expect(payload).toEqual({
        fields: 'unitId, email, active',
        before: { unitId: ids.A, active: true },
        after: { unitId: ids.B, active: false },
      });
    });

    it('from a stale form is refused, and only one of two at once is kept', async () => {
      const made = await add();
      const both = await Promise.all(['Rahel Satu', 'Rahel Dua'].map((name) => correct<Problem>(made, { name })));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect((await move<Problem>(made, {})).body.code).toBe('EMPLOYEE_CHANGED');
    });
  });

  describe('a move', () => {
    it('is a new step of the history from its day on', async () => {
      const { status, body } = await move(await add(), {});
      expect(status).toBe(200);
      expect(body.history).toMatchObject([
        { unit: 'Dinas B', position: 'Kepala', validFrom: '2026-02-01', validTo: null },
        { unit: 'Dinas A', position: 'Analis', validFrom: '2024-01-01', validTo: '2026-01-31' },
      ]);
    });

    it('to the same post, into the future or before the last step is refused', async () => {
      const made = await add();
      const refused = async (fields: object) =>
        (await move<Problem>(made, fields)).body.errors?.map(({ field, code }) => `${field} ${code}`);
      const same = { unitId: ids.A, position: 'Analis', rank: 'III/a' };
      expect(await refused(same)).toEqual(['unitId EMPLOYMENT_SAME']);
      expect(await refused({ validFrom: '2099-01-01' })).toEqual(['validFrom EMPLOYMENT_IN_FUTURE']);
      expect(await refused({ validFrom: '2024-01-01' })).toEqual(['validFrom EMPLOYMENT_NOT_AFTER_LAST']);
    });
  });

  it('nobody but the personnel office changes employees', async () => {
    const made = await add();
    const organiser = await app.as('organiser');
    const body = { ...form(), active: true, version: made.version };
    expect((await organiser.patch(`/directory/employees/${made.id}`, body)).status).toBe(403);
    expect((await organiser.post('/directory/employees', { ...form(), nip: nipOf(2) })).status).toBe(403);
    expect((await hr.patch('/directory/employees/0190b6c2-0000-7000-8000-00000000dead', body)).status).toBe(404);
  });
});
