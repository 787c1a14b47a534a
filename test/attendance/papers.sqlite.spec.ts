import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { pdfText } from '../../src/documents/testing/tools.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { guest as guestBody } from '../factories/applicants.js';
import { sendForm } from '../factories/registrations.js';
import { travel } from '../support/travel.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, roomOf, scan } from './door.js';

describe('papers of attendance', () => {
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
    expect(text).toContain('Tanda ? menggantikan huruf yang tidak dapat dicetak.');
    expect(text).toContain('07.10');
    expect(text).not.toContain('Bayu Rekaan');
  });

  it('holds guests apart, and no times when it is blank', async () => {
    const guestsOnly = await textOf('?kind=guest&fill=blank');
    expect(guestsOnly).toContain('Bayu Rekaan');
    expect(guestsOnly).not.toContain('Tanda ?');
    expect(guestsOnly).not.toContain('Zakaria');
    expect(await textOf('?fill=blank')).not.toContain('07.10');
  });

  it('is printed though the title of the event has a sign that no font has', async () => {
    const admin = await app.as('admin');
    await admin.patch(`/events/${door.event.id}`, { title: 'Bintek 🌱 Kota\u0001 Hijau' });
    expect(await textOf('?fill=blank')).toContain('Bintek ? Kota Hijau');
  });

  it('speaks of a day or a session of the event only', async () => {
    const { status, body } = await list('?slot=day:2026-11-25');
    expect(status).toBe(422);
    const message = expect.stringContaining('24 November 2026');
    expect(body.errors).toMatchObject([{ field: 'slot', code: 'DAY_OUTSIDE_EVENT', message }]);
    expect((await list('?slot=besok')).status).toBe(422);
    expect((await list('?slot=day:2026-11-24')).status).toBe(200);
    const other = await list('?slot=session:00000000-0000-7000-8000-000000000000');
    expect(other.status).toBe(422);
    expect(other.body.errors).toMatchObject([{ field: 'slot', code: 'SESSION_OUTSIDE_EVENT' }]);
  });

  it('is of one session, with who was in the hall for it, and who is excused', async () => {
    const { slots } = (
      await organiser.get<{ slots: { slot: string; title: string | null }[] }>(`/events/${door.event.id}/presence`)
    ).body;
    const opening = slots.find(({ title }) => title === 'Arsitektur SPBE dan data terbuka')!;
    const said = { slot: 'day:2026-11-24', kind: 'excused', registrationIds: [guests[0]!.id], reason: 'Surat' };
    await organiser.post(`/events/${door.event.id}/presence/corrections`, said);
    app.clock.set(new Date(MORNING.getTime() + 60 * 60_000));
    const text = await textOf(`?slot=${opening.slot}`);
    expect(text).toContain('Arsitektur SPBE dan data terbuka');
    expect(text).toContain('07.10');
    expect(text).toContain('Izin');
    const blank = await textOf(`?slot=${opening.slot}&fill=blank`);
    expect(blank).not.toContain('07.10');
    expect(blank).not.toContain('Izin');
    // Nobody can have been in what has not begun.
    expect(await textOf(`?slot=${slots.at(-1)!.slot}`)).not.toContain('07.10');
    const { headers } = await list(`?slot=${opening.slot}`);
    expect(headers['content-disposition']).toMatch(/daftar-hadir-.*-2026-11-24-sesi-2-participant\.pdf/);
  });

  it('names the room of its session, which may be another than that of the event', async () => {
    const roomId = await roomOf(organiser, door);
    const { id } = door.event.sessions.find(({ kind }) => kind === 'topic')!;
    expect((await organiser.patch(`/events/${door.event.id}/sessions/${id}`, { roomId })).status).toBe(200);
    expect(await textOf(`?slot=session:${id}`)).toContain('Ruang Utama, Balai Pertemuan');
    expect(await textOf()).not.toContain('Ruang Utama');
  });

  it('is of one kind of participants, of the speakers, or of the committee', async () => {
    const admin = await app.as('admin');
    expect(await textOf('?kind=pns')).toContain('Peserta PNS');
    expect(await textOf('?kind=pppk')).not.toContain('Zakaria');
    expect(await textOf('?kind=non_asn')).toContain('Peserta Non-ASN');
    expect(await textOf('?kind=speaker')).toContain('Narasumber');
    const member = { name: 'Panitia Rekaan', office: 'Ketua Panitia', role: 'chair', rank: null, nip: null };
    await admin.put(`/events/${door.event.id}/committee`, { members: [member] });
    expect(await textOf('?kind=committee')).toContain('Panitia Rekaan');
    expect((await list('?kind=semua')).status).toBe(422);
  });

  it('sums up who came, on paper and as a workbook', async () => {
    app.clock.set(new Date(MORNING.getTime() + 10 * 60 * 60_000));
    organiser = await app.as('organiser', door.event.id);
    const recap = (form: string) => organiser.get(`/events/${door.event.id}/attendance-recap.${form}`);
    const paper = await recap('pdf');
    expect([paper.status, paper.headers['content-type']]).toEqual([200, 'application/pdf']);
    const text = pdfText(paper.raw);
    for (const part of ['REKAPITULASI KEHADIRAN', 'Zakaria Akhir', "Ma'ruf O'Tjhin", 'Tamu undangan', 'Bayu Rekaan']) {
      expect(text).toContain(part);
    }
    const { status, raw, headers } = await recap('xlsx');
    expect(status).toBe(200);
    expect(headers['content-disposition']).toMatch(/attachment; filename="rekap-kehadiran-.*\.xlsx"/);
    const [people, units] = (await readXlsx(raw)).sheets;
    const row = (name: string) => people!.rows.find((cells) => String(cells[1]).includes(name))!;
    expect(row("Ma'ruf")).toEqual([
      ...[expect.any(Number), guests[1]!.printedName, expect.any(String), 'PNS', expect.any(String), 'Bappelitbangda'],
      ...['Hadir', '07.10', null, 'Hadir', 180, 'Hadir', 180, 8, 8, 100],
    ]);
    expect(row('Zakaria').slice(6, 11)).toEqual(['Izin', null, null, 'Izin', 0]);
    expect(row('Wortel 🥕 Segar').slice(6, 9)).toEqual(['Tidak hadir', null, null]);
    expect(units!.rows.find(([unit]) => unit === 'Bappelitbangda')).toEqual(['Bappelitbangda', 2, 1, 1, 0, 0, 50]);
  });

  it('tells of a day between two of the programme, and of nobody that he missed what has not begun', async () => {
    const times = { startsAt: '2026-11-26T08:00:00+08:00', endsAt: '2026-11-26T10:00:00+08:00' };
    const session = { title: 'Praktik', kind: 'topic', ...times, jpReason: 'Sesi tambahan' };
    expect((await organiser.post(`/events/${door.event.id}/sessions`, session)).status).toBe(201);
    expect(await textOf('?slot=day:2026-11-25')).toContain('25 November 2026');
    const { raw } = await organiser.get(`/events/${door.event.id}/attendance-recap.xlsx`);
    const [people, units] = (await readXlsx(raw)).sheets;
    const row = people!.rows.find(([, name]) => name === guests[2]!.printedName)!;
    const of = (head: string) => row[people!.rows[0]!.indexOf(head)];
    expect(['24 November 2026', '26 November 2026', 'Sesi 1', 'Sesi 3'].map(of)).toEqual([
      ...['Tidak hadir', null, 'Tidak hadir', null],
    ]);
    expect(units!.rows.find(([unit]) => unit === 'Bappelitbangda')).toEqual(['Bappelitbangda', 2, 1, 1, 0, 0, 40]);
    expect(people!.rows[0]).not.toContain('25 November 2026');
    // Said of that day, it is told of that day.
    const said = { slot: 'day:2026-11-25', kind: 'ill', registrationIds: [guests[2]!.id], reason: 'Surat dokter' };
    expect((await organiser.post(`/events/${door.event.id}/presence/corrections`, said)).status).toBe(204);
    const later = await organiser.get(`/events/${door.event.id}/attendance-recap.xlsx`);
    const [everybody] = (await readXlsx(later.raw)).sheets;
    const ill = everybody!.rows.find(([, name]) => name === guests[2]!.printedName)!;
    expect(ill[everybody!.rows[0]!.indexOf('25 November 2026')]).toBe('Sakit');
  });

  it('calls nobody’s stay too short for a session that still runs', async () => {
    const officer = await app.as('gate', door.event.id);
    await travel(app, new Date('2026-11-26T00:00:00Z'));
    await scan(app, officer, door, guests[2]!.qr!);
    const practice = async () => {
      const { raw } = await organiser.get(`/events/${door.event.id}/attendance-recap.xlsx`);
      const [people] = (await readXlsx(raw)).sheets;
      const row = people!.rows.find(([, name]) => name === guests[2]!.printedName)!;
      const at = people!.rows[0]!.indexOf('Sesi 3');
      return row.slice(at, at + 2);
    };
    app.clock.advance(15 * 60_000);
    expect(await practice()).toEqual([null, 15]);
    await scan(app, officer, door, guests[2]!.qr!, { direction: 'out' });
    await travel(app, new Date('2026-11-26T02:00:00Z'));
    expect(await practice()).toEqual(['Kurang dari 2/3', 15]);
  });
});
