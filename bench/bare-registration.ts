import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { type ApplicantBody, applicant, guest } from '../test/factories/applicants.js';
import { wordsOf } from '../src/registration/list/search-words.js';
import type { BenchEvent } from '../test/support/office.js';
import { type BareConnection, insert, sqlTime } from './bare.js';

export function personOf(n: number): ApplicantBody {
  return n % 2 === 0 ? applicant(n) : guest(n);
}

/**
 * The statements of the product for one person in a transaction: looks for a live registration and for the form's own
 * number, takes the event's turn, reads the pools, takes a seat or a place in the line of each, and writes registration,
 * words, pools, mail, job and audit entry.
 */
export async function registerOne(db: BareConnection, event: BenchEvent, n: number): Promise<void> {
  const person = personOf(n);
  const { unitText = '' } = person;
  const now = sqlTime(new Date());
  const [id, mail, code, liveKey] = [uuid(), uuid(), randomBytes(4).toString('hex'), randomBytes(32).toString('hex')];
  const [whole = '', inner = ''] = event.pools;
  const wanted = person.kind === 'pns' && inner ? [whole, inner] : [whole];
  await db.all('SELECT * FROM registration WHERE event_id = ? AND live_key IN (?)', [event.id, liveKey]);
  await db.all('SELECT submission_nonce FROM registration WHERE submission_nonce IN (?)', [person.submissionNonce]);
  await db.begin();
  await db.run('UPDATE seat_pool SET arrivals = arrivals + 1 WHERE id = ?', [whole]);
  await db.all('SELECT * FROM event WHERE id = ?', [event.id]);
  const pools = await db.all('SELECT id, capacity, taken, waiting, arrivals FROM seat_pool WHERE event_id = ?', [
    event.id,
  ]);
  const stand = (poolId: string | undefined) => pools.find((pool) => pool.id === poolId);
  const seated =
    Number(stand(wanted.at(-1))?.waiting) === 0 &&
    wanted.every((poolId) => Number(stand(poolId)?.taken) < Number(stand(poolId)?.capacity));
  for (const poolId of seated ? wanted : wanted.slice(-1)) {
    const [taken, waiting] = seated ? [1, 0] : [0, 1];
    await db.run(
      'UPDATE seat_pool SET taken = taken + ?, waiting = waiting + ? WHERE id = ? AND (? = 0 OR taken + ? <= capacity)',
      [taken, waiting, poolId, taken, taken],
    );
  }
  await insert(db, 'registration', {
    id,
    event_id: event.id,
    person_key: `nip:${person.nip ?? person.email}`,
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
    unit_text: unitText,
    position: person.position,
    rank: person.rank ?? '',
    phone: person.phone,
    email: person.email,
    locale: 'id',
    status: seated ? 'confirmed' : 'waiting',
    arrival_no: Number(stand(whole)?.arrivals),
    priority: 0,
    hold_until: null,
    proved_at: null,
    warnings: '[]',
    source: 'form',
    import_batch_id: null,
    epoch: 0,
    resent_at: null,
    letter_reminded_at: null,
    mail_standing: 'queued',
    arrived_at: null,
    confirmed_at: seated ? now : null,
    ended_at: null,
    end_reason: null,
    created_at: now,
  });
  for (const word of wordsOf({ nameKey: person.name.toLowerCase(), email: person.email, unitId: null, unitText })) {
    await insert(db, 'registration_word', { event_id: event.id, word, registration_id: id });
  }
  for (const poolId of wanted) await insert(db, 'registration_pool', { registration_id: id, pool_id: poolId });
  await insert(db, 'mail_message', {
    id: mail,
    template: seated ? 'registration_confirmed' : 'registration_waiting',
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
    action: seated ? 'registration.confirmed' : 'registration.placed_waiting',
    subject_kind: 'registration',
    subject_id: id,
    event_id: event.id,
    correlation_id: id,
    payload: JSON.stringify({ code, source: 'form' }),
  });
  await db.commit();
}
