import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BulkActs } from '../../src/registration/bulk/bulk-acts.js';
import { Bulk } from '../../src/registration/bulk/bulk.service.js';
import { Decisions } from '../../src/registration/decisions.service.js';
import { systemActor } from '../../src/common/index.js';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { sendForm } from '../factories/registrations.js';
import type { Client } from '../support/client.js';
import { TestApp } from '../support/app.js';

interface Run {
  id: string;
  total: number;
  done: number;
  refused: number;
  finished: boolean;
  undone: boolean;
  refusals: { id: string; printedName: string | null; code: string; message: string }[];
}
interface List {
  rows: { id: string; printedName: string; status: string }[];
  counts: Record<string, number>;
}

describe('bulk', () => {
  let app: TestApp;
  let event: MadeEvent;
  let organiser: Client;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox', env: { RATE_REGISTRATIONS: '100000' } });
  });
  beforeEach(async () => {
    await app.empty();
    event = await makeEvent(app, { capacity: 400 });
    organiser = await app.as('organiser');
  });
  afterAll(() => app.close());

  const register = (from: number, to: number) =>
    Promise.all(Array.from({ length: to - from }, (_, n) => sendForm(app, event.slug, applicant(from + n))));
  const list = async (query = '') =>
    (await organiser.get<List>(`/events/${event.id}/registrations?limit=200&${query}`)).body;
  const bulk = (body: object) => organiser.post<Run>(`/events/${event.id}/registrations/bulk`, body);
  const work = (runId: string) =>
    app
      .get(Bulk)
      .run({ runId }, { jobId: runId, attempt: 1, signal: new AbortController().signal, actor: systemActor });
  const pend = (where = '1 = 1') =>
    app.db.query(`UPDATE registration SET status = 'pending', confirmed_at = NULL WHERE event_id = ? AND ${where}`, [
      event.id,
    ]);

  describe('an act on many rows', () => {
    it('approves some, says who was refused and why, and takes it back', async () => {
      await register(0, 4);
      await pend("name LIKE 'Maria%' OR name LIKE 'Yosep%'");
      const { rows } = await list();
      const { body } = await bulk({ act: 'approve', ids: rows.map(({ id }) => id.toUpperCase()) });
      expect(body).toMatchObject({ total: 4, done: 2, refused: 2, finished: true });
      expect(body.refusals.map(({ code }) => code)).toEqual(['REGISTRATION_NOT_PENDING', 'REGISTRATION_NOT_PENDING']);
      expect(body.refusals[0]?.message).toMatch(/\S/);
      expect((await list()).counts).toMatchObject({ confirmed: 4 });
      const undone = await organiser.post<Run>(`/events/${event.id}/registrations/bulk/${body.id}/undo`);
      expect(undone.body.undone).toBe(true);
      expect((await list()).counts).toMatchObject({ confirmed: 2, pending: 2 });
      expect((await organiser.post(`/events/${event.id}/registrations/bulk/${body.id}/undo`)).status).toBe(409);
    });

    it('works for all that match, in the background when they are many, on those who matched at the start', async () => {
      await register(0, 230);
      const { body } = await bulk({ act: 'cancel', filter: { status: 'confirmed', q: 'pranata' }, reason: 'x' });
      expect(body.total).toBe(0);
      const started = await bulk({ act: 'cancel', filter: { status: 'confirmed' }, reason: 'Acara digabung' });
      expect(started.body).toMatchObject({ total: 230, done: 0, finished: false });
      await register(230, 232);
      const [gone] = (await list('sort=name')).rows;
      await organiser.post(`/events/${event.id}/registrations/${gone?.id}/cancel`, { reason: 'Sakit' });
      await work(started.body.id);
      const run = await organiser.get<Run>(`/events/${event.id}/registrations/bulk/${started.body.id}`);
      expect(run.body).toMatchObject({ total: 230, done: 229, refused: 1, finished: true });
      expect(run.body.refusals[0]?.code).toBe('REGISTRATION_ENDED');
      expect((await list()).counts).toMatchObject({ confirmed: 2, cancelled: 230 });
    }, 120_000);

    it('goes on after a crash, and counts what was done before it', async () => {
      await register(0, 210);
      await pend();
      const { body } = await bulk({ act: 'approve', filter: { status: 'pending' } });
      const decisions = app.get(Decisions);
      const approve = decisions.approve.bind(decisions);
      jest.spyOn(decisions, 'approve').mockImplementationOnce(async (...given) => {
        await approve(...given);
        throw new Error('killed');
      });
      await expect(work(body.id)).rejects.toThrow('killed');
      await work(body.id);
      const run = await organiser.get<Run>(`/events/${event.id}/registrations/bulk/${body.id}`);
      expect(run.body).toMatchObject({ total: 210, done: 210, refused: 0, finished: true });
    }, 120_000);

    it('reminds nobody twice after a crash', async () => {
      await register(0, 210);
      const { body } = await bulk({ act: 'remind', filter: {} });
      const acts = app.get(BulkActs);
      const perform = acts.perform.bind(acts);
      jest.spyOn(acts, 'perform').mockImplementationOnce(async (...given) => {
        await perform(...given);
        throw new Error('killed');
      });
      await expect(work(body.id)).rejects.toThrow('killed');
      await work(body.id);
      const run = await organiser.get<Run>(`/events/${event.id}/registrations/bulk/${body.id}`);
      expect(run.body).toMatchObject({ total: 210, done: 210, refused: 0, finished: true });
      const [sent] = await app.db.query<{ count: number; people: number }>(
        "SELECT COUNT(*) AS count, COUNT(DISTINCT subject_id) AS people FROM mail_message WHERE template = 'registration_reminder'",
      );
      expect([Number(sent?.count), Number(sent?.people)]).toEqual([210, 210]);
    }, 120_000);

    it('names an id that is nobody’s, or of another event, without a name from there', async () => {
      await register(0, 1);
      await pend();
      const [known] = (await list()).rows;
      const other = await makeEvent(app);
      await sendForm(app, other.slug, applicant(7));
      const [foreign] = (await organiser.get<List>(`/events/${other.id}/registrations`)).body.rows;
      const unknown = [foreign!.id, randomUUID()];
      for (const act of ['remind', 'approve']) {
        const { body } = await bulk({ act, ids: [known!.id, ...unknown] });
        const named = body.refusals.filter(({ id }) => id !== known!.id);
        expect(named.map(({ id, printedName, code }) => ({ id, printedName, code }))).toEqual(
          [...unknown].sort().map((id) => ({ id, printedName: null, code: 'REGISTRATION_NOT_FOUND' })),
        );
        expect(body.refused).toBe(body.refusals.length);
      }
    });

    it('needs a reason where the person reads one, and either rows or a filter', async () => {
      const missing = await bulk({ act: 'decline', filter: {} });
      expect(missing.body).toMatchObject({ errors: [{ field: 'reason', code: 'REQUIRED' }] });
      expect((await bulk({ act: 'approve' })).status).toBe(422);
    });

    it('belongs to its event', async () => {
      const { body } = await bulk({ act: 'remind', filter: {} });
      const other = await makeEvent(app);
      expect((await organiser.get(`/events/${other.id}/registrations/bulk/${body.id}`)).status).toBe(404);
    });
  });

  describe('views of the list', () => {
    it('are kept under a name, each for himself, and go away', async () => {
      const views = `/events/${event.id}/registration-views`;
      const saved = await organiser.post<{ id: string }>(views, { name: 'Tanpa email', query: 'mail=undelivered' });
      expect((await organiser.post(views, { name: 'Tanpa email', query: '' })).status).toBe(422);
      expect((await organiser.get(views)).body).toMatchObject([{ name: 'Tanpa email', query: 'mail=undelivered' }]);
      const admin = await app.as('admin');
      expect((await admin.get(views)).body).toEqual([]);
      expect((await admin.send('DELETE', `${views}/${saved.body.id}`)).status).toBe(404);
      expect((await organiser.send('DELETE', `${views}/${saved.body.id}`)).status).toBe(204);
      expect((await organiser.get(views)).body).toEqual([]);
    });
  });
});
