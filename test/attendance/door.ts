import { randomUUID } from 'node:crypto';
import { makeEvent, type EventOptions, type MadeEvent } from '../factories/events.js';
import { register } from '../factories/registrations.js';
import type { ApplicantBody } from '../factories/applicants.js';
import type { TestApp } from '../support/app.js';
import type { Answer, Client } from '../support/client.js';

export interface Guest {
  id: string;
  token: string;
  ticketCode: string;
  /** What the QR on the ticket holds; null on the waiting list. */
  qr: string | null;
  printedName: string;
}

export interface ScanAnswer {
  scanId: string;
  verdict: string;
  direction: string;
  scannedAt: string;
  person: { printedName: string; unit: string } | null;
  first: { at: string; gate: string | null; device: string | null } | null;
  cancelledAt: string | null;
  otherEvent: { title: string } | null;
  counts: { present: number; registered: number };
}

/** Ten past seven in Bitung: the desk is open, registration too, the first session begins at eight. */
export const MORNING = new Date('2026-11-23T23:10:00.000Z');

export interface Door {
  event: MadeEvent;
  gates: { id: string; name: string }[];
}

/** An event on the day of `MORNING`, with two gates. */
export async function openDoor(app: TestApp, options: EventOptions = {}): Promise<Door> {
  const event = await makeEvent(app, { inDays: 1, ...options });
  const organiser = await app.as('organiser');
  const gates: Door['gates'] = [];
  for (const name of ['Pintu Utama', 'Pintu Timur']) {
    const answer = await organiser.post<{ id: string; name: string }>(`/events/${event.id}/gates`, { name });
    gates.push(answer.body);
  }
  return { event, gates };
}

export async function addGuest(
  app: TestApp,
  event: MadeEvent,
  n: number,
  changes: Partial<ApplicantBody> = {},
): Promise<Guest> {
  const { token, ticketCode } = await register(app, event.slug, n, changes);
  const ticket = await app.client().get<{ qr: string | null; printedName: string }>(`/public/tickets/${token}`);
  const rows = await app.db.query<{ id: string }>(
    `SELECT id FROM registration WHERE event_id = '${event.id}' AND ticket_code = '${ticketCode}'`,
  );
  return { id: rows[0]!.id, token, ticketCode, qr: ticket.body.qr, printedName: ticket.body.printedName };
}

/** A room of the venue, beside the one in which the sessions of the event are. */
export async function roomOf(client: Client, { event }: Door): Promise<string> {
  const { body } = await client.get<{ venueId: string }>(`/events/${event.id}`);
  const { body: venues } = await client.get<{ id: string; rooms: { id: string }[] }[]>('/venues');
  return venues.find(({ id }) => id === body.venueId)!.rooms[0]!.id;
}

export interface ScanOptions {
  /** By the clock of the phone. */
  sentAt?: string;
  id?: string;
  gateId?: string | null;
  method?: string;
  direction?: 'in' | 'out';
  scannedAt?: string;
  deviceLabel?: string;
  sessionId?: string;
}

/** Presents a text at the door, by the clock of the application. */
export function scan<Body = ScanAnswer>(
  app: TestApp,
  officer: Client,
  { event, gates }: Door,
  input: string,
  options: ScanOptions = {},
): Promise<Answer<Body>> {
  return officer.post<Body>(`/events/${event.id}/scans`, {
    id: randomUUID(),
    gateId: gates[0]?.id ?? null,
    input,
    method: 'camera',
    scannedAt: app.clock.now().toISOString(),
    ...options,
  });
}
