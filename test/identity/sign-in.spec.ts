import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Transactions } from '../../src/database/index.js';
import { Accounts } from '../../src/identity/index.js';
import { SignInLimits } from '../../src/identity/sign-in-limits.js';
import { PASSWORD } from '../personas.js';
import { TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';

interface Me {
  id: string;
  email: string;
  permissions: string[];
  roles: { role: string; eventId: string | null }[];
}

const EMAIL = 'sari@bitung.example';
const MINUTE = 60_000;
// Each try costs a password hash.

describe('sign in', () => {
  let app: TestApp;

  beforeAll(async () => {
    // The requests of a minute have a limit of their own, which stands before this one.
    app = await TestApp.start({ env: { RATE_SIGN_INS: '100000' } });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.empty();
    await app
      .get(Accounts)
      .add(
        { email: EMAIL, name: 'Sari Contoh', office: 'Dinas Kominfo', roles: [{ role: 'organiser' }] },
        PASSWORD,
        systemActor,
      );
  });

  const tryPassword = (password: string, email = EMAIL, remoteAddress = '192.0.2.1') =>
    app.client().post<Problem & Me>('/session', { email, password }, { remoteAddress });

  const actions = async () =>
    (
      await app.db.query<{ action: string }>(
        "SELECT action FROM audit_entry WHERE action LIKE 'identity.sign%' ORDER BY id",
      )
    ).map((row) => row.action);

  describe('signing in', () => {
    it('answers who he is and what he may, and keeps only a hash of the cookie', async () => {
      const client = app.client();
      const answer = await client.post<Me>('/session', { email: ` ${EMAIL.toUpperCase()} `, password: PASSWORD });
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({ email: EMAIL, roles: [{ role: 'organiser', eventId: null }] });
      expect(answer.body.permissions).toContain('events.create');
      expect(answer.body.permissions).not.toContain('accounts.manage');
      const cookie = String(answer.headers['set-cookie']);
      expect(cookie).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
      const [row] = await app.db.query<{ id_hash: string }>('SELECT id_hash FROM staff_session');
      expect(row?.id_hash).toMatch(/^[0-9a-f]{64}$/);
      expect(cookie).not.toContain(row!.id_hash);
      expect((await client.get<Me>('/session')).body.id).toBe(answer.body.id);
      expect(await actions()).toEqual(['identity.signed_in']);
    });

    it('answers a wrong password and an unknown e-mail with the same words', async () => {
      const wrong = await tryPassword('bukan sandinya');
      const unknown = await tryPassword('bukan sandinya', 'tidak-ada@bitung.example');
      for (const answer of [wrong, unknown]) {
        expect(answer.status).toBe(401);
        expect(answer.body).toMatchObject({
          code: 'SIGN_IN_REFUSED',
          detail: 'Email atau kata sandi tidak cocok. Setelah 5 kali, tunggu 15 menit.',
        });
      }
      expect(await actions()).toEqual(['identity.sign_in_refused', 'identity.sign_in_refused']);
    });

    it('is refused in English to who reads English', async () => {
      const answer = await app
        .client()
        .post<Problem>(
          '/session',
          { email: EMAIL, password: 'wrong password' },
          { headers: { 'accept-language': 'en' } },
        );
      expect(answer.body.detail).toBe('E-mail or password do not match. After 5 tries, wait 15 minutes.');
    });

    it('is refused to a form of another site', async () => {
      const answer = await app
        .client()
        .post<Problem>(
          '/session',
          { email: EMAIL, password: PASSWORD },
          { headers: { origin: 'https://evil.example' } },
        );
      expect(answer).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
    });

    it('names each faulty input', async () => {
      const answer = await app.client().post<Problem>('/session', { email: EMAIL, admin: true });
      expect(answer.status).toBe(422);
      expect(answer.body.errors?.map(({ field, code }) => [field, code])).toEqual(
        expect.arrayContaining([
          ['password', 'REQUIRED'],
          ['admin', 'UNKNOWN_FIELD'],
        ]),
      );
    });
  });

  describe('the limit of tries', () => {
    it.each([
      ['a known e-mail', EMAIL],
      ['an unknown e-mail', 'tidak-ada@bitung.example'],
    ])('locks %s after 5 failures for 15 minutes', async (_which, email) => {
      for (let round = 0; round < 5; round++) expect((await tryPassword('salah', email)).status).toBe(401);
      const locked = await tryPassword(PASSWORD, email);
      expect(locked).toMatchObject({
        status: 429,
        body: { code: 'SIGN_IN_LOCKED', detail: 'Sudah terlalu sering tidak cocok. Tunggu 15 menit, lalu coba lagi.' },
      });
      expect(locked.headers['retry-after']).toBe('900');
      app.clock.advance(15 * MINUTE - 1000);
      expect((await tryPassword(PASSWORD, email)).status).toBe(429);
      app.clock.advance(1000);
      expect((await tryPassword(PASSWORD, email)).status).toBe(email === EMAIL ? 201 : 401);
    });

    it('is not defeated by parallel tries', async () => {
      const fromHere = await Promise.all(Array.from({ length: 30 }, () => tryPassword('salah')));
      expect(fromHere.filter((answer) => answer.status === 401)).toHaveLength(5);
      expect(fromHere.filter((answer) => answer.status === 429)).toHaveLength(25);
    });

    it('is not defeated by many addresses either', async () => {
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, index) => tryPassword('salah', EMAIL, `192.0.2.${index}`)),
      );
      expect(answers.filter((answer) => answer.status === 401)).toHaveLength(20);
      expect((await tryPassword(PASSWORD, EMAIL, '192.0.2.99')).status).toBe(429);
    });

    it('does not let a stranger keep the person out', async () => {
      for (let round = 0; round < 9; round++) await tryPassword('salah', EMAIL, '198.51.100.7');
      expect((await tryPassword(PASSWORD, EMAIL, '198.51.100.7')).status).toBe(429);
      expect((await tryPassword(PASSWORD, EMAIL, '192.0.2.1')).status).toBe(201);
      expect((await tryPassword(PASSWORD, EMAIL, '198.51.100.7')).status).toBe(429);
    });

    it('is not defeated by other spellings of the e-mail', async () => {
      for (let round = 0; round < 5; round++) await tryPassword('salah');
      for (const spelling of [
        'SARI@bitung.example',
        ' sari@bitung.example',
        'sári@bitung.example',
        'sari@bitung.example\u0301',
        'ſari@bitung.example',
      ]) {
        expect((await tryPassword(PASSWORD, spelling)).status).not.toBe(201);
      }
    });

    it('forgets the failures once the password was right', async () => {
      for (let round = 0; round < 4; round++) await tryPassword('salah');
      expect((await tryPassword(PASSWORD)).status).toBe(201);
      for (let round = 0; round < 4; round++) await tryPassword('salah');
      expect((await tryPassword(PASSWORD)).status).toBe(201);
    });

    it('stops an address that tries many e-mails, and no other address', async () => {
      const limits = app.get(SignInLimits);
      for (let round = 0; round < 49; round++) await limits.take(`orang${round}@bitung.example`, '192.0.2.1');
      expect((await tryPassword('salah', 'orang50@bitung.example')).status).toBe(401);
      expect((await tryPassword(PASSWORD, EMAIL)).status).toBe(429);
      expect((await tryPassword(PASSWORD, EMAIL, '192.0.2.99')).status).toBe(201);
    });

    it('never counts the right passwords of a crowded office', async () => {
      const limits = app.get(SignInLimits);
      for (let round = 0; round < 60; round++) {
        await limits.take(`orang${round}@bitung.example`, '192.0.2.1');
        await app.get(Transactions).run((tx) => limits.clear(tx, `orang${round}@bitung.example`, '192.0.2.1'));
      }
      expect((await tryPassword(PASSWORD)).status).toBe(201);
      expect(await app.db.query('SELECT 1 FROM sign_in_limit WHERE tries > 0')).toHaveLength(0);
    });
  });
});
