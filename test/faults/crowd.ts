import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { applicant } from '../factories/applicants.js';
import type { SpawnedApp } from '../support/spawned-app.mjs';
import { LiveClient } from './live-client.js';

type Row = Record<string, unknown>;
type Query = (sql: string) => Promise<Row[]>;

/**
 * People who register without end, so many at once, each at one of several processes. Whoever gets no answer, or is told
 * to come again, presses the button once more, perhaps at another process, as his form would: with the same number.
 */
export class Crowd {
  /** Ticket code → state, of those who were told "registered". */
  readonly acknowledged = new Map<string, string>();
  private next = 0;
  private home = false;
  private people: Promise<void>[] = [];

  constructor(
    private readonly apps: SpawnedApp[],
    private readonly slug: string,
  ) {}

  come(atOnce: number): void {
    this.people = Array.from({ length: atOnce }, async () => {
      while (!this.home) await this.register(this.next++);
    });
  }

  /** When so many more were told. @throws whatever ended one of them */
  async told(more: number): Promise<void> {
    const enough = this.acknowledged.size + more;
    const reached = async () => {
      while (this.acknowledged.size < enough) await sleep(5);
    };
    await Promise.race([reached(), Promise.all(this.people)]);
  }

  /** Nobody new comes; everybody who is there gets his answer. */
  async goHome(): Promise<void> {
    this.home = true;
    await Promise.all(this.people);
  }

  private async register(n: number): Promise<void> {
    const person = applicant(n);
    for (let turn = n; ; turn++) {
      const app = this.apps[turn % this.apps.length] as SpawnedApp;
      const answer = await new LiveClient(app).post(`/public/events/${this.slug}/registrations`, person);
      if (answer?.status === 201) {
        this.acknowledged.set(String(answer.body.ticketCode), String(answer.body.status));
        return;
      }
      if (answer !== null && answer.status !== 503) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      // A process that is starting must not have to share its processor with those who wait for it.
      await sleep(answer === null ? 300 : 50);
    }
  }
}

/** What was told is there, no seat was sold twice, and who came first stands first. */
export async function expectAllThere(query: Query, eventId: string, told: Crowd['acknowledged']): Promise<void> {
  const rows = await query(
    `SELECT id, ticket_code, status, arrival_no FROM registration WHERE event_id = '${eventId}' ORDER BY arrival_no`,
  );
  const states = new Map(rows.map((row) => [String(row.ticket_code), row.status]));
  expect([...told].filter(([code, status]) => states.get(code) !== status)).toEqual([]);
  expect(rows.map((row) => Number(row.arrival_no))).toEqual(rows.map((_, index) => index + 1));
  const [pool] = await query(`SELECT capacity, taken, waiting FROM seat_pool WHERE event_id = '${eventId}'`);
  const seated = Math.min(rows.length, Number(pool?.capacity));
  expect([pool?.taken, pool?.waiting].map(Number)).toEqual([seated, rows.length - seated]);
  expect(rows.map((row) => row.status)).toEqual(rows.map((_, index) => (index < seated ? 'confirmed' : 'waiting')));
  const ids = async (sql: string) => (await query(sql)).map((row) => String(row.id)).sort();
  const all = rows.map((row) => String(row.id)).sort();
  expect(await ids(`SELECT subject_id AS id FROM mail_message WHERE event_id = '${eventId}'`)).toEqual(all);
  const decided = "action IN ('registration.confirmed', 'registration.placed_waiting')";
  expect(await ids(`SELECT subject_id AS id FROM audit_entry WHERE event_id = '${eventId}' AND ${decided}`)).toEqual(
    all,
  );
}
