import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { addGuest, type Door, MORNING, openDoor, scan } from './door.js';

interface Key {
  id: number;
  state: string;
}

describe('the keys of tickets', () => {
  let app: TestApp;
  let door: Door;
  let officer: Client;
  let admin: Client;

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app);
    officer = await app.as('gate', door.event.id);
    admin = await app.as('admin');
  });
  afterAll(() => app.close());

  const show = async (qr: string) => {
    const { verdict, person } = (await scan(app, officer, door, qr)).body;
    return { verdict, named: person !== null };
  };
  const ticketOf = async (token: string) =>
    (await app.client().get<{ qr: string }>(`/public/tickets/${token}`)).body.qr;

  it('are changed without a ticket becoming worthless, and withdrawn with all their tickets', async () => {
    const guest = await addGuest(app, door.event, 0);
    const other = await addGuest(app, door.event, 1);
    expect((await admin.get<Key[]>('/signing-keys')).body).toMatchObject([{ id: 1, state: 'signs' }]);
    const refused = await admin.post<Problem>('/signing-keys/1/withdraw');
    expect([refused.status, refused.body.code]).toEqual([409, 'SIGNING_KEY_IN_USE']);

    const rotated = await admin.post<Key[]>('/signing-keys');
    expect(rotated.body).toMatchObject([
      { id: 1, state: 'checks' },
      { id: 2, state: 'signs' },
    ]);
    const anew = await ticketOf(guest.token);
    expect(anew).not.toBe(guest.qr);
    expect(await show(guest.qr!)).toEqual({ verdict: 'accepted', named: true });
    expect(await show(anew)).toEqual({ verdict: 'already_in', named: true });

    expect((await admin.post<Key[]>('/signing-keys/1/withdraw')).body).toMatchObject([
      { id: 1, state: 'withdrawn' },
      { id: 2, state: 'signs' },
    ]);
    // Whoever holds the key may have written it, so it is nobody's.
    expect(await show(other.qr!)).toEqual({ verdict: 'revoked', named: false });
    expect(await show(await ticketOf(other.token))).toEqual({ verdict: 'accepted', named: true });
    const again = await admin.post<Key[]>('/signing-keys/1/withdraw');
    expect(again.status).toBe(200);
    const [audited] = await app.db.query<{ n: number }>(
      "SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'identity.signing_key_withdrawn'",
    );
    expect(Number(audited!.n)).toBe(1);
  });

  it('make one new one when two administrators press at the same time', async () => {
    const before = (await admin.get<Key[]>('/signing-keys')).body.length;
    const answers = await Promise.all([admin.post<Key[]>('/signing-keys'), admin.post<Key[]>('/signing-keys')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const keys = (await admin.get<Key[]>('/signing-keys')).body;
    expect(keys.length - before).toBeLessThanOrEqual(2);
    expect(keys.filter(({ state }) => state === 'signs')).toHaveLength(1);
    expect(keys.at(-1)?.state).toBe('signs');
  });

  it('that are not there are not found', async () => {
    expect((await admin.post<Problem>('/signing-keys/99/withdraw')).body.code).toBe('SIGNING_KEY_NOT_FOUND');
    expect((await officer.get('/signing-keys')).status).toBe(403);
  });
});
