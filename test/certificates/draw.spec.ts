import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DrawCertificateJob } from '../../src/certificates/draw-certificate.job.js';
import { SweepCertificatesJob } from '../../src/certificates/sweep-certificates.job.js';
import { systemActor } from '../../src/common/index.js';
import { Documents } from '../../src/documents/index.js';
import { Files } from '../../src/files/index.js';
import { Mail } from '../../src/mail/index.js';
import { TestApp, TEST_NOW } from '../support/app.js';
import type { Problem } from '../support/client.js';
import { heldEvent, issue, registerOf } from './held-event.js';
import { travel } from '../support/travel.js';

const HOUR = 3_600_000;
const context = { jobId: 'test', attempt: 1, signal: new AbortController().signal, actor: systemActor };

interface Progress {
  reserved: number;
  drawn: number;
  mailed: number;
  mailsHeld: number;
  total: number;
  revoked: number;
  failed: { id: string; serial: number; printedName: string; failure: string }[];
  running: boolean;
  firstNumber: string;
  lastNumber: string;
  gapFree: boolean;
}

describe('drawing certificates', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.empty();
    app.clock.set(TEST_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const later = (milliseconds: number) => travel(app, new Date(app.clock.now().getTime() + milliseconds));
  const progress = async (eventId: string) =>
    (await (await app.as('admin')).get<Progress>(`/events/${eventId}/certificates/progress`)).body;
  const count = async (sql: string) => Number((await app.db.query<{ n: number }>(sql))[0]?.n);
  const versions = () => app.db.query<{ certificate_id: string; sha256: string }>('SELECT * FROM certificate_version');

  it('makes each reserved one issued, with its file, mail, record and audit entry', async () => {
    const event = await heldEvent(app, { people: 3 });
    await issue(app, event.id);
    expect(await progress(event.id)).toMatchObject({ total: 3, drawn: 0, running: true, gapFree: true });
    await app.drain();
    expect(await progress(event.id)).toMatchObject({
      reserved: 3,
      drawn: 3,
      mailsHeld: 3,
      failed: [],
      running: false,
      firstNumber: '800.1/0001/DISKOMINFO/XI/2026',
      lastNumber: '800.1/0003/DISKOMINFO/XI/2026',
    });
    const { rows } = await registerOf(app, event.id);
    expect(rows.map((row) => row.state)).toEqual(['issued', 'issued', 'issued']);
    expect(await count("SELECT COUNT(*) AS n FROM mail_message WHERE template = 'certificate_issued'")).toBe(3);
    expect(await count('SELECT COUNT(*) AS n FROM training_record')).toBe(3);
    for (const action of ['certificates.reserved', 'certificates.issued', 'training-records.left_to_check']) {
      expect([action, await count(`SELECT COUNT(*) AS n FROM audit_entry WHERE action = '${action}'`)]).toEqual([
        action,
        3,
      ]);
    }
    const file = await (await app.as('admin')).get(`/events/${event.id}/certificates/${rows[0]?.id}/file.pdf`);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(file.headers['content-disposition']).toContain('sertifikat-800.1-0001-DISKOMINFO-XI-2026.pdf');
    expect(createHash('sha256').update(file.raw).digest('hex').slice(0, 8)).toBe(rows[0]?.sha256Short);
  });

  it('has one version with one hash when the process ends between drawing and recording', async () => {
    const event = await heldEvent(app, { people: 1 });
    await issue(app, event.id);
    const put = jest.spyOn(app.get(Files), 'put');
    jest.spyOn(app.get(Mail), 'queue').mockRejectedValueOnce(new Error('the process ends here'));
    await app.drain();
    expect((await registerOf(app, event.id)).rows[0]?.state).toBe('reserved');
    expect(await versions()).toHaveLength(0);

    await later(HOUR);
    await app.drain();
    const hashes = await Promise.all(
      put.mock.results.map(async ({ value }) => (await (value as ReturnType<Files['put']>)).sha256),
    );
    expect(hashes).toHaveLength(2);
    expect(hashes[0]).toBe(hashes[1]);
    expect((await versions()).map((version) => version.sha256)).toEqual([hashes[0]]);
  });

  it('changes nothing when a job runs again, alone or twice at once', async () => {
    const event = await heldEvent(app, { people: 1 });
    await issue(app, event.id);
    const [row] = (await registerOf(app, event.id)).rows;
    const job = app.get(DrawCertificateJob);
    const payload = { certificateId: row?.id };
    await Promise.all([job.run(payload, context), job.run(payload, context)]);
    await job.run(payload, context);
    await app.drain();
    expect(await versions()).toHaveLength(1);
    expect(await count("SELECT COUNT(*) AS n FROM mail_message WHERE template = 'certificate_issued'")).toBe(1);
    expect(await count("SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'certificates.issued'")).toBe(1);
    expect(await count('SELECT COUNT(*) AS n FROM training_record')).toBe(1);
  });

  it('keeps the number of a name that no font can write, says why, and lets the others through', async () => {
    const event = await heldEvent(app, { people: 3, typed: (n) => (n === 2 ? { name: 'Maria 🌺 Wantah' } : {}) });
    await issue(app, event.id);
    await app.drain();
    const { failed, drawn } = await progress(event.id);
    expect(drawn).toBe(2);
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ failure: 'Huruf pada nama tidak ada dalam fon templat: 🌺' });
    const { rows, matched } = await registerOf(app, event.id, '?state=failed');
    expect(matched).toBe(1);
    expect(rows[0]).toMatchObject({ state: 'reserved', sha256Short: null, serial: failed[0]?.serial });

    const admin = await app.as('admin');
    const retried = await admin.post<{ retried: number }>(`/events/${event.id}/certificates/retry`, {});
    expect(retried.body).toEqual({ retried: 1 });
    expect((await progress(event.id)).running).toBe(true);
    await app.drain();
    expect((await progress(event.id)).failed).toHaveLength(1);

    const path = `/events/${event.id}/certificates/${rows[0]?.id}/name`;
    expect((await admin.put(path, { printedName: ' \u200b' })).status).toBe(422);
    expect((await admin.put(path, { printedName: 'Maria Wantah, S.Kom.' })).status).toBe(204);
    await app.drain();
    expect(await progress(event.id)).toMatchObject({ failed: [], drawn: 3, total: 3, gapFree: true });
    const again = await admin.put<{ code: string }>(path, { printedName: 'Nama Lain' });
    expect([again.status, again.body.code]).toEqual([409, 'CERTIFICATE_DRAWN']);
  });

  it('takes no number while every paper would lack a sign', async () => {
    const event = await heldEvent(app, { people: 1, title: 'Bintek 🌱 Hijau' });
    const admin = await app.as('admin');
    const refused = await admin.post<Problem>(`/events/${event.id}/certificates/issue`, {});
    expect(refused).toMatchObject({ status: 409, body: { code: 'CERTIFICATES_NOT_DRAWABLE' } });
    expect(refused.body.detail).toContain('🌱');
    expect((await registerOf(app, event.id)).rows).toEqual([]);
    await admin.patch(`/events/${event.id}`, { title: 'Bintek Hijau' });
    expect(await issue(app, event.id)).toBe(1);
  });

  it('voids a number whose paper cannot be drawn, with the reason and without a gap', async () => {
    const event = await heldEvent(app, { people: 2, typed: (n) => (n === 2 ? { name: 'Maria 🌺 Wantah' } : {}) });
    await issue(app, event.id);
    await app.drain();
    const [row] = (await registerOf(app, event.id, '?state=failed')).rows;
    const reason = 'Pendaftaran ganda atas nama yang sama.';
    const revoke = async (words: string) =>
      (await app.as('admin')).post(`/events/${event.id}/certificates/${row?.id}/revoke`, { reason: words });
    expect((await revoke('     ')).status).toBe(422);
    expect((await revoke(reason)).status).toBe(204);
    expect(await progress(event.id)).toMatchObject({ failed: [], revoked: 1, drawn: 1, total: 2, gapFree: true });
    expect((await registerOf(app, event.id, '?state=revoked')).rows[0]).toMatchObject({ revokeReason: reason });
    expect(await issue(app, event.id)).toBe(0);
  });

  it('says so when the drawing itself keeps breaking, and goes on once it works again', async () => {
    const event = await heldEvent(app, { people: 1 });
    await issue(app, event.id);
    const draw = jest.spyOn(app.get(Documents), 'drawCertificate');
    draw.mockRejectedValue(new Error('the drawing process broke'));
    for (let hour = 0; hour < 8; hour++) {
      await app.drain();
      await later(HOUR);
    }
    expect((await progress(event.id)).failed[0]?.failure).toMatch(/berhenti di tengah jalan/);
    draw.mockRestore();
    await (await app.as('admin')).post(`/events/${event.id}/certificates/retry`, {});
    await app.drain();
    expect(await progress(event.id)).toMatchObject({ drawn: 1, failed: [] });
  });

  it('is taken up again by the sweep when the job is gone', async () => {
    const event = await heldEvent(app, { people: 3 });
    await issue(app, event.id);
    await app.db.query("DELETE FROM job WHERE kind = 'certificates.draw'");
    await app.drain();
    expect((await progress(event.id)).drawn).toBe(0);
    const sweep = app.get(SweepCertificatesJob);
    await sweep.run({}, context);
    await app.drain();
    expect((await progress(event.id)).drawn).toBe(0);
    await later(HOUR);
    await sweep.run({}, context);
    await sweep.run({}, context);
    await app.drain();
    expect(await progress(event.id)).toMatchObject({ drawn: 3, running: false });
    expect(await count("SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'certificates.resumed'")).toBe(1);
  });

  it('draws a name of 200 signs, one word of 120, apostrophes and titles', async () => {
    const names: Record<number, object> = {
      1: {
        frontTitle: 'Prof. Dr. dr.',
        name: `${"d'Arc O'Brien ".repeat(14)}Xy`.slice(0, 200),
        backTitle: 'Sp.PD-KGEH',
      },
      2: { name: 'W'.repeat(120) },
      3: { name: 'Tole', backTitle: '' },
    };
    const event = await heldEvent(app, { people: 3, typed: (n) => names[n] ?? {} });
    await issue(app, event.id);
    await app.drain();
    expect(await progress(event.id)).toMatchObject({ drawn: 3, failed: [] });
  });

  it('shows a sample before anybody is eligible, and takes no number for it', async () => {
    const event = await heldEvent(app, { people: 1, arrival: () => null });
    const sample = await (await app.as('admin')).get(`/events/${event.id}/certificates/sample.pdf`);
    expect(sample.status).toBe(200);
    expect(sample.raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await count('SELECT COUNT(*) AS n FROM certificate')).toBe(0);
    expect(await count('SELECT COUNT(*) AS n FROM number_series')).toBe(0);
  });

  it('searches the register by number, name and NIP, page by page', async () => {
    const event = await heldEvent(app, { people: 5 });
    await issue(app, event.id);
    const first = await registerOf(app, event.id, '?limit=2');
    const second = await registerOf(app, event.id, `?limit=2&after=${encodeURIComponent(first.next ?? '')}`);
    expect([...first.rows, ...second.rows].map((row) => row.serial)).toEqual([1, 2, 3, 4]);
    expect(first.matched).toBe(5);
    expect((await registerOf(app, event.id, '?q=/0004/')).rows.map((row) => row.serial)).toEqual([4]);
    const [person] = first.rows;
    const name = encodeURIComponent(person?.printedName.toUpperCase() ?? '');
    expect((await registerOf(app, event.id, `?q=${name}`)).rows.map((row) => row.id)).toContain(person?.id);
    expect((await registerOf(app, event.id, '?q=%25')).matched).toBe(0);
    const [{ nip } = { nip: '' }] = await app.db.query<{ nip: string }>('SELECT nip FROM certificate WHERE serial = 3');
    expect((await registerOf(app, event.id, `?q=${nip}`)).rows.map((row) => row.serial)).toEqual([3]);
    const auditor = await app.as('auditor');
    const hidden = await auditor.get<{ matched: number }>(`/events/${event.id}/certificates?q=${nip}`);
    expect(hidden.body.matched).toBe(0);
  });
});
