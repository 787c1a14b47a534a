import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pdfText } from '../../src/documents/testing/tools.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { guest as guestBody } from '../factories/applicants.js';
import { sendForm } from '../factories/registrations.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';

describe('the attendance list', () => {
  let app: TestApp;
  let door: Door;
  let organiser: Client;
  let guests: Guest[];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app, { title: 'Bimbingan Teknis Smart City Tahap 3' });
    organiser = await app.as('organiser');
    guests = [
      await addGuest(app, door.event, 1, { name: 'Zakaria Akhir', unitText: 'Bappelitbangda' }),
      await addGuest(app, door.event, 2, { name: "Ma'ruf O'Tjhin", unitText: 'Bappelitbangda' }),
      await addGuest(app, door.event, 3, { name: 'Wortel 🥕 Segar' }),
    ];
    await sendForm(app, door.event.slug, guestBody(4, { name: 'Bayu Rekaan' }));
    await scan(app, await app.as('gate', door.event.id), door, guests[1]!.qr!);
    app.clock.advance(12 * 60_000);
  });
  afterAll(() => app.close());

  const list = (query = '') => organiser.get<Problem>(`/events/${door.event.id}/attendance-list.pdf${query}`);
  const textOf = async (query = '') => {
    const { status, raw, headers } = await list(query);
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    return pdfText(raw);
  };

  it('holds the participants with the times of their scans, whatever letters their names have', async () => {
    const text = await textOf();
    expect(text).toContain('Bimbingan Teknis Smart City Tahap 3');
    expect(text).toMatch(/24 November 2026/);
    for (const { printedName } of guests.slice(0, 2)) expect(text).toContain(printedName);
    expect(text).toContain('Wortel ? Segar');
    expect(text).toContain('07.10');
    expect(text).not.toContain('Bayu Rekaan');
  });

  it('holds guests apart, and no times when it is blank', async () => {
    const guestsOnly = await textOf('?kind=guest&fill=blank');
    expect(guestsOnly).toContain('Bayu Rekaan');
    expect(guestsOnly).not.toContain('Zakaria');
    expect(await textOf('?fill=blank')).not.toContain('07.10');
  });

  it('is printed though the title of the event has a sign that no font has', async () => {
    const admin = await app.as('admin');
    await admin.patch(`/events/${door.event.id}`, { title: 'Bintek 🌱 Kota\u0001 Hijau' });
    expect(await textOf('?fill=blank')).toContain('Bintek ? Kota Hijau');
  });

  it('speaks of a day of the event only', async () => {
    const { status, body } = await list('?day=2026-11-25');
    expect([status, body.code]).toEqual([422, 'DAY_OUTSIDE_EVENT']);
    expect(body.detail).toContain('24 November 2026');
    expect((await list('?day=besok')).status).toBe(422);
    expect((await list('?day=2026-11-24')).status).toBe(200);
  });
});
