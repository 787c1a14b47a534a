import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EventTitles } from '../../src/identity/index.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';

interface Account {
  id: string;
  email: string;
  name: string;
  active: boolean;
  roles: { id: string; role: string; eventId: string | null; eventTitle: string | null }[];
}

const EVENT = '0190b6c2-0000-7000-8000-00000000e001';
const NOWHERE = '0190b6c2-0000-7000-8000-00000000e009';
const NEW = { email: 'Baru@Bitung.example', name: 'Deni Umpama', office: 'Dinas Kominfo', roles: [] as object[] };
// Each account and each sign-in costs a password hash.

describe('accounts', () => {
  let app: TestApp;
  let admin: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    app
      .get(EventTitles)
      .useSource((ids) => Promise.resolve(new Map(ids.filter((id) => id === EVENT).map((id) => [id, 'Tahap 2']))));
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.empty();
    admin = await app.as('admin');
  });

  const create = (body: object = NEW) =>
    admin.post<Problem & { account: Account; temporaryPassword: string }>('/accounts', body);
  const codes = (problem: Problem) => problem.errors?.map(({ field, code }) => [field, code]);
  const ownId = async () => (await admin.get<{ id: string }>('/session')).body.id;

  const audited = async (subjectId: string) =>
    (
      await app.db.query<{ action: string }>(
        `SELECT action FROM audit_entry WHERE subject_id = '${subjectId}' ORDER BY id`,
      )
    ).map((row) => row.action);

  describe('an account', () => {
    it('is made with a temporary password that signs in', async () => {
      const { status, body } = await create({
        ...NEW,
        roles: [{ role: 'organiser' }, { role: 'gate', eventId: EVENT }],
      });
      expect(status).toBe(201);
      expect(body.account).toMatchObject({ email: 'baru@bitung.example', active: true });
      expect(body.account.roles.map(({ role, eventId, eventTitle }) => [role, eventId, eventTitle]).sort()).toEqual([
        ['gate', EVENT, 'Tahap 2'],
        ['organiser', null, null],
      ]);
      const client = app.client();
      const signIn = await client.post<{ passwordTemporary: boolean }>('/session', {
        email: NEW.email,
        password: body.temporaryPassword,
      });
      expect(signIn).toMatchObject({ status: 201, body: { passwordTemporary: true } });
      await client.put('/session/password', { current: body.temporaryPassword, next: 'sandi pilihan sendiri' });
      expect((await client.get('/session')).body).toMatchObject({ passwordTemporary: false });
      expect(await audited(body.account.id)).toEqual([
        'identity.account_created',
        'identity.role_given',
        'identity.role_given',
        'identity.signed_in',
        'identity.password_changed',
      ]);
    });

    it('has a name and an office that are seen, and keeps what an edit leaves out', async () => {
      expect(codes((await create({ ...NEW, name: '\u200b', office: ' \u0007' })).body)).toEqual([
        ['name', 'REQUIRED'],
        ['office', 'REQUIRED'],
      ]);
      const { account } = (await create({ ...NEW, name: ' Deni\n\u202eUmpama ' })).body;
      expect(account.name).toBe('Deni Umpama');
      for (const field of ['name', 'office', 'active']) {
        const { status, body } = await admin.patch<Problem>(`/accounts/${account.id}`, { [field]: null });
        expect([status, codes(body)]).toEqual([422, [[field, 'REQUIRED']]]);
      }
      expect((await admin.patch(`/accounts/${account.id}`, {})).body).toMatchObject({
        name: 'Deni Umpama',
        active: true,
      });
    });

    it('is made once for an e-mail, however it is written and however often the button is pressed', async () => {
      const answers = await Promise.all([create(), create({ ...NEW, email: 'BARU@bitung.example' }), create()]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
      expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('EMAIL_TAKEN');
    });

    it('is refused as a whole when one of its roles cannot be', async () => {
      expect(codes((await create({ ...NEW, roles: [{ role: 'gate' }, { role: 'hr', eventId: EVENT }] })).body)).toEqual(
        [['roles.1.eventId', 'ROLE_EVERYWHERE_ONLY']],
      );
      expect(codes((await create({ ...NEW, roles: [{ role: 'gate', eventId: NOWHERE }] })).body)).toEqual([
        ['roles.0.eventId', 'EVENT_UNKNOWN'],
      ]);
      expect(codes((await create({ ...NEW, roles: [{ role: 'gate' }, { role: 'gate' }] })).body)).toEqual([
        ['roles.1.role', 'ROLE_HELD'],
      ]);
      expect(codes((await create({ ...NEW, roles: [{ role: 'king' }] })).body)).toEqual([
        ['roles.0.role', 'NOT_ALLOWED'],
      ]);
      expect(codes((await create({ ...NEW, email: 'bukan email', name: '  ' })).body)).toEqual([
        ['email', 'NOT_EMAIL'],
        ['name', 'REQUIRED'],
      ]);
      expect(await app.db.query('SELECT 1 FROM staff_account')).toHaveLength(1);
    });

    it('is found by a part of its name or e-mail, page by page', async () => {
      for (const name of ['Agnes Contoh', 'Berta Contoh', 'Cindy 100%']) {
        await create({ ...NEW, name, email: `${name.split(' ')[0]}@bitung.example` });
      }
      const page = async (query: string) =>
        (await admin.get<{ rows: Account[]; next: string | null }>(`/accounts?${query}`)).body;
      const first = await page('limit=2');
      expect(first.rows.map((row) => row.name)).toEqual(['Agnes Contoh', 'Berta Contoh']);
      const second = await page(`limit=2&after=${first.next}`);
      expect(second.rows.map((row) => row.name)).toEqual(['Cindy 100%', 'Yohanis Lumentut']);
      expect(second.next).toBeNull();
      expect((await page('q=CONTOH')).rows).toHaveLength(2);
      expect((await page(`q=${encodeURIComponent('100%')}`)).rows).toHaveLength(1);
      expect((await page('q=%25')).rows).toHaveLength(1);
      expect((await page('q=berta@')).rows).toHaveLength(1);
    });

    it('that is switched off is signed out at once and cannot sign in', async () => {
      const { account, temporaryPassword } = (await create()).body;
      const client = app.client();
      await client.post('/session', { email: NEW.email, password: temporaryPassword });
      expect((await admin.patch<Account>(`/accounts/${account.id}`, { active: false })).body.active).toBe(false);
      expect((await client.get('/session')).status).toBe(401);
      expect(await client.post('/session', { email: NEW.email, password: temporaryPassword })).toMatchObject({
        status: 401,
        body: { code: 'SIGN_IN_REFUSED' },
      });
      await admin.patch(`/accounts/${account.id}`, { active: true });
      expect((await client.post('/session', { email: NEW.email, password: temporaryPassword })).status).toBe(201);
      expect(await audited(account.id)).toEqual(
        expect.arrayContaining(['identity.account_deactivated', 'identity.account_activated']),
      );
    });

    it('keeps what an edit does not name', async () => {
      const { account } = (await create()).body;
      const edited = await admin.patch<Account>(`/accounts/${account.id}`, { name: 'Deni Umpama, S.Kom.' });
      expect(edited.body).toMatchObject({
        name: 'Deni Umpama, S.Kom.',
        office: 'Dinas Kominfo',
        active: true,
        email: account.email,
      });
    });

    it('gets a new temporary password, which ends its sessions and its lock', async () => {
      const { account, temporaryPassword } = (await create()).body;
      const client = app.client();
      await client.post('/session', { email: NEW.email, password: temporaryPassword });
      for (let round = 0; round < 5; round++)
        await app.client().post('/session', { email: NEW.email, password: 'salah' });
      const reset = await admin.post<{ temporaryPassword: string }>(`/accounts/${account.id}/password`);
      expect(reset.status).toBe(201);
      expect((await client.get('/session')).status).toBe(401);
      expect((await client.post('/session', { email: NEW.email, password: temporaryPassword })).status).toBe(401);
      expect((await client.post('/session', { email: NEW.email, password: reset.body.temporaryPassword })).status).toBe(
        201,
      );
    });

    it('is signed out everywhere by an administrator', async () => {
      const { account, temporaryPassword } = (await create()).body;
      const client = app.client();
      await client.post('/session', { email: NEW.email, password: temporaryPassword });
      expect((await admin.post(`/accounts/${account.id}/end-sessions`)).status).toBe(204);
      expect((await client.get('/session')).status).toBe(401);
    });

    it('that does not exist is not found', async () => {
      for (const answer of await Promise.all([
        admin.patch<Problem>(`/accounts/${NOWHERE}`, { name: 'X' }),
        admin.post<Problem>(`/accounts/${NOWHERE}/roles`, { role: 'gate' }),
        admin.delete<Problem>(`/accounts/${NOWHERE}/roles/${NOWHERE}`),
        admin.post<Problem>(`/accounts/${NOWHERE}/password`),
        admin.post<Problem>('/accounts/bukan-id/end-sessions'),
      ])) {
        expect(answer).toMatchObject({ status: 404, body: { code: 'ACCOUNT_NOT_FOUND' } });
      }
    });
  });

  describe('a role', () => {
    it('works from the next request on, and is gone with the next', async () => {
      const { account, temporaryPassword } = (await create()).body;
      const client = app.client();
      await client.post('/session', { email: NEW.email, password: temporaryPassword });
      expect((await client.get('/audit')).status).toBe(403);
      const given = await admin.post<Account>(`/accounts/${account.id}/roles`, { role: 'auditor' });
      expect(given.status).toBe(201);
      expect((await client.get('/audit')).status).toBe(200);
      const taken = await admin.delete<Account>(`/accounts/${account.id}/roles/${given.body.roles[0]!.id}`);
      expect(taken.body.roles).toEqual([]);
      expect((await client.get('/audit')).status).toBe(403);
    });

    it('is given once', async () => {
      const { account } = (await create()).body;
      const answers = await Promise.all(
        [1, 2, 3].map(() => admin.post<Problem>(`/accounts/${account.id}/roles`, { role: 'gate', eventId: EVENT })),
      );
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422, 422]);
    });

    it('of another account is not taken through this one', async () => {
      const { account } = (await create({ ...NEW, roles: [{ role: 'gate' }] })).body;
      const answer = await admin.delete<Problem>(`/accounts/${await ownId()}/roles/${account.roles[0]!.id}`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'ROLE_NOT_FOUND' } });
    });
  });

  describe('the last administrator', () => {
    const lastAdmin = { status: 409, body: { code: 'LAST_ADMIN' } };

    it('can neither lose his role nor be switched off', async () => {
      const id = await ownId();
      const [self] = (await admin.get<{ rows: Account[] }>('/accounts')).body.rows;
      expect(await admin.delete(`/accounts/${id}/roles/${self!.roles[0]!.id}`)).toMatchObject(lastAdmin);
      expect(await admin.patch(`/accounts/${id}`, { active: false })).toMatchObject(lastAdmin);
      const inactive = (await create({ ...NEW, roles: [{ role: 'admin' }] })).body.account;
      await admin.patch(`/accounts/${inactive.id}`, { active: false });
      expect(await admin.patch(`/accounts/${id}`, { active: false })).toMatchObject(lastAdmin);
      expect((await admin.get('/session')).status).toBe(200);
    });

    it('stays when two administrators remove each other at the same moment', async () => {
      for (let round = 0; round < 5; round++) {
        await app.empty();
        admin = await app.as('admin');
        const second = (await create({ ...NEW, roles: [{ role: 'admin' }] })).body;
        const other = app.client();
        await other.post('/session', { email: NEW.email, password: second.temporaryPassword });
        const id = await ownId();
        const answers = await Promise.all([
          admin.delete(`/accounts/${second.account.id}/roles/${second.account.roles[0]!.id}`),
          other.patch(`/accounts/${id}`, { active: false }),
        ]);
        const left = await app.db.query(
          "SELECT 1 FROM role_assignment r JOIN staff_account a ON a.id = r.account_id WHERE r.role = 'admin' AND a.active = 1",
        );
        expect(left.length).toBeGreaterThanOrEqual(1);
        expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      }
    });
  });
});
