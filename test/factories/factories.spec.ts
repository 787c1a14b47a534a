import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../support/app.js';
import { makeEvent } from './events.js';
import { register, sendForm } from './registrations.js';
import { applicant, guest, nipOf } from './applicants.js';

describe('factories', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());

  it('makes a published event of eight hours, and people register for it', async () => {
    const event = await makeEvent(app, { capacity: 2 });
    expect(event).toMatchObject({ state: 'published', jp: 8, capacity: 2, taken: 0 });
    expect(await register(app, event.slug, 1)).toMatchObject({ status: 'confirmed', warnings: [] });
    expect(await register(app, event.slug, 2)).toMatchObject({ status: 'confirmed', warnings: [] });
    expect(await register(app, event.slug, 3)).toMatchObject({ status: 'waiting', waitingPlace: 1 });
    expect((await sendForm(app, event.slug, guest(4))).status).toBe(201);
  });

  it('makes an event of several days, and a draft', async () => {
    expect(await makeEvent(app, { days: 2 })).toMatchObject({ state: 'published', jp: 16 });
    expect(await makeEvent(app, { publish: false })).toMatchObject({ state: 'draft' });
  });

  it('never gives two people one number', () => {
    const people = Array.from({ length: 20_000 }, (_, n) => applicant(n));
    expect(new Set(people.map(({ nip }) => nip)).size).toBe(people.length);
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
    expect(nipOf(12_345)).toHaveLength(18);
  });
});
