import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { applicant } from '../test/factories/applicants.js';
import { type BareConnection, insert, openBare, sqlTime } from './bare.js';
import { bench, rate } from './harness.js';
import { type BenchEvent, Office } from './office.js';
import { expectAll, request, send } from './socket-client.js';

const CONNECTIONS = 64;
const SEATS = 20_000;

/**
 * Everybody registers for one event. The bare program sends the statements of the product, in transactions of the same
 * shape: looks for a live registration and for the form's own number, then takes the event's place in line and a seat,
 * and writes registration, pool, mail, job and audit entry.
 */
await bench('registrations', async (arena) => {
  const events = await arena.populate(async (app) => (await Office.open(app)).event(SEATS));
  let people = 0;
  return {
    product: async (requests) => {
      const path = `/api/public/events/${events.product.slug}/registrations`;
      const bodies = Array.from({ length: requests }, () => applicant(people++));
      const load = await send(
        arena.product.port,
        bodies.map((body) => request('POST', path, {}, body)),
        CONNECTIONS,
      );
      return expectAll(201, load);
    },
    bare: async (requests, concurrency) => {
      const open = await Promise.all(Array.from({ length: concurrency }, () => openBare(arena.bare)));
      const perSecond = await rate(requests, open, (db) => registerOne(db, events.bare, people++));
      await Promise.all(open.map((db) => db.close()));
      return perSecond;
    },
  };
});

async function registerOne(db: BareConnection, event: BenchEvent, n: number): Promise<void> {
  const person = applicant(n);
  const now = sqlTime(new Date());
  const [id, mail, code, liveKey] = [uuid(), uuid(), randomBytes(4).toString('hex'), randomBytes(32).toString('hex')];
  await db.all('SELECT * FROM registration WHERE event_id = ? AND live_key = ? LIMIT 1', [event.id, liveKey]);
  await db.all('SELECT * FROM registration WHERE submission_nonce = ? LIMIT 1', [person.submissionNonce]);
  await db.begin();
  await db.run('UPDATE seat_pool SET arrivals = arrivals + 1 WHERE id = ?', [event.pool]);
  const [pool] = await db.all('SELECT id, arrivals, waiting FROM seat_pool WHERE id IN (?)', [event.pool]);
  const taken = await db.run('UPDATE seat_pool SET taken = taken + 1 WHERE id = ? AND taken < capacity', [event.pool]);
  if (taken !== 1 || Number(pool?.waiting) > 0) throw new Error('The event is full: the benchmark needs more seats.');
  await insert(db, 'registration', {
    id,
    event_id: event.id,
    person_key: `nip:${person.nip}`,
    live_key: liveKey,
    submission_nonce: person.submissionNonce,
    ticket_code: code,
    kind: person.kind,
    nip: person.nip ?? null,
    nrp: null,
    front_title: '',
    name: person.name,
    back_title: 'S.Kom.',
    name_key: person.name.toLowerCase(),
    unit_id: null,
    unit_text: 'Sekretariat Daerah',
    position: person.position,
    rank: 'III/a',
    phone: person.phone,
    email: person.email,
    locale: 'id',
    status: 'confirmed',
    arrival_no: Number(pool?.arrivals),
    warnings: '[]',
    source: 'form',
    epoch: 0,
    resent_at: null,
    confirmed_at: now,
    ended_at: null,
    end_reason: null,
    created_at: now,
  });
  await insert(db, 'registration_pool', { registration_id: id, pool_id: event.pool });
  await insert(db, 'mail_message', {
    id: mail,
    template: 'registration_confirmed',
    event_id: event.id,
    subject_kind: 'registration',
    subject_id: id,
    to_address: person.email,
    to_name: person.name,
    locale: 'id',
    params: '{}',
    state: 'queued',
    message_id: `<${mail}@localhost>`,
    attempts: 0,
    outcome_unknown: 0,
    created_at: now,
  });
  await insert(db, 'job', {
    id: uuid(),
    kind: 'mail.send',
    job_key: `mail.send:${mail}`,
    payload: JSON.stringify({ mailId: mail }),
    state: 'ready',
    run_at: now,
    attempts: 0,
    max_attempts: 10,
    created_at: now,
  });
  await insert(db, 'audit_entry', {
    id: uuid(),
    at: now,
    actor_kind: 'participant',
    action: 'registration.confirmed',
    subject_kind: 'registration',
    subject_id: id,
    event_id: event.id,
    correlation_id: id,
    payload: JSON.stringify({ code, source: 'form' }),
  });
  await db.commit();
}
