import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addGuest, type Door, MORNING, openDoor, scan } from '../attendance/door.js';
import { guest } from '../factories/applicants.js';
import { makeEvent } from '../factories/events.js';
import { sendForm } from '../factories/registrations.js';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';

describe("a person's history", () => {
  let app: TestApp;
  let door: Door;
  let organiser: Client;

  interface History {
    entries: {
      at: string;
      act: {
        text: string;
        actorKind: string;
        actor: string | null;
        reason: string | null;
        source: string | null;
      } | null;
      mail: { template: string; state: string; toAddress: string; words: string | null } | null;
      scan: { direction: string; verdict: string; gate: string | null } | null;
    }[];
    more: boolean;
    otherEvents: { title: string; status: string; overlaps: boolean; arrived: boolean }[];
  }

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    app.clock.set(MORNING);
    await app.empty();
    organiser = await app.as('organiser');
    door = await openDoor(app);
  });
  afterAll(() => app.close());

  const historyOf = async (id: string, client = organiser, eventId = door.event.id) =>
    (await client.get<History>(`/events/${eventId}/registrations/${id}/history`)).body;
  const path = (id: string) => `/events/${door.event.id}/registrations/${id}`;

  it('tells what happened, the latest first: acts with who did them, mails, scans', async () => {
    const { id, qr, ticketCode } = await addGuest(app, door.event, 1);
    app.clock.advance(60_000);
    await organiser.post(`${path(id)}/resend`);
    await app.drain();
    app.clock.advance(60_000);
    await scan(app, await app.as('gate', door.event.id), door, qr ?? '');
    app.clock.advance(60_000);
    await organiser.post(`${path(id)}/cancel`, { reason: 'Sakit' });
    const { entries, more } = await historyOf(id);
    const told = entries.map(({ act, mail, scan: seen }) => act?.text ?? mail?.template ?? seen?.verdict);
    expect([...new Set(told)].sort()).toEqual(
      [
        'accepted',
        `Pendaftaran ${ticketCode} dibatalkan`,
        `Pendaftaran ${ticketCode} mendapat kursi`,
        `Tiket ${ticketCode} dikirim ulang`,
        'registration_cancelled',
        'registration_confirmed',
        'ticket_resent',
      ].sort(),
    );
    expect(more).toBe(false);
    expect(entries.map(({ at }) => at)).toEqual([...entries.map(({ at }) => at)].sort().reverse());
    const cancelled = entries.find(({ act }) => act?.text.endsWith('dibatalkan'))?.act;
    expect(cancelled).toMatchObject({ actorKind: 'staff', actor: 'Grace Wowor', reason: 'Sakit', source: null });
    const acts = entries.flatMap(({ act }) => act ?? []);
    expect(acts.map(({ reason }) => reason)).toEqual(['Sakit', null, null]);
    expect(acts.map(({ source }) => source)).toEqual([null, null, 'form']);
    expect(entries.find(({ scan: seen }) => seen)?.scan).toEqual({
      direction: 'in',
      verdict: 'accepted',
      gate: 'Pintu Utama',
    });
  });

  it('gives the reason of a refusal to the refusal that stands, and to none that was taken back', async () => {
    const waiting = await makeEvent(app, { fields: { byApproval: true }, inDays: 3 });
    await sendForm(app, waiting.slug, guest(3));
    const [row] = await app.db.query<{ id: string }>(`SELECT id FROM registration WHERE event_id = '${waiting.id}'`);
    const act = async (name: string, more = {}) =>
      expect(
        (
          await organiser.post<{ done: string[] }>(`/events/${waiting.id}/registrations/${name}`, {
            ids: [row?.id],
            ...more,
          })
        ).body.done,
      ).toEqual([row?.id]);
    const reasons = async () =>
      (await historyOf(row?.id ?? '', organiser, waiting.id)).entries.flatMap(({ act: told }) =>
        told ? [told.reason] : [],
      );
    await act('decline', { reason: 'Kuota penuh' });
    expect(await reasons()).toEqual(['Kuota penuh', null]);
    await act('undo');
    expect(await reasons()).toEqual([null, null, null]);
    await act('decline', { reason: 'Bukan sasaran' });
    expect(await reasons()).toEqual(['Bukan sasaran', null, null, null]);
    const { entries } = await historyOf(row?.id ?? '', organiser, waiting.id);
    expect(entries.flatMap(({ act: told }) => told?.source ?? [])).toEqual(['form']);
  });

  it('is told in the language of the reader, with fields by their names', async () => {
    const { id } = await addGuest(app, door.event, 1);
    const { version, ...row } = (await organiser.get<Record<string, string>>(path(id))).body;
    const { kind, nip, name, position, unit: unitText, phone, email, rank } = row;
    const form = { kind, nip, name, position, unitText, phone, email, rank, backTitle: 'S.Kom., M.Kom.' };
    expect((await organiser.send('PATCH', path(id), { ...form, version })).status).toBe(200);
    const texts = async (locale: string) => {
      const answer = await organiser.get<History>(`${path(id)}/history`, { headers: { 'accept-language': locale } });
      return answer.body.entries.map(({ act }) => act?.text ?? '').join('\n');
    };
    expect(await texts('id')).toContain('gelar belakang');
    expect(await texts('en')).toContain('title after the name');
  });

  it('says what a correction said of which day, and that it was taken back', async () => {
    const { id } = await addGuest(app, door.event, 1);
    const session = (await organiser.get<{ sessions: { id: string }[] }>(`/events/${door.event.id}`)).body.sessions[0];
    for (const [slot, kind] of [
      ['day:2026-11-24', 'ill'],
      ['day:2026-11-24', 'withdrawn'],
      [`session:${session?.id}`, 'excused'],
    ]) {
      app.clock.advance(60_000);
      const correction = { slot, kind, registrationIds: [id], reason: 'Surat dokter' };
      const answer = await organiser.post(`/events/${door.event.id}/presence/corrections`, correction);
      expect(answer.status).toBeLessThan(300);
    }
    const acts = (await historyOf(id)).entries.flatMap(({ act }) => act?.text ?? []);
    expect(acts.slice(0, 3)).toEqual([
      'Mengoreksi kehadiran satu sesi: izin',
      'Membatalkan koreksi kehadiran Selasa, 24 November 2026',
      'Mengoreksi kehadiran Selasa, 24 November 2026: sakit',
    ]);
  });

  it('names other events of the same NIP only to those who may see them', async () => {
    const { id } = await addGuest(app, door.event, 1);
    const same = await makeEvent(app, { title: 'Hari yang sama', inDays: 1 });
    const later = await makeEvent(app, { title: 'Lain waktu', inDays: 30 });
    const left = await addGuest(app, same, 1);
    await organiser.post(`/events/${same.id}/registrations/${left.id}/cancel`, { reason: 'Sakit' });
    await addGuest(app, same, 1);
    await addGuest(app, later, 1);
    await addGuest(app, later, 2);
    const told = (await historyOf(id)).otherEvents;
    expect(told.map(({ title, overlaps }) => [title, overlaps])).toEqual([
      ['Lain waktu', false],
      ['Hari yang sama', true],
      ['Hari yang sama', false],
    ]);
    const ofOne = await app.as('organiser', door.event.id);
    expect((await historyOf(id, ofOne)).otherEvents).toEqual([]);
    const { body } = await sendForm<{ ticketCode: string }>(app, door.event.slug, guest(5));
    const [row] = await app.db.query<{ id: string }>(
      `SELECT id FROM registration WHERE ticket_code = '${body.ticketCode}'`,
    );
    expect((await historyOf(row?.id ?? '')).otherEvents).toEqual([]);
  });

  it('shows no address to those who only read, and nothing to others', async () => {
    const { id } = await addGuest(app, door.event, 1);
    const auditor = await historyOf(id, await app.as('auditor'));
    expect(auditor.entries.filter(({ mail }) => mail)).toEqual([]);
    expect(auditor.entries.length).toBeGreaterThan(0);
    const gate = await app.as('gate', door.event.id);
    expect((await gate.get(`${path(id)}/history`)).status).toBe(403);
    const other = await makeEvent(app);
    expect((await organiser.get(`/events/${other.id}/registrations/${id}/history`)).status).toBe(404);
  });

  it('is bounded, and says when there is more', async () => {
    const { id } = await addGuest(app, door.event, 1);
    const [sample] = await app.db.query<Record<string, unknown>>(
      `SELECT * FROM audit_entry WHERE subject_id = '${id}' LIMIT 1`,
    );
    const columns = Object.keys(sample ?? {});
    for (let n = 0; n < 250; n++) {
      const copied = columns.map((column) =>
        column === 'id' ? `'00000000-0000-7000-8000-${String(n).padStart(12, '0')}'` : column,
      );
      await app.db.query(
        `INSERT INTO audit_entry (${columns.join(', ')}) SELECT ${copied.join(', ')} FROM audit_entry WHERE id = '${String(sample?.id)}'`,
      );
    }
    const { entries, more } = await historyOf(id);
    expect([entries.length, more]).toEqual([200, true]);
  });
});
