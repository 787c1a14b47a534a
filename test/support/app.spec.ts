import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from './app.js';

describe('app', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());

  it('starts on the engine of this run and is ready', async () => {
    expect(await app.client().get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('signs people in with their roles', async () => {
    const organiser = await app.as('organiser');
    const me = await organiser.get('/session');
    expect(me).toMatchObject({
      status: 200,
      body: { name: 'Grace Wowor', roles: [{ role: 'organiser', eventId: null }] },
    });
    expect(await app.client().get('/session')).toMatchObject({ status: 401 });
  });

  it('is empty again', async () => {
    await app.empty();
    expect(await app.db.query('SELECT id FROM staff_account')).toEqual([]);
  });
});
