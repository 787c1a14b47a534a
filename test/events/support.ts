import type { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';

export interface Place {
  venueId: string;
  hall: string;
  small: string;
  speakerId: string;
}

/** What an organiser picks from: a venue with two rooms and a speaker. */
export async function makePlace(organiser: Client): Promise<Place> {
  const venue = await organiser.post<{ id: string; rooms: { id: string; name: string }[] }>('/venues', {
    name: 'Kantor Wali Kota Bitung',
    address: 'Jalan Dr. Sam Ratulangi 45, Bitung',
    latitude: 1.4406,
    longitude: 125.1217,
    rooms: [{ name: 'Ruang SH Sarundajang', seats: 300 }, { name: 'Ruang Rapat Lantai 2' }],
  });
  const room = (name: string): string => venue.body.rooms.find((one) => one.name === name)?.id ?? '';
  const speaker = await organiser.post<{ id: string; printedName: string }>('/speakers', {
    frontTitle: 'Dr.',
    name: 'Laras Permisalan',
    backTitle: 'S.Si., M.T.',
    affiliation: 'Universitas Gadjah Mada',
  });
  return {
    venueId: venue.body.id,
    hall: room('Ruang SH Sarundajang'),
    small: room('Ruang Rapat Lantai 2'),
    speakerId: speaker.body.id,
  };
}

/** A time on 8 June 2027 in Bitung. */
export const wita = (time: string): string => `2027-06-08T${time}:00+08:00`;

export const topic = (from: string, to: string, more: object = {}) => ({
  kind: 'topic',
  title: `Materi ${from}`,
  startsAt: wita(from),
  endsAt: wita(to),
  ...more,
});

export const draft = ({ venueId, hall }: Place, more: object = {}) => ({
  title: 'Bimbingan Teknis Smart City Tahap 3',
  summary: 'Rencana induk dan quick win.',
  venueId,
  roomId: hall,
  registrationOpensAt: '2026-11-24T00:00:00Z',
  registrationClosesAt: wita('07:00'),
  capacity: 80,
  numberCode: '800.2.4',
  numberUnit: 'BKPSDM',
  sessions: [topic('09:15', '10:45')],
  ...more,
});

/** Actions in the audit log, oldest first. */
export async function auditOf(app: TestApp, eventId: string): Promise<string[]> {
  const rows = await app.db.query<{ action: string }>('SELECT action FROM audit_entry WHERE event_id = ? ORDER BY id', [
    eventId,
  ]);
  return rows.map((row) => row.action);
}

export const codes = (body: { errors?: { field: string; code: string }[] }): string[] =>
  (body.errors ?? []).map(({ field, code }) => `${field} ${code}`);
