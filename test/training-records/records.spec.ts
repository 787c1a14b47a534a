import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { RecordTrainingJob } from '../../src/training-records/record-training.job.js';
import { heldEvent, issue, registerOf } from '../certificates/held-event.js';
import { applicant, guest, nipOf } from '../factories/applicants.js';
import { TestApp, TEST_NOW } from '../support/app.js';

interface RecordRow {
  id: string;
  certificateId: string;
  employeeId: string | null;
  nip: string | null;
  personName: string;
  kind: string;
  jp: number;
  year: number;
  state: string;
  suggestion: { employeeId: string; printedName: string } | null;
}

const context = { jobId: 'test', attempt: 1, signal: new AbortController().signal, actor: systemActor };

describe('training records', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.empty();
    app.clock.set(TEST_NOW);
  });

  const employ = async (n: number, name: string) => {
    const directory = app.get(Directory);
    const [known] = await directory.units();
    if (!known) await directory.addUnits([{ code: 'SETDA', name: 'Sekretariat Daerah' }], systemActor);
    const unitId = (await directory.units())[0]?.id ?? '';
    const person = { frontTitle: '', name, backTitle: 'S.E.', position: 'Analis', rank: 'III/a', kind: 'pns' as const };
    await directory.addEmployees([{ ...person, nip: nipOf(n), unitId }], systemActor);
    return (await directory.employeeByNip(nipOf(n)))?.id ?? '';
  };
  const list = async (query = '') => {
    const answer = await (await app.as('hr')).get<{ rows: RecordRow[]; matched: number }>(`/training-records${query}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };

  it('count for the employee of that NIP and that name; every other NIP waits for HR; guests have none', async () => {
    const own = await employ(1, applicant(1).name.toUpperCase());
    const namesake = await employ(2, 'Nama Yang Lain');
    const event = await heldEvent(app, {
      people: 4,
      typed: (n) => (n === 1 ? { frontTitle: 'Dr.' } : n === 4 ? { ...guest(4), nip: undefined, rank: undefined } : {}),
    });
    await issue(app, event.id);
    await app.drain();
    const { rows } = await list();
    const of = (nip: string | null) => rows.find((row) => row.nip === nip);
    expect(of(nipOf(1))).toMatchObject({ state: 'recorded', employeeId: own, jp: 8, year: 2026, suggestion: null });
    expect(of(nipOf(2))).toMatchObject({ state: 'to_check', employeeId: null });
    expect(of(nipOf(2))?.suggestion).toMatchObject({ employeeId: namesake, printedName: 'Nama Yang Lain, S.E.' });
    expect(of(nipOf(3))).toMatchObject({ state: 'to_check', suggestion: null });
    expect(of(null)).toMatchObject({ state: 'recorded', employeeId: null, kind: 'guest' });
    expect((await list('?state=to_check')).matched).toBe(2);
    const spaced = nipOf(1).replace(/^(.{8})(.{6})(.)/, '$1 $2 $3 ');
    expect((await list(`?nip=${encodeURIComponent(spaced)}`)).matched).toBe(1);
  });

  it('are written once however often the job runs, and revoked with their certificate', async () => {
    await employ(1, applicant(1).name);
    const event = await heldEvent(app, { people: 1 });
    await issue(app, event.id);
    await app.drain();
    const [record] = (await list()).rows;
    const job = app.get(RecordTrainingJob);
    const payload = { certificateId: record?.certificateId };
    await Promise.all([job.run(payload, context), job.run(payload, context)]);
    expect((await list()).matched).toBe(1);

    const [row] = (await registerOf(app, event.id)).rows;
    const admin = await app.as('admin');
    await admin.post(`/events/${event.id}/certificates/${row?.id}/revoke`, { reason: 'Salah orang' });
    await app.drain();
    expect((await list()).matched).toBe(0);
    expect((await list('?state=revoked')).rows[0]?.id).toBe(record?.id);
    await job.run(payload, context);
    expect((await list('?state=revoked')).matched).toBe(1);
  });

  it('belong to the year of the last day where the event is, as number and series do', async () => {
    const session = (kind: string, title: string, startsAt: string, endsAt: string) => ({
      kind,
      title,
      startsAt,
      endsAt,
    });
    const event = await heldEvent(app, {
      people: 1,
      arrival: () => 19 * 60 + 30,
      fields: {
        sessions: [
          session('topic', 'Refleksi akhir tahun', '2026-12-31T12:00:00Z', '2026-12-31T15:00:00Z'),
          session('closing', 'Tahun baru', '2026-12-31T16:00:00Z', '2026-12-31T16:30:00Z'),
        ],
      },
    });
    await issue(app, event.id);
    await app.drain();
    expect((await list()).rows[0]).toMatchObject({ year: 2027, startedOn: '2026-12-31', endedOn: '2027-01-01' });
    expect((await registerOf(app, event.id)).rows[0]?.number).toBe('800.1/0001/DISKOMINFO/I/2027');
  });

  it('are not made when the certificate was revoked before the job came to it', async () => {
    const event = await heldEvent(app, { people: 1 });
    await issue(app, event.id);
    const [row] = (await registerOf(app, event.id)).rows;
    await app.db.query("UPDATE certificate SET state = 'revoked'");
    await app.get(RecordTrainingJob).run({ certificateId: row?.id }, context);
    expect((await list('?state=revoked')).matched).toBe(0);
  });

  it('go to the employee whom HR names, once, and count from then on', async () => {
    const event = await heldEvent(app, { people: 1 });
    await issue(app, event.id);
    await app.drain();
    const employeeId = await employ(77, 'Pemilik Sebenarnya');
    const [record] = (await list('?state=to_check')).rows;
    const hr = await app.as('hr');
    const path = `/training-records/${record?.id}/assign`;
    const missing = await hr.post<{ code: string }>(path, { employeeId: '018f0000-0000-7000-8000-000000000000' });
    expect([missing.status, missing.body.code]).toEqual([404, 'EMPLOYEE_NOT_FOUND']);
    expect((await hr.post(path, { employeeId })).status).toBe(204);
    expect((await hr.post(path, { employeeId })).status).toBe(409);
    expect((await list()).rows[0]).toMatchObject({ state: 'recorded', employeeId, nip: nipOf(77) });
    const [audit] = await app.db.query<{ actor_kind: string; payload: string }>(
      "SELECT actor_kind, payload FROM audit_entry WHERE action = 'training-records.assigned'",
    );
    expect(audit?.actor_kind).toBe('staff');
    expect(audit?.payload).not.toContain(nipOf(77));
  });

  it('are read by HR and admin, by the auditor without the numbers, by nobody else', async () => {
    const event = await heldEvent(app, { people: 1 });
    await issue(app, event.id);
    await app.drain();
    const auditor = await (await app.as('auditor')).get<{ rows: RecordRow[] }>('/training-records');
    expect(auditor.body.rows[0]?.nip).toMatch(/^\d{4}\*{10}\d{4}$/);
    for (const persona of ['organiser', 'gate', 'stranger'] as const) {
      expect((await (await app.as(persona)).get('/training-records')).status).toBe(403);
    }
    expect((await (await app.as('auditor')).get('/training-records/export/csv')).status).toBe(403);
    expect((await app.client().get('/training-records')).status).toBe(401);
  });
});
