import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Accounts } from '../../src/identity/index.js';
import { PASSWORD } from '../personas.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';

const EMAIL = 'sari@bitung.example';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
// Each account and each sign-in costs a password hash.

describe('sessions', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.empty();
    await app
      .get(Accounts)
      .add({ email: EMAIL, name: 'Sari Contoh', office: 'Dinas Kominfo', roles: [] }, PASSWORD, systemActor);
  });

  async function signedIn(password = PASSWORD): Promise<Client> {
    const client = app.client();
    expect((await client.post('/session', { email: EMAIL, password })).status).toBe(201);
    return client;
  }

  const me = (client: Client) => client.get<Problem & { locale: string; passwordTemporary: boolean }>('/session');

  const lastSeen = async () =>
    (await app.db.query<{ seen: string | Date }>('SELECT last_seen_at AS seen FROM staff_session')).map(({ seen }) =>
      new Date(typeof seen === 'string' ? `${seen.replace(' ', 'T')}Z` : seen).getTime(),
    );

  describe('a session', () => {
    it('is asked for, and a cookie that opens nothing is told so', async () => {
      expect(await me(app.client())).toMatchObject({ status: 401, body: { code: 'SIGN_IN_REQUIRED' } });
      const answer = await app.client().get<Problem>('/session', { headers: { cookie: 'sid=bukan-apa-apa' } });
      expect(answer).toMatchObject({
        status: 401,
        body: {
          code: 'SESSION_ENDED',
          detail: 'Anda sudah keluar karena lama tidak dipakai. Masuk lagi; pekerjaan Anda masih ada.',
        },
      });
    });

    it('ends after two hours without use, and lives on while it is used', async () => {
      const client = await signedIn();
      for (let round = 0; round < 5; round++) {
        app.clock.advance(2 * HOUR - MINUTE);
        expect((await me(client)).status).toBe(200);
      }
      app.clock.advance(2 * HOUR);
      expect(await me(client)).toMatchObject({ status: 401, body: { code: 'SESSION_ENDED' } });
    });

    it('ends after twelve hours however busy', async () => {
      const client = await signedIn();
      for (let round = 0; round < 11; round++) {
        app.clock.advance(HOUR);
        expect((await me(client)).status).toBe(200);
      }
      app.clock.advance(HOUR);
      expect((await me(client)).status).toBe(401);
    });

    it('writes that it was seen at most once a minute', async () => {
      const client = await signedIn();
      const [atStart] = await lastSeen();
      app.clock.advance(MINUTE - 1);
      await me(client);
      expect(await lastSeen()).toEqual([atStart]);
      app.clock.advance(1);
      await Promise.all([me(client), me(client)]);
      expect(await lastSeen()).toEqual([atStart! + MINUTE]);
    });

    it('is gone after signing out, in this browser and for who copied its cookie', async () => {
      const client = await signedIn();
      const other = await signedIn();
      expect((await client.delete('/session')).status).toBe(204);
      expect(await app.db.query('SELECT 1 FROM staff_session')).toHaveLength(1);
      expect((await me(client)).status).toBe(401);
      expect((await me(other)).status).toBe(200);
    });

    it('of an earlier day leaves no row behind', async () => {
      await signedIn();
      await signedIn();
      app.clock.advance(13 * HOUR);
      await signedIn();
      expect(await app.db.query('SELECT 1 FROM staff_session')).toHaveLength(1);
    });
  });

  describe('a write with a session', () => {
    const write = (client: Client, headers: Record<string, string>) =>
      client.send<Problem>('PUT', '/session/locale', { locale: 'en' }, { headers });

    it('is refused from another site, and from nowhere', async () => {
      const client = await signedIn();
      const headers = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: 'http://127.0.0.1:3001' },
        { origin: 'http://127.0.0.1:3000.evil.example' },
        { origin: 'http://localhost:3000' },
      ];
      for (const header of headers) {
        expect(await write(client, header)).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
      }
      expect((await me(client)).body.locale).toBe('id');
      expect((await write(client, { origin: 'http://127.0.0.1:3000' })).status).toBe(200);
      expect((await me(client)).body.locale).toBe('en');
    });

    it('without Origin passes only as same-origin', async () => {
      const client = await signedIn();
      const cookie = await cookieOf();
      const send = (headers: Record<string, string>) =>
        app.app.inject({
          method: 'PUT',
          url: '/api/session/locale',
          payload: { locale: 'en' },
          headers: { cookie, ...headers },
        });
      expect((await send({})).statusCode).toBe(403);
      expect((await send({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
      expect((await send({ 'sec-fetch-site': 'same-site' })).statusCode).toBe(403);
      expect((await send({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
      expect((await me(client)).status).toBe(200);
    });
  });

  describe('a change of the password', () => {
    const NEXT = 'sandi baru yang panjang';
    const change = (client: Client, body: object) => client.put<Problem>('/session/password', body);

    it('ends the other sessions and counts from the next sign-in on', async () => {
      const [client, other] = [await signedIn(), await signedIn()];
      expect((await change(client, { current: PASSWORD, next: NEXT })).status).toBe(204);
      expect((await me(client)).status).toBe(200);
      expect((await me(other)).status).toBe(401);
      expect((await app.client().post('/session', { email: EMAIL, password: PASSWORD })).status).toBe(401);
      await signedIn(NEXT);
    });

    it.each([
      ['a wrong current one', { current: 'bukan ini sandinya', next: NEXT }, 'current', 'PASSWORD_WRONG'],
      ['a short new one', { current: PASSWORD, next: 'sebelas-hrf' }, 'next', 'TOO_SHORT'],
      ['the same one', { current: PASSWORD, next: PASSWORD }, 'next', 'PASSWORD_SAME'],
    ])('is refused for %s', async (_why, body, field, code) => {
      const answer = await change(await signedIn(), body);
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toEqual([expect.objectContaining({ field, code })]);
    });

    it('does not serve to guess the password', async () => {
      const client = await signedIn();
      for (let round = 0; round < 5; round++) await change(client, { current: `tebakan ${round}`, next: NEXT });
      expect(await change(client, { current: PASSWORD, next: NEXT })).toMatchObject({
        status: 429,
        body: { code: 'SIGN_IN_LOCKED' },
      });
    });
  });

  async function cookieOf(): Promise<string> {
    const answer = await app.client().post('/session', { email: EMAIL, password: PASSWORD });
    return String(answer.headers['set-cookie']).split(';')[0]!;
  }
});
