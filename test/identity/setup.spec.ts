import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Keys } from '../../src/common/crypto/index.js';
import { FirstRun } from '../../src/identity/first-run.service.js';
import { TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';

// Each account and each sign-in costs a password hash.

describe('the first run', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());
  beforeEach(() => app.empty());

  const body = (over: object = {}) => ({
    token: app.get(Keys).setupToken(),
    email: 'kepala@bitung.example',
    name: 'Rahel Ibarat',
    password: 'sandi administrator',
    ...over,
  });
  const setUp = (over: object = {}) => app.client().post<Problem>('/setup', body(over));

  it('prints the token while there is no account, and never again', async () => {
    expect(await app.get(FirstRun).notice()).toContain(app.get(Keys).setupToken());
    expect((await app.client().get('/setup')).body).toEqual({ needed: true });
    await setUp();
    expect(await app.get(FirstRun).notice()).toBeUndefined();
    expect((await app.client().get('/setup')).body).toEqual({ needed: false });
  });

  it('makes an administrator, signed in, with a password of his own', async () => {
    const client = app.client();
    expect((await client.post('/setup', body())).status).toBe(201);
    const me = await client.get<{ permissions: string[]; passwordTemporary: boolean }>('/session');
    expect(me.body.permissions).toContain('accounts.manage');
    expect(me.body.passwordTemporary).toBe(false);
    const actions = await app.db.query<{ action: string }>('SELECT action FROM audit_entry ORDER BY id');
    expect(actions.map((row) => row.action)).toEqual([
      'identity.account_created',
      'identity.role_given',
      'identity.signed_in',
    ]);
  });

  it('is refused without the token, with a short password and from another site', async () => {
    expect(await setUp({ token: 'x' })).toMatchObject({ status: 403, body: { code: 'SETUP_TOKEN_WRONG' } });
    expect((await setUp({ token: '' })).status).toBe(422);
    expect((await setUp({ password: 'sebelas-hrf' })).body.errors).toEqual([
      expect.objectContaining({ field: 'password', code: 'TOO_SHORT' }),
    ]);
    const foreign = await app.client().post<Problem>('/setup', body(), { headers: { origin: 'https://evil.example' } });
    expect(foreign.body.code).toBe('ORIGIN_REFUSED');
    expect(await app.db.query('SELECT 1 FROM staff_account')).toHaveLength(0);
  });

  it('is over once there is any account, with a right token too', async () => {
    await app.as('gate');
    expect(await setUp()).toMatchObject({ status: 409, body: { code: 'SETUP_DONE' } });
  });

  it('has one winner of twenty', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => setUp({ email: `orang${index}@bitung.example` })),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.body.code === 'SETUP_DONE')).toHaveLength(19);
    expect(await app.db.query('SELECT 1 FROM role_assignment')).toHaveLength(1);
  });
});
