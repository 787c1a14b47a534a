import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { Clock } from '../../common/index.js';
import { Database, Transactions } from '../../database/index.js';
import { Events, hourOfDay, type NamedEvent } from '../../events/index.js';
import { type JobContext, type JobHandler, Jobs } from '../../jobs/index.js';
import { Mail } from '../../mail/index.js';
import { registrationMail } from './registration-mail.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { SeatsRepository } from '../seats/seats.repository.js';

const HOUR = 3_600_000;
/** When people read their mails, in the event's zone. */
const MORNING = 8;
const PER_TRANSACTION = 300;

/** Reminds each participant once, some days before, in the morning. */
@Injectable()
export class RemindJob implements JobHandler, OnModuleInit {
  readonly kind = 'registration.remind';
  readonly concurrency = 1;
  readonly every = HOUR;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async run(_payload: unknown, context: JobContext): Promise<void> {
    const now = this.clock.now();
    const events = await this.database.read((m) => this.events.toRemind(m, now));
    for (const event of events) {
      const due = reminderAt(event);
      if (!due || due > now) continue;
      while (!context.signal.aborted && (await this.remindSome(event, due, context)) === PER_TRANSACTION);
    }
  }

  /** Whoever got his seat after the reminder was due has just had a mail with the same facts. */
  private remindSome(event: NamedEvent, due: Date, { actor }: JobContext): Promise<number> {
    return this.transactions.run(async (tx) => {
      // Two runs at once would both find nobody reminded.
      await this.seats.takeTurnOf(tx, event.id);
      const people = await this.registrations.toRemind(tx, event.id, due, PER_TRANSACTION);
      if (people.length === 0) return 0;
      await this.mail.queueMany(
        tx,
        people.map((row) => registrationMail(row, 'registration_reminder')),
      );
      await this.audit.append(tx, {
        actor,
        action: 'registration.reminded',
        subject: { kind: 'event', id: event.id },
        eventId: event.id,
        payload: { count: people.length },
      });
      return people.length;
    });
  }
}

/** Null when nobody is to be reminded. */
export function reminderAt({
  startsAt,
  zone,
  reminderDays,
}: Pick<NamedEvent, 'startsAt' | 'zone' | 'reminderDays'>): Date | null {
  return startsAt === null || reminderDays === null ? null : hourOfDay(startsAt, -reminderDays, MORNING, zone);
}
