import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { CancelService, Decisions } from '../../src/registration/index.js';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { register, sendForm } from '../factories/registrations.js';
import { TEST_NOW, TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';

describe('decisions', () => {
  let app: TestApp;
  let event: MadeEvent;
  let organiser: Client;

  interface Decided {
    done: string[];
    refused: { id: string; code: string; message: string }[];
  }

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    app.clock.set(TEST_NOW);
    await app.empty();
    event = await makeEvent(app, { capacity: 2, fields: { byApproval: true } });
    organiser = await app.as('admin');
  });
  afterAll(() => app.close());

  const rows = () =>
    app.db.query<{ id: string; status: string; end_reason: string | null }>(
      `SELECT id, status, end_reason FROM registration WHERE event_id = '${event.id}' ORDER BY arrival_no`,
    );
  const statuses = async () => (await rows()).map(({ status }) => status);
  const decide = (act: 'approve' | 'decline' | 'undo', ids: string[], reason = 'Kuota unit sudah terpenuhi') =>
    organiser.post<Decided & Problem>(`/events/${event.id}/registrations/${act}`, {
      ids,
      ...(act === 'decline' ? { reason } : {}),
    });
  const taken = async () => {
    const [pool] = await app.db.query(`SELECT taken, waiting FROM seat_pool WHERE event_id = '${event.id}'`);
    return [Number(pool?.taken), Number(pool?.waiting)];
  };
  const mails = (template: string) =>
    app.db.query<{ state: string }>(`SELECT state FROM mail_message WHERE template = '${template}' ORDER BY id`);

  describe('seats by approval', () => {
    it('are held until the organiser decides, who tells the reason of a refusal', async () => {
      for (const n of [0, 1, 2]) await register(app, event.slug, n);
      expect(await statuses()).toEqual(['pending', 'pending', 'waiting']);
      expect(await taken()).toEqual([2, 1]);
      const ids = (await rows()).map(({ id }) => id);
      expect((await decide('approve', [ids[0] ?? ''])).body).toEqual({ done: [ids[0]], refused: [] });
      const declined = await decide('decline', [ids[1] ?? '', ids[0] ?? '']);
      expect(declined.body.done).toEqual([ids[1]]);
      expect(declined.body.refused[0]).toMatchObject({ id: ids[0], code: 'REGISTRATION_NOT_PENDING' });
      expect(await statuses()).toEqual(['confirmed', 'declined', 'pending']);
      expect(await taken()).toEqual([2, 0]);
      expect((await rows())[1]?.end_reason).toBe('Kuota unit sudah terpenuhi');
      const empty = await decide('decline', [ids[2] ?? ''], ' ');
      expect([empty.status, empty.body.errors?.[0]?.field]).toEqual([422, 'reason']);
    });

    it('show the person that he is waited for, without a ticket, and the reason of a refusal', async () => {
      const { token, status } = await register(app, event.slug, 0);
      expect(status).toBe('pending');
      const show = async () =>
        (
          await app
            .client()
            .get<{ status: string; qr: string | null; endReason: string | null }>(`/public/tickets/${token}`)
        ).body;
      expect(await show()).toMatchObject({ status: 'pending', qr: null });
      await decide('decline', [(await rows())[0]?.id ?? '']);
      expect(await show()).toMatchObject({ status: 'declined', endReason: 'Kuota unit sudah terpenuhi' });
    });

    it('are not asked of those whom the organiser enters himself', async () => {
      const { submissionNonce: _, ...form } = applicant(5);
      await organiser.post(`/events/${event.id}/registrations`, form);
      expect(await statuses()).toEqual(['confirmed']);
    });

    it('decides for everybody through one inner pool, too', async () => {
      const inner = [{ name: 'Mitra', capacity: 1, kinds: ['guest'], byApproval: true }];
      event = await makeEvent(app, { capacity: 2, inner });
      await register(app, event.slug, 0);
      const { nip: _nip, rank: _rank, ...guestForm } = applicant(1, { kind: 'guest' });
      await sendForm(app, event.slug, guestForm);
      expect(await statuses()).toEqual(['confirmed', 'pending']);
    });
  });

  describe('a decision', () => {
    it('is taken back while its mail has not gone out; the mail stays visible as withdrawn', async () => {
      await register(app, event.slug, 0);
      const [{ id } = { id: '' }] = await rows();
      await decide('approve', [id]);
      await app.drain();
      expect((await mails('registration_approved')).map(({ state }) => state)).toEqual(['queued']);
      expect((await decide('undo', [id])).body.done).toEqual([id]);
      expect(await statuses()).toEqual(['pending']);
      const [row] = await app.db.query<{ mail_standing: string }>('SELECT mail_standing FROM registration');
      expect(row?.mail_standing).toBe('held');
      app.clock.advance(60_000);
      await app.drain();
      expect((await mails('registration_approved')).map(({ state }) => state)).toEqual(['withdrawn']);
      expect((await decide('undo', [id])).body.refused[0]?.code).toBe('NOTHING_TO_UNDO');
    });

    it('stands once the person was let in', async () => {
      await register(app, event.slug, 0);
      const [person] = await rows();
      await decide('approve', [person!.id]);
      await app.db.query('UPDATE registration SET arrived_at = ? WHERE id = ?', [
        '2026-11-24 00:00:00.000',
        person!.id,
      ]);
      const { body } = await decide('undo', [person!.id]);
      expect(body).toMatchObject({ done: [], refused: [{ id: person!.id, code: 'UNDO_ARRIVED' }] });
      expect(await statuses()).toEqual(['confirmed']);
    });

    it('stands once the person was told', async () => {
      await register(app, event.slug, 0);
      const [{ id } = { id: '' }] = await rows();
      await decide('approve', [id]);
      app.clock.advance(20_000);
      await app.drain();
      expect((await decide('undo', [id])).body.refused[0]).toMatchObject({ code: 'TOO_LATE_TO_UNDO' });
      expect(await statuses()).toEqual(['confirmed']);
    });

    it('to decline is taken back only while the seat is there and the person has not come again', async () => {
      for (const n of [0, 1, 2]) await register(app, event.slug, n);
      const ids = (await rows()).map(({ id }) => id);
      await decide('decline', [ids[0] ?? '']);
      expect((await decide('undo', [ids[0] ?? ''])).body.refused[0]?.code).toBe('SEAT_GIVEN_ON');
      await decide('decline', [ids[1] ?? '']);
      expect((await decide('undo', [ids[1] ?? ''])).body.done).toEqual([ids[1]]);
      await decide('decline', [ids[1] ?? '']);
      await register(app, event.slug, 1);
      expect((await decide('undo', [ids[1] ?? ''])).body.refused[0]?.code).toBe('ALREADY_REGISTERED');
    });

    it('has one outcome against a cancellation at the same moment', async () => {
      for (let n = 0; n < 6; n++) {
        await register(app, event.slug, n);
        const { id } = (await rows()).at(-1) ?? { id: '' };
        const [approved, cancelled] = await Promise.allSettled([
          app.get(Decisions).approve(event.id, [id], systemActor),
          app.get(CancelService).byStaff(event.id, id, 'Sakit', systemActor),
        ]);
        expect(cancelled.status).toBe('fulfilled');
        expect(approved.status).toBe('fulfilled');
        expect((await statuses()).at(-1)).toBe('cancelled');
        expect(await taken()).toEqual([0, 0]);
      }
    });
  });

  describe('fewer seats than are taken', () => {
    const setSeats = (capacity: number, release?: object) =>
      organiser.put<Problem>(`/events/${event.id}/pools`, { capacity, ...(release ? { release } : {}) });

    it('are refused with the names of those who would have to go, the last who came first', async () => {
      for (const n of [0, 1]) await register(app, event.slug, n);
      const refused = await setSeats(1);
      expect(refused.status).toBe(422);
      expect(refused.body.errors?.[0]).toMatchObject({ field: 'capacity', code: 'POOL_MUST_RELEASE' });
      expect(refused.body.errors?.[0]?.message).toContain('Yosep Wantah, S.Kom.');
      expect(refused.body.errors?.[0]?.message).not.toContain('Maria');
      expect(await taken()).toEqual([2, 0]);
      const own = event.pools[0]?.id ?? '';
      const going = await organiser.get<{ printedName: string }[]>(`/events/${event.id}/must-go?seats=${own}:0`);
      expect(going.body.map(({ printedName }) => printedName)).toEqual([
        'Yosep Wantah, S.Kom.',
        'Maria Wantah, S.Kom.',
      ]);
    });

    it('are not taken from who sits in the hall, who is named last', async () => {
      for (const n of [0, 1]) await register(app, event.slug, n);
      const [first, last] = await rows();
      await app.db.query('UPDATE registration SET arrived_at = ? WHERE id = ?', ['2026-11-24 00:00:00.000', last!.id]);
      const own = event.pools[0]!.id;
      const going = (seats: number) =>
        organiser.get<{ id: string }[]>(`/events/${event.id}/must-go?seats=${own}:${seats}`);
      expect((await going(1)).body.map(({ id }) => id)).toEqual([first!.id]);
      expect((await going(0)).body.map(({ id }) => id)).toEqual([first!.id, last!.id]);
      const refused = await setSeats(1, { ids: [last!.id], reason: 'Ruang pindah' });
      expect(refused.body.errors).toMatchObject([{ field: 'release.ids.0', code: 'RELEASE_ARRIVED' }]);
      expect(refused.body.errors?.[0]?.message).toContain('Yosep Wantah, S.Kom. sudah masuk');
      expect(await taken()).toEqual([2, 0]);
    });

    it('are set by an explicit second act, which tells them by mail', async () => {
      for (const n of [0, 1, 2]) await register(app, event.slug, n);
      const ids = (await rows()).map(({ id }) => id);
      const reason = 'Ruangan lebih kecil';
      expect((await setSeats(1, { ids: [ids[2]], reason })).body.errors?.[0]?.code).toBe('RELEASE_NOT_SEATED');
      expect((await setSeats(1, { ids: [ids[1]], reason })).status).toBe(200);
      expect(await statuses()).toEqual(['pending', 'declined', 'waiting']);
      expect(await taken()).toEqual([1, 1]);
      expect(await mails('registration_declined')).toHaveLength(1);
    });

    it('never leave more taken than there are, whoever registers at the same moment', async () => {
      event = await makeEvent(app, { capacity: 10 });
      for (let n = 0; n < 4; n++) await register(app, event.slug, n);
      const [lowered] = await Promise.all([
        setSeats(6),
        ...Array.from({ length: 8 }, (_, n) => sendForm(app, event.slug, applicant(20 + n))),
      ]);
      const [pool] = await app.db.query(`SELECT taken, capacity FROM seat_pool WHERE event_id = '${event.id}'`);
      expect(Number(pool?.taken)).toBeLessThanOrEqual(Number(pool?.capacity));
      expect(Number(pool?.capacity)).toBe(lowered.status === 200 ? 6 : 10);
    });
  });
});
