import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MadeEvent, makeEvent } from '../factories/events.js';
import { register } from '../factories/registrations.js';
import { travel } from '../support/travel.js';
import { personas } from '../personas.js';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';

interface Row {
  at: string;
  actor: string | null;
  action: string;
  eventId: string | null;
}

describe('an auditor filters the log', () => {
  let app: TestApp;
  let auditor: Client;
  let event: MadeEvent;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
    event = await makeEvent(app);
    await makeEvent(app);
    for (let n = 0; n < 12; n++) await register(app, event.slug, n);
    auditor = await app.as('auditor');
    const admin = await app.as('admin');
    await travel(app, new Date(new Date(event.endsAt).getTime() + 3_600_000));
    await admin.post(`/events/${event.id}/archive`);
  });
  afterAll(() => app.close());

  /** All pages of this filter, newest first. */
  async function log(filter: Record<string, string>): Promise<Row[]> {
    const rows: Row[] = [];
    for (let after = ''; ;) {
      const query = new URLSearchParams({ ...filter, limit: '10', ...(after ? { after } : {}) });
      const { status, body } = await auditor.get<{ rows: Row[]; next: string | null }>(`/audit?${query.toString()}`);
      expect(status).toBe(200);
      rows.push(...body.rows);
      if (!body.next) return rows;
      after = body.next;
    }
  }

  it('by actor, among those who did something', async () => {
    const { name } = personas.admin;
    const { body } = await auditor.get<{ actors: { id: string; name: string }[] }>('/audit/choices');
    const actorId = body.actors.find((actor) => actor.name === name)?.id ?? '';
    const rows = await log({ actorId });
    expect(rows.filter(({ action }) => action === 'events.published')).toHaveLength(2);
    expect(new Set(rows.map((row) => row.actor))).toEqual(new Set([name]));
    expect((await log({})).length).toBeGreaterThan(rows.length + 10);
  });

  it('by an action in words, which leave open what differs from entry to entry', async () => {
    const { body } = await auditor.get<{ actions: { action: string; text: string }[] }>('/audit/choices');
    const confirmed = body.actions.find(({ action }) => action === 'registration.confirmed');
    expect(confirmed?.text).toBe('Pendaftaran … mendapat kursi');
    expect(body.actions.filter(({ text }) => text.includes('undefined'))).toEqual([]);
  });

  it('by action and by event', async () => {
    const published = (await log({ action: 'events.published' })).map((row) => row.action);
    expect(published).toEqual(Array(2).fill('events.published'));
    const rows = await log({ eventId: event.id });
    expect(rows.length).toBeGreaterThan(10);
    expect(new Set(rows.map((row) => row.eventId))).toEqual(new Set([event.id]));
    expect(await log({ eventId: event.id, action: 'events.published' })).toHaveLength(1);
  });

  it('by time: from that moment on, and before it', async () => {
    const all = (await log({ eventId: event.id })).map((row) => row.at);
    const moment = event.endsAt;
    const since = (await log({ eventId: event.id, from: moment })).map((row) => row.at);
    const before = (await log({ eventId: event.id, to: moment })).map((row) => row.at);
    expect(since.length * before.length).toBeGreaterThan(0);
    expect(since.every((at) => at >= moment) && before.every((at) => at < moment)).toBe(true);
    expect([...since, ...before]).toEqual(all);
  });
});
