import { agenda } from './agenda.js';
import type { Client } from '../support/client.js';
import type { TestApp } from '../support/app.js';

/** The parts of an event's answer that tests use. */
export interface MadeEvent {
  id: string;
  slug: string;
  state: string;
  startsAt: string;
  endsAt: string;
  jp: number;
  capacity: number;
  taken: number;
  waiting: number;
  pools: { id: string; scope: 'event' | 'inner'; name: string; capacity: number; taken: number }[];
  sessions: { id: string; kind: string; jp: number }[];
}

export interface EventOptions {
  title?: string;
  capacity?: number;
  inner?: { name: string; capacity: number; kinds?: string[]; unitIds?: string[] }[];
  /** Its days; the first begins so many days after now. One by default, in a week. */
  inDays?: number;
  days?: number;
  /** Further fields of the event. */
  fields?: Record<string, unknown>;
  /** False leaves it a draft. */
  publish?: boolean;
}

let made = 0;

/** An event as its organiser makes it, through the API: with a place, an agenda and its seats; published. */
export async function makeEvent(app: TestApp, options: EventOptions = {}): Promise<MadeEvent> {
  const { title = `Bimbingan Teknis ${++made}`, capacity = 50, inner = [], inDays = 7, days = 1 } = options;
  const organiser = await app.as('admin');
  const venue = await expectMade<{ id: string }>(organiser, '/venues', {
    name: 'Balai Pertemuan',
    address: 'Jalan Samratulangi 45, Bitung',
    rooms: [{ name: 'Ruang Utama', seats: 400 }],
  });
  const sessions = agenda(app.clock.now(), inDays, days) as { startsAt: string }[];
  const firstTopic = sessions[1]?.startsAt ?? '';
  const event = await expectMade<MadeEvent>(organiser, '/events', {
    title,
    summary: 'Satu hari tentang layanan pemerintah digital.',
    venueId: venue.id,
    registrationClosesAt: firstTopic,
    capacity,
    inner,
    sessions,
    numberCode: '800.1',
    numberUnit: 'DISKOMINFO',
    ...options.fields,
  });
  if (options.publish === false) return event;
  return expectMade<MadeEvent>(organiser, `/events/${event.id}/publish`, {});
}

async function expectMade<Body>(client: Client, path: string, body: object): Promise<Body> {
  const answer = await client.post<Body>(path, body);
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
