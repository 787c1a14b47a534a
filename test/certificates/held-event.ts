import { randomUUID } from 'node:crypto';
import { applicant, type ApplicantBody } from '../factories/applicants.js';
import { type EventOptions, type MadeEvent, makeEvent } from '../factories/events.js';
import { register } from '../factories/registrations.js';
import { type TestApp, TEST_NOW } from '../support/app.js';
import { travel } from '../support/travel.js';

export interface Participant {
  n: number;
  token: string;
  ticketCode: string;
}

export interface HeldEvent extends MadeEvent {
  participants: Participant[];
}

interface HeldOptions extends EventOptions {
  people?: number;
  /** What the nth person typed. */
  typed?: (n: number) => Partial<ApplicantBody>;
  /** When the nth person came, in minutes after midnight in the zone of the event; null for those who did not. */
  arrival?: (n: number) => number | null;
  /** Number of the first person, for several events with people of their own. */
  from?: number;
  /** When the event is made; it is held two days later. */
  now?: Date;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
export const ON_TIME = 7 * 60 + 30;

export const signatory = {
  office: 'Kepala BKPSDM',
  officePrefix: '',
  name: 'Rahel Ibarat, S.STP., M.AP.',
  rank: 'IV/b',
  nip: '198309212002122001',
};

/** An event that is over: made, published, filled and scanned at the door through the API, with the clock put to each time. */
export async function heldEvent(app: TestApp, options: HeldOptions = {}): Promise<HeldEvent> {
  const {
    people = 5,
    typed = () => ({}),
    arrival = () => ON_TIME,
    from = 1,
    now = TEST_NOW,
    fields,
    ...rest
  } = options;
  const admin = await app.as('admin');
  await travel(app, now);
  const signer = await admin.post<{ id: string }>('/signatories', signatory);
  if (signer.status >= 300) throw new Error(`signatory: ${JSON.stringify(signer.body)}`);
  const event = await makeEvent(app, {
    inDays: 2,
    ...rest,
    fields: { certificateSignatoryId: signer.body.id, ...fields },
  });
  const participants: Participant[] = [];
  for (let n = from; n < from + people; n++) {
    const { token, ticketCode } = await register(app, event.slug, n, { ...applicant(n), ...typed(n) });
    participants.push({ n, token, ticketCode });
  }
  const midnight = Math.floor((new Date(event.startsAt).getTime() + 8 * 60 * MINUTE) / DAY) * DAY - 8 * 60 * MINUTE;
  for (const { n, ticketCode } of participants) {
    const minutes = arrival(n);
    if (minutes === null) continue;
    const at = new Date(midnight + minutes * MINUTE);
    if (at > app.clock.now()) await travel(app, at);
    const scan = await admin.post<{ verdict: string }>(`/events/${event.id}/scans`, {
      id: randomUUID(),
      gateId: null,
      input: ticketCode,
      method: 'code',
      direction: 'in',
      scannedAt: at.toISOString(),
    });
    if (scan.body.verdict !== 'accepted') throw new Error(`scan: ${JSON.stringify(scan.body)}`);
  }
  // The mails of the registrations are another matter, and drawing their codes takes longer than all else here.
  await app.db.query("DELETE FROM job WHERE kind = 'mail.send'");
  await travel(app, new Date(new Date(event.endsAt).getTime() + 2 * 60 * MINUTE));
  return { ...event, participants };
}

export interface RegisterAnswer {
  rows: {
    id: string;
    serial: number;
    number: string;
    printedName: string;
    unit: string;
    state: string;
    failure: string | null;
    sha256Short: string | null;
    code: string;
    mail: string | null;
    revokeReason: string | null;
  }[];
  next: string | null;
  matched: number;
}

export async function issue(app: TestApp, eventId: string): Promise<number> {
  const answer = await (await app.as('admin')).post<{ reserved: number }>(`/events/${eventId}/certificates/issue`, {});
  if (answer.status !== 200) throw new Error(`issue: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.reserved;
}

export async function registerOf(app: TestApp, eventId: string, query = ''): Promise<RegisterAnswer> {
  const answer = await (await app.as('admin')).get<RegisterAnswer>(`/events/${eventId}/certificates${query}`);
  if (answer.status !== 200) throw new Error(`register: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
