import { randomUUID } from 'node:crypto';
import { type APIRequestContext, request } from '@playwright/test';
import { dayOf, startOfDay } from '../../../src/common/rules/wall-clock.js';
import { agenda, withinDays } from '../../factories/agenda.js';
import { applicant, type ApplicantBody } from '../../factories/applicants.js';
import { demoAccount, type DemoAccount } from './demo.js';

export interface PublishedEvent {
  id: string;
  slug: string;
  title: string;
}

/** The API as a signed-in browser uses it, to prepare what a test is about. */
export async function apiAs(baseURL: string, account: DemoAccount): Promise<APIRequestContext> {
  const context = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } });
  const { email, password } = demoAccount(account);
  const answer = await context.post('/api/session', { data: { email, password } });
  if (!answer.ok()) throw new Error(`${account} could not sign in: ${await answer.text()}`);
  return context;
}

export async function post<Body>(api: APIRequestContext, path: string, data: object = {}): Promise<Body> {
  const answer = await api.post(`/api${path}`, { data });
  if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as Body;
}

/** An event of its own for a test that registers people, so that tests do not take each other's seats. */
export function publishEvent(
  api: APIRequestContext,
  title: string,
  capacity: number,
  more: object = {},
): Promise<PublishedEvent> {
  const sessions = agenda(new Date()) as { startsAt: string }[];
  return published(api, title, capacity, sessions, sessions[0]?.startsAt, more);
}

/** An event of which today is the middle day, at whatever hour the test runs; one can still register. */
export function runningEvent(api: APIRequestContext, title: string, capacity: number): Promise<PublishedEvent> {
  const sessions = agenda(new Date(), -1, 4) as { startsAt: string }[];
  return published(api, title, capacity, sessions, sessions.at(-1)?.startsAt);
}

/** An event with these sessions; one can register whatever the hour. */
export function eventWithSessions(
  api: APIRequestContext,
  title: string,
  sessions: { title: string; startsAt: Date; endsAt: Date }[],
): Promise<PublishedEvent> {
  const planned = sessions.map((each) => ({ kind: 'topic', jp: 1, jpReason: 'Sesi pendek untuk uji', ...each }));
  const days = planned.flatMap(({ startsAt, endsAt, ...session }) =>
    withinDays(startsAt, endsAt).map((span) => ({ ...session, ...span })),
  );
  const latest = new Date(Math.max(...sessions.map(({ endsAt }) => endsAt.getTime())) - 1000);
  return published(api, title, 20, days, latest.toISOString(), { registrationOpensAt: new Date(Date.now() - 60_000) });
}

/** An event that is over in so many milliseconds; being there is enough for its certificate. */
export async function endingEvent(api: APIRequestContext, title: string, ms: number): Promise<PublishedEvent> {
  const now = Date.now();
  const at = (offset: number) => new Date(now + offset);
  const hours = { jp: 1, jpReason: 'Sesi pendek untuk uji' };
  const session = { kind: 'topic', title: 'Materi', ...hours };
  const sessions = withinDays(at(-120_000), at(ms)).map((span) => ({ ...session, ...span }));
  const office = { officePrefix: '', name: 'Rahel Ibarat, S.STP.', office: 'Kepala BKPSDM' };
  const { id: certificateSignatoryId } = await post<{ id: string }>(api, '/signatories', office);
  const rule = { minSharePercent: 0, certificateSignatoryId, numberUnit: 'UJI' };
  return published(api, title, 50, sessions, at(ms - 1000).toISOString(), {
    registrationOpensAt: at(-600_000),
    ...rule,
  });
}

async function published(
  api: APIRequestContext,
  title: string,
  capacity: number,
  sessions: { startsAt: string }[],
  registrationClosesAt: string | undefined,
  more: object = {},
): Promise<PublishedEvent> {
  const venue = await post<{ id: string }>(api, '/venues', { name: `Balai ${title}`, address: 'Bitung' });
  const { id } = await post<{ id: string }>(api, '/events', {
    title,
    summary: 'Satu hari tentang layanan pemerintah digital.',
    venueId: venue.id,
    registrationClosesAt,
    cancelUntil: sessions[0]?.startsAt,
    capacity,
    numberCode: '800.1',
    numberUnit: 'DISKOMINFO',
    sessions,
    ...more,
  });
  return post<PublishedEvent>(api, `/events/${id}/publish`);
}

export interface MadeTicket {
  token: string;
  ticketCode: string;
  printedName: string;
  qr: string;
}

/** A person with a seat, and what his ticket page shows. */
export async function takeSeat(
  api: APIRequestContext,
  slug: string,
  n: number,
  changes: Partial<ApplicantBody> = {},
): Promise<MadeTicket> {
  const person = applicant(n, changes);
  const { token, ticketCode } = await post<MadeTicket>(api, `/public/events/${slug}/registrations`, person);
  const page = await api.get(`/api/public/tickets/${token}`);
  const { printedName, qr } = (await page.json()) as MadeTicket;
  return { token, ticketCode, printedName, qr };
}

const MINUTE = 60_000;
const ZONE = 'Asia/Makassar';

/** A scan as a phone that had no network sends it, some minutes later. */
export async function sendKept(
  api: APIRequestContext,
  eventId: string,
  { deviceLabel, qr, minutesAgo }: { deviceLabel: string; qr: string; minutesAgo: number },
): Promise<void> {
  const now = Date.now();
  const midnight = startOfDay(dayOf(new Date(now), ZONE), ZONE).getTime();
  // Those of one test are of one day, though it has just ended.
  const latest = now - midnight < 10 * MINUTE ? midnight - 1 : now;
  const scannedAt = new Date(latest - minutesAgo * MINUTE).toISOString();
  const scan = { id: randomUUID(), input: qr, method: 'camera', shown: 'accepted', scannedAt };
  await post(api, `/events/${eventId}/scans/sync`, { sentAt: new Date(now).toISOString(), deviceLabel, scans: [scan] });
}

export function scanCode(
  api: APIRequestContext,
  eventId: string,
  input: string,
  direction: 'in' | 'out' = 'in',
): Promise<{ verdict: string }> {
  const scan = { id: randomUUID(), gateId: null, input, method: 'code', direction };
  return post(api, `/events/${eventId}/scans`, { ...scan, scannedAt: new Date().toISOString() });
}

/** The link of this page in the latest mail that has one to the person of a ticket. */
export async function mailedLink(
  api: APIRequestContext,
  eventId: string,
  ticketCode: string,
  page: 'bukti' | 'tawaran',
): Promise<string> {
  const read = async <Body>(path: string) => (await (await api.get(`/api${path}`)).json()) as Body;
  const { rows } = await read<{ rows: { id: string }[] }>(`/events/${eventId}/registrations?q=${ticketCode}`);
  const contact = await read<{ mails: { id: string }[] }>(`/events/${eventId}/registrations/${rows[0]?.id}/contact`);
  for (const { id } of contact.mails) {
    const { preview } = await read<{ preview: { text: string } | null }>(`/mails/${id}`);
    const link = preview?.text.match(new RegExp(`https?://\\S+/${page}/\\S+`))?.[0];
    if (link) return new URL(link).pathname;
  }
  throw new Error(`No mail of ${ticketCode} has a link to ${page}.`);
}
