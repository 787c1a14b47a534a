import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Database } from '../../src/database/index.js';
import { CancelService, Decisions } from '../../src/registration/index.js';
import { LapseHoldsJob } from '../../src/registration/seats/lapse-holds.job.js';
import { MailLinks } from '../../src/registration/mails/mail-links.js';
import { RegistrationsRepository } from '../../src/registration/registrations.repository.js';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { register, sendForm } from '../factories/registrations.js';
import { TEST_NOW, TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';

const HOUR = 3_600_000;

describe('an offered seat', () => {
  let app: TestApp;
  let event: MadeEvent;

  interface Page {
    ticketToken: string;
    ticket: { status: string; waitingPlace: number | null; offer: { until: string; open: boolean } | null };
  }

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    app.clock.set(TEST_NOW);
    await app.empty();
    event = await makeEvent(app, { capacity: 1, fields: { waitingMode: 'offer', offerHours: 24 } });
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => app.close());

  async function rowOf(n: number) {
    const rows = await app.db.query<{ id: string }>(
      `SELECT id FROM registration WHERE event_id = '${event.id}' AND email = 'peserta${n}@uji.example' ORDER BY id DESC`,
    );
    const row = await app.get(Database).read((m) => app.get(RegistrationsRepository).find(m, rows[0]?.id ?? ''));
    if (!row) throw new Error(`No row of ${n}`);
    return row;
  }
  const statusOf = async (n: number) => (await rowOf(n)).status;
  const linkOf = async (n: number) => app.get(MailLinks).token(await rowOf(n), 'offer');
  const free = async (n: number) => app.get(CancelService).byStaff(event.id, (await rowOf(n)).id, 'Sakit', systemActor);
  const accept = (link: string) => app.client().post<Page & Problem>(`/public/offers/${link}/accept`);
  const reject = (link: string, leave: boolean) =>
    app.client().post<Page & Problem>(`/public/offers/${link}/reject`, { leave });
  const sweep = () =>
    app
      .get(LapseHoldsJob)
      .run({}, { jobId: 'x', attempt: 1, signal: new AbortController().signal, actor: systemActor });

  /** Three people for one seat; the first gives it back. */
  async function offered(): Promise<string> {
    for (const n of [0, 1, 2]) await register(app, event.slug, n);
    await free(0);
    return linkOf(1);
  }

  it('is held for the first in line, and shown by a page that does nothing', async () => {
    const link = await offered();
    const page = await app.client().get<Page>(`/public/offers/${link}`);
    const until = new Date(TEST_NOW.getTime() + 24 * HOUR).toISOString();
    expect(page.body.ticket).toMatchObject({ status: 'offered', offer: { until, open: true } });
    await app.client().get<Page>(`/public/offers/${link}`);
    expect([await statusOf(1), await statusOf(2)]).toEqual(['offered', 'waiting']);
    expect((await sendForm(app, event.slug, applicant(3))).body.status).toBe('waiting');
    const mails = await app.db.query("SELECT to_address FROM mail_message WHERE template = 'registration_offered'");
    expect(mails).toEqual([{ to_address: 'peserta1@uji.example' }]);
  });

  it('is never held beyond the start of the event', async () => {
    app.clock.set(new Date(new Date(event.startsAt).getTime() - 2 * HOUR));
    await offered();
    expect((await rowOf(1)).holdUntil?.toISOString()).toBe(event.startsAt);
  });

  it('is accepted once, however often the button is pressed', async () => {
    const link = await offered();
    const answers = await Promise.all([accept(link), accept(link), accept(link)]);
    expect(answers.map(({ status, body }) => [status, body.ticket.status])).toEqual(Array(3).fill([200, 'confirmed']));
    const accepted = await app.db.query("SELECT id FROM audit_entry WHERE action = 'registration.offer_accepted'");
    expect(accepted).toHaveLength(1);
    expect((await reject(link, false)).body.code).toBe('OFFER_ANSWERED');
  });

  it('goes to the next when its time is over; the late one is told where he stands', async () => {
    const link = await offered();
    app.clock.advance(24 * HOUR);
    const late = await accept(link);
    expect([late.status, late.body.code]).toEqual([409, 'OFFER_LAPSED']);
    expect([await statusOf(1), await statusOf(2)]).toEqual(['waiting', 'offered']);
    const page = await app.client().get<Page>(`/public/offers/${link}`);
    expect(page.body.ticket).toMatchObject({ status: 'waiting', waitingPlace: 1, offer: null });
  });

  it('is given to exactly one when it is accepted at the very moment of the sweep', async () => {
    for (let round = 0; round < 5; round++) {
      await app.empty();
      app.clock.set(TEST_NOW);
      event = await makeEvent(app, { capacity: 1, fields: { waitingMode: 'offer' } });
      const link = await offered();
      app.clock.advance(24 * HOUR);
      const [answer] = await Promise.all([accept(link), sweep(), sweep()]);
      expect(answer.status).toBe(409);
      expect([await statusOf(1), await statusOf(2)]).toEqual(['waiting', 'offered']);
      const lapsed = await app.db.query("SELECT id FROM audit_entry WHERE action = 'registration.offer_lapsed'");
      expect(lapsed).toHaveLength(1);
    }
  });

  it('is offered again to whoever is alone in line, but not taken as accepted', async () => {
    const link = await offered();
    await free(2);
    app.clock.advance(25 * HOUR);
    expect((await accept(link)).body.code).toBe('OFFER_LAPSED');
    expect((await app.client().get<Page>(`/public/offers/${link}`)).body.ticket.offer?.open).toBe(true);
    expect((await accept(link)).body.ticket.status).toBe('confirmed');
  });

  it('goes on when it is rejected; only who says so leaves the line', async () => {
    const link = await offered();
    expect((await reject(link, false)).body.ticket.status).toBe('waiting');
    expect([await statusOf(1), await statusOf(2)]).toEqual(['waiting', 'offered']);
    expect((await reject(await linkOf(2), true)).body.ticket.status).toBe('cancelled');
    expect([await statusOf(1), await statusOf(2)]).toEqual(['offered', 'cancelled']);
  });

  it('goes to those with priority first, and to nobody once the event has begun', async () => {
    for (const n of [0, 1, 2]) await register(app, event.slug, n);
    const organiser = await app.as('admin');
    const path = `/events/${event.id}/registrations/${(await rowOf(2)).id}/priority`;
    expect((await organiser.post(path, { on: true })).status).toBe(204);
    await free(0);
    expect([await statusOf(1), await statusOf(2)]).toEqual(['waiting', 'offered']);
    app.clock.set(new Date(event.startsAt));
    await sweep();
    expect([await statusOf(1), await statusOf(2)]).toEqual(['waiting', 'waiting']);
  });

  it('bears a clock that jumps back and forth', async () => {
    const link = await offered();
    app.clock.advance(-48 * HOUR);
    await sweep();
    expect(await statusOf(1)).toBe('offered');
    app.clock.set(new Date(TEST_NOW.getTime() + 30 * HOUR));
    await sweep();
    app.clock.set(TEST_NOW);
    await sweep();
    expect([await statusOf(1), await statusOf(2)]).toEqual(['waiting', 'offered']);
    expect((await accept(link)).body.code).toBe('OFFER_LAPSED');
  });

  it('would be given away twice with the guard off: who reads the state and then writes it overwrites another', async () => {
    const link = await offered();
    const repository = app.get(RegistrationsRepository);
    jest.spyOn(repository, 'changeStatus').mockImplementation(async (tx, id, _from, to, fields) => {
      await tx.query('UPDATE registration SET status = ? WHERE id = ?', [to, id]);
      return Object.keys(fields).length >= 0;
    });
    const registration = await rowOf(1);
    jest.spyOn(repository, 'findManyInEvent').mockResolvedValue([registration]);
    await free(1);
    await app.get(Decisions).approve(event.id, [registration.id], systemActor);
    expect(await statusOf(1)).toBe('confirmed');
    jest.restoreAllMocks();
    const guarded = await rowOf(2);
    expect(guarded.status).toBe('offered');
    await free(2);
    jest.spyOn(repository, 'findManyInEvent').mockResolvedValue([guarded]);
    await expect(app.get(Decisions).approve(event.id, [guarded.id], systemActor)).rejects.toMatchObject({
      code: 'REGISTRATION_MOVED',
    });
    expect(await statusOf(2)).toBe('cancelled');
    expect(link).not.toBe('');
  });
});
