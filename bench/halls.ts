import { v7 as uuid } from 'uuid';
import { applicant } from '../test/factories/applicants.js';
import { type BenchEvent, Office } from '../test/support/office.js';
import type { SpawnedApp } from '../test/support/spawned-app.mjs';
import { type BareConnection, insert, sqlTime } from './bare.js';
import { expectAll, request, send } from './socket-client.js';

export const CONNECTIONS = 32;
const ZONE = 'Asia/Makassar';

/** Each scan answers with how many are in, so a hall has as many people as the largest hall of a city has seats. */
const PEOPLE_IN_A_HALL = 1000;

/** Events at whose gates everybody stands who has registered. */
export interface Halls {
  office: Office;
  tickets: Ticket[];
}

export interface Ticket {
  eventId: string;
  /** Text of the QR code, and the id within it. */
  qr: string;
  registrationId: string;
}

export const today = (): string => `day:${new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date())}`;

export async function openHalls(app: SpawnedApp, people: number): Promise<Halls> {
  const office = await Office.open(app);
  const tickets: Ticket[] = [];
  while (tickets.length < people) {
    const event = await office.event(PEOPLE_IN_A_HALL);
    tickets.push(...(await ticketsOf(app, event, Math.min(PEOPLE_IN_A_HALL, people - tickets.length))));
  }
  return { office, tickets };
}

async function ticketsOf(app: SpawnedApp, { id: eventId, slug }: BenchEvent, people: number): Promise<Ticket[]> {
  const path = `/api/public/events/${slug}/registrations`;
  const forms = Array.from({ length: people }, (_, n) => request('POST', path, {}, applicant(n)));
  const tokens: string[] = [];
  expectAll(201, await send(app.port, forms, CONNECTIONS, (body) => tokens.push(body.token as string)));
  const tickets: Ticket[] = [];
  const asks = tokens.map((token) => request('GET', `/api/public/tickets/${token}`, {}));
  const load = await send(app.port, asks, CONNECTIONS, (body, at) => {
    tickets.push({ eventId, qr: body.qr as string, registrationId: idOf(tokens[at] ?? '') });
  });
  expectAll(200, load);
  return tickets;
}

/** A personal link begins with the 16 bytes of the registration's id. */
function idOf(token: string): string {
  const hex = Buffer.from(token, 'base64url').toString('hex', 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** One scan as the bare program stores and answers it, in a transaction of its own. */
export async function enterOne(db: BareConnection, { eventId, registrationId }: Ticket, slot: string): Promise<void> {
  const now = sqlTime(new Date());
  const [scanId, presenceId] = [uuid(), uuid()];
  await db.all('SELECT * FROM registration WHERE id = ? LIMIT 1', [registrationId]);
  await db.begin();
  await db.all('SELECT * FROM presence WHERE registration_id = ? AND slot = ? ORDER BY entry_no', [
    registrationId,
    slot,
  ]);
  await insert(db, 'scan', {
    id: scanId,
    event_id: eventId,
    gate_id: null,
    registration_id: registrationId,
    slot,
    direction: 'in',
    method: 'camera',
    verdict: 'accepted',
    scanned_at: now,
    skew_ms: 0,
    shown: null,
    standing: 'counted',
    conflict: null,
    received_at: now,
    staff_id: null,
    device_id: null,
    device_label: null,
    employee_id: null,
    barred: 0,
  });
  await insert(db, 'presence', {
    id: presenceId,
    registration_id: registrationId,
    event_id: eventId,
    slot,
    entry_no: 1,
    in_at: now,
    out_at: null,
    gate_id: null,
    in_scan_id: scanId,
    out_scan_id: null,
  });
  await insert(db, 'audit_entry', {
    id: uuid(),
    at: now,
    actor_kind: 'staff',
    action: 'attendance.scanned',
    subject_kind: 'scan',
    subject_id: scanId,
    event_id: eventId,
    payload: JSON.stringify({ verdict: 'accepted', direction: 'in', registrationId }),
  });
  await db.commit();
  await db.all('SELECT * FROM scan WHERE id = ? LIMIT 1', [scanId]);
  await db.all('SELECT * FROM registration WHERE id = ? LIMIT 1', [registrationId]);
  await db.all("SELECT COUNT(*) FROM registration WHERE event_id = ? AND status = 'confirmed'", [eventId]);
  await db.all(
    "SELECT COUNT(*) FROM presence p JOIN registration r ON r.id = p.registration_id AND r.status = 'confirmed' WHERE p.event_id = ? AND p.slot = ? AND p.entry_no = 1",
    [eventId, slot],
  );
}
