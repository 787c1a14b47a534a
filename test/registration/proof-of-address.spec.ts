import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Database } from '../../src/database/index.js';
import { Decisions } from '../../src/registration/index.js';
import { LapseHoldsJob } from '../../src/registration/seats/lapse-holds.job.js';
import { MailLinks } from '../../src/registration/mails/mail-links.js';
import { RegistrationsRepository } from '../../src/registration/registrations.repository.js';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { register, sendForm } from '../factories/registrations.js';
import { TEST_NOW, TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';

const HOUR = 3_600_000;

describe('proof of address', () => {
  let app: TestApp;
  let event: MadeEvent;

  interface Ticket {
    status: string;
    qr: string | null;
    endReason: string | null;
    proof: { until: string; open: boolean; address: string } | null;
  }
  interface Page {
    ticketToken: string;
    ticket: Ticket;
  }

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    app.clock.set(TEST_NOW);
    await app.empty();
    event = await makeEvent(app, { capacity: 1, fields: { proofHours: 6 } });
  });
  afterAll(() => app.close());

  async function rowOf(n: number) {
    const [found] = await app.db.query<{ id: string }>(
      `SELECT id FROM registration WHERE email = 'peserta${n}@uji.example' ORDER BY id DESC`,
    );
    const row = await app.get(Database).read((m) => app.get(RegistrationsRepository).find(m, found?.id ?? ''));
    if (!row) throw new Error(`No row of ${n}`);
    return row;
  }
  const statusOf = async (n: number) => (await rowOf(n)).status;
  const link = async (n: number, purpose: 'offer' | 'proof') => app.get(MailLinks).token(await rowOf(n), purpose);
  const prove = (token: string) => app.client().post<Page & Problem>(`/public/proofs/${token}`);
  const ticket = async (token: string) => (await app.client().get<Ticket>(`/public/tickets/${token}`)).body;
  const sweep = () =>
    app
      .get(LapseHoldsJob)
      .run({}, { jobId: 'x', attempt: 1, signal: new AbortController().signal, actor: systemActor });

  it('holds the seat for a set time; the link in the mail shows a page, and its button proves', async () => {
    const { token, status } = await register(app, event.slug, 0);
    expect(status).toBe('unconfirmed');
    const until = new Date(TEST_NOW.getTime() + 6 * HOUR).toISOString();
    expect(await ticket(token)).toMatchObject({ qr: null, proof: { until, open: true, address: 'p•••@uji.example' } });
    expect((await register(app, event.slug, 1)).status).toBe('waiting');
    const proof = await link(0, 'proof');
    for (let fetched = 0; fetched < 3; fetched++) await app.client().get(`/public/proofs/${proof}`);
    expect(await statusOf(0)).toBe('unconfirmed');
    const answers = await Promise.all([prove(proof), prove(proof)]);
    expect(answers.map(({ body }) => body.ticket.status)).toEqual(['confirmed', 'confirmed']);
    expect(answers[0]?.body.ticketToken).toBe(token);
    const proved = await app.db.query("SELECT id FROM audit_entry WHERE action = 'registration.address_proved'");
    expect(proved).toHaveLength(1);
    const mails = await app.db.query(
      "SELECT template FROM mail_message WHERE to_address = 'peserta0@uji.example' ORDER BY id",
    );
    expect(mails.map(({ template }) => template)).toEqual(['registration_proof', 'registration_confirmed']);
  });

  it('that does not come lets the seat go on, and says so', async () => {
    const { token } = await register(app, event.slug, 0);
    await register(app, event.slug, 1);
    const proof = await link(0, 'proof');
    app.clock.advance(6 * HOUR);
    await Promise.all([sweep(), prove(proof)]);
    expect((await prove(proof)).body.code).toBe('PROOF_LAPSED');
    expect(await ticket(token)).toMatchObject({
      status: 'cancelled',
      endReason: 'Alamat email tidak dibuktikan sampai batas waktunya.',
    });
    // Whoever waits is not asked before there is a seat: to accept by the mail's link is his proof.
    expect(await statusOf(1)).toBe('offered');
    const [pool] = await app.db.query(`SELECT taken, waiting FROM seat_pool WHERE event_id = '${event.id}'`);
    expect([Number(pool?.taken), Number(pool?.waiting)]).toEqual([1, 0]);
    expect((await register(app, event.slug, 0)).status).toBe('waiting');
  });

  it('is not given by the page that whoever filled in the form sees', async () => {
    await register(app, event.slug, 0);
    const { token } = await register(app, event.slug, 1);
    app.clock.advance(6 * HOUR);
    await sweep();
    expect((await prove(token)).status).toBe(404);
    const accepted = await app.client().post<Problem>(`/public/tickets/${token}/offer/accept`);
    expect(accepted.body.code).toBe('ADDRESS_UNPROVED');
    const byMail = await app.client().post<Page>(`/public/offers/${await link(1, 'offer')}/accept`);
    expect(byMail.body.ticket.status).toBe('confirmed');
  });

  it('of a mistyped address proves nothing of the corrected one', async () => {
    await register(app, event.slug, 0);
    const stale = await link(0, 'proof');
    await app.db.query("UPDATE registration SET email = 'benar@uji.example'");
    expect((await prove(stale)).status).toBe(404);
  });

  it('is not asked of those whom staff enters, and the organiser may vouch for others', async () => {
    const organiser = await app.as('admin');
    const { submissionNonce: _, ...form } = applicant(3);
    await organiser.post(`/events/${event.id}/registrations`, form);
    expect(await statusOf(3)).toBe('confirmed');
    const other = await makeEvent(app, { capacity: 1, fields: { proofHours: 6 } });
    await register(app, other.slug, 4);
    await app.get(Decisions).approve(other.id, [(await rowOf(4)).id], systemActor);
    expect(await statusOf(4)).toBe('confirmed');
  });

  it('that is asked for later hides no ticket, and given up later lets nobody fall', async () => {
    const organiser = await app.as('admin');
    event = await makeEvent(app, { capacity: 2 });
    const { token } = await register(app, event.slug, 0);
    await organiser.patch(`/events/${event.id}`, { proofHours: 6 });
    expect((await ticket(token)).qr).toMatch(/^B1:/);
    expect((await register(app, event.slug, 1)).status).toBe('unconfirmed');
    await organiser.patch(`/events/${event.id}`, { proofHours: null });
    app.clock.advance(7 * HOUR);
    await sweep();
    expect(await statusOf(1)).toBe('confirmed');
  });

  it('is sent again at most once in ten minutes', async () => {
    const { token } = await register(app, event.slug, 0);
    const again = () => app.client().post<Problem>(`/public/tickets/${token}/proof`);
    expect((await again()).status).toBe(204);
    expect((await again()).status).toBe(429);
    app.clock.advance(10 * 60_000);
    expect((await again()).status).toBe(204);
  });

  it('leads to the organiser where a seat needs his approval', async () => {
    event = await makeEvent(app, { capacity: 1, fields: { proofHours: 6, byApproval: true } });
    await sendForm(app, event.slug, applicant(8));
    expect((await prove(await link(8, 'proof'))).body.ticket.status).toBe('pending');
  });
});
