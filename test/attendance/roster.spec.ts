import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor } from '../../src/common/index.js';
import { RosterBox } from '../../src/attendance/rules/roster-box.js';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor } from './door.js';

interface Changes {
  cursor: string;
  more: boolean;
  entries: { id: string; box: string }[];
  keys: { id: number; publicKey: string; withdrawn: boolean }[];
  now: string;
}

describe('the roster of a door', () => {
  let app: TestApp;
  let door: Door;
  let officer: Client;
  const guests: Guest[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app);
    officer = await app.as('gate', door.event.id);
    for (let n = 0; n < 3; n += 1) guests.push(await addGuest(app, door.event, n));
  });
  afterAll(() => app.close());

  const fetch = async (after?: string) =>
    (await officer.get<Changes>(`/events/${door.event.id}/roster${after ? `?after=${after}` : ''}`)).body;
  const opened = async ({ entries }: Changes, qr: string) => {
    const box = await RosterBox.of(qr);
    const entry = entries.find(({ id }) => id === box.id);
    return entry ? box.open(entry.box) : null;
  };

  it('is opened ticket by ticket, and shows nobody otherwise', async () => {
    const whole = await fetch();
    expect(whole.entries).toHaveLength(3);
    expect(whole.more).toBe(false);
    expect(whole.keys).toMatchObject([{ id: 1, withdrawn: false }]);
    for (const guest of guests) {
      const { printedName } = guest;
      expect(await opened(whole, guest.qr!)).toMatchObject({ printedName, status: 'confirmed', epochIsCurrent: true });
      expect(JSON.stringify(whole)).not.toContain(guest.id);
      expect(JSON.stringify(whole)).not.toContain(printedName);
    }
  });

  it('is fetched as differences: who cancelled, whose links were withdrawn, who came new', async () => {
    const { cursor } = await fetch();
    expect(await fetch(cursor)).toMatchObject({ entries: [], cursor });
    const organiser = await app.as('organiser');
    const cancelled = await organiser.post(`/events/${door.event.id}/registrations/${guests[0]!.id}/cancel`, {
      reason: 'Sakit',
    });
    expect(cancelled.status).toBeLessThan(300);
    const late = await addGuest(app, door.event, 7);
    const next = await fetch(cursor);
    expect(next.entries).toHaveLength(2);
    expect(await opened(next, guests[0]!.qr!)).toMatchObject({ status: 'cancelled' });
    expect(await opened(next, late.qr!)).toMatchObject({ status: 'confirmed', printedName: late.printedName });
    await app.db.query(`UPDATE registration SET epoch = 1 WHERE id = '${guests[1]!.id}'`);
    const revoked = await fetch(next.cursor);
    expect(revoked.entries).toHaveLength(2);
    expect(await opened(revoked, guests[1]!.qr!)).toMatchObject({ epochIsCurrent: false });
    expect(await fetch(revoked.cursor)).toMatchObject({ entries: [] });
  });

  it('begins anew for a phone that knows more than a database that was restored from a backup', async () => {
    const whole = await fetch();
    const ahead = await fetch(encodeCursor([1_000, '']));
    expect(ahead).toMatchObject({ entries: whole.entries, cursor: whole.cursor });
  });

  it('loses no change when phones ask at the same moment', async () => {
    const { cursor } = await fetch();
    const guest = await addGuest(app, door.event, 20);
    const answers = await Promise.all(Array.from({ length: 12 }, () => fetch(cursor)));
    for (const answer of answers) expect(await opened(answer, guest.qr!)).toMatchObject({ status: 'confirmed' });
    expect(new Set(answers.map((answer) => answer.cursor)).size).toBe(1);
  });

  it('holds what every key in use has signed, and says which are withdrawn', async () => {
    const admin = await app.as('admin');
    const before = await fetch();
    await admin.post('/signing-keys');
    const after = await fetch(before.cursor);
    expect(after.keys).toHaveLength(2);
    expect(after.entries).toHaveLength(before.entries.length);
    await admin.post('/signing-keys/1/withdraw');
    expect((await fetch(after.cursor)).keys).toMatchObject([{ id: 1, withdrawn: true }, { withdrawn: false }]);
  });

  it('is refused to who may not scan, and answers an unreadable cursor by its name', async () => {
    expect((await app.client().get(`/events/${door.event.id}/roster`)).status).toBe(401);
    const answer = await officer.get(`/events/${door.event.id}/roster?after=abc`);
    expect(answer.status).toBe(422);
  });
});
