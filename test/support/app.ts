import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.setup.js';
import { SetClock, systemActor } from '../../src/common/index.js';
import { Database, Transactions } from '../../src/database/index.js';
import { JobWorker } from '../../src/jobs/index.js';
import { Accounts } from '../../src/identity/index.js';
import { openTestDatabase, type TestDatabase } from '../databases.js';
import { PASSWORD, type PersonaName, personas } from '../personas.js';
import { Client } from './client.js';
import { TestSmtp } from './smtp.js';

/** A working day, in the morning of every zone of Indonesia. */
export const TEST_NOW = new Date('2026-11-24T01:00:00.000Z');

export interface StartOptions {
  /** Where the clock stands; `app.clock` moves it. */
  now?: Date;
  env?: Record<string, string>;
  /**
   * `forbidden`: a mail that is sent fails the test at `close`. `outbox`: no SMTP is set, mails stay in the outbox.
   * A server: mails go there.
   */
  mail?: 'forbidden' | 'outbox' | TestSmtp;
  /** The name of a database of its own, for a test that must not share. */
  database?: string;
}

/** The whole application on the engine of this run, with an empty database, in this process. */
export class TestApp {
  private readonly signedIn = new Map<string, Promise<Client>>();

  private constructor(
    readonly app: NestFastifyApplication,
    readonly clock: SetClock,
    readonly db: TestDatabase,
    private readonly guard: TestSmtp | undefined,
  ) {}

  static async start({ now = TEST_NOW, env, mail = 'forbidden', database }: StartOptions = {}): Promise<TestApp> {
    const db = await openTestDatabase(database);
    const guard = mail === 'forbidden' ? await TestSmtp.start() : undefined;
    const smtp = mail instanceof TestSmtp ? mail : guard;
    const clock = new SetClock(now);
    const app = await createApp(db.config({ ...(smtp ? { SMTP_URL: smtp.url } : {}), ...env }), { clock });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    app.get(Transactions).refuseNested();
    await app.get(Database).connect();
    await db.keepInitialRows();
    await db.empty();
    return new TestApp(app, clock, db, guard);
  }

  get<T>(type: Type<T>): T {
    return this.app.get(type, { strict: false });
  }

  /** A browser that nobody has signed in with. */
  client(): Client {
    return new Client(this.app);
  }

  /**
   * A browser that this person has signed in with.
   * @param eventId the role is held for this event alone; without it everywhere.
   */
  as(persona: PersonaName, eventId?: string): Promise<Client> {
    const key = `${persona} ${eventId ?? 'everywhere'}`;
    const client = this.signedIn.get(key) ?? this.signIn(persona, eventId);
    this.signedIn.set(key, client);
    return client;
  }

  /** Every row away, those of the people who signed in too. */
  async empty(): Promise<void> {
    this.signedIn.clear();
    await this.db.empty();
  }

  /** Runs every due job, and those that they make due. */
  drain(): Promise<number> {
    return this.get(JobWorker).drain();
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.guard?.close();
    if (this.guard && this.guard.connections > 0) {
      throw new Error(
        "This test sent a mail by accident. Start the application with mail: 'outbox', or with a server.",
      );
    }
  }

  private async signIn(persona: PersonaName, eventId: string | undefined): Promise<Client> {
    const { role, name, office } = personas[persona];
    const email = `${persona}-${this.signedIn.size}@uji.example`;
    const roles = role ? [{ role, eventId: eventId ?? null }] : [];
    await this.get(Accounts).add({ email, name, office, roles }, PASSWORD, systemActor);
    const client = this.client();
    const answer = await client.post('/session', { email, password: PASSWORD });
    if (answer.status >= 300) throw new Error(`${persona} could not sign in: ${JSON.stringify(answer.body)}`);
    return client;
  }
}
