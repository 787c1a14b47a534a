import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/index.js';
import { Database, Transactions } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { type JobContext, type JobHandler, Jobs } from '../../jobs/index.js';
import { Holds } from './holds.service.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { SeatsRepository } from './seats.repository.js';

const MINUTE = 60_000;

/** Passes on the seats whose time is over, also when nobody comes to ask for them. */
@Injectable()
export class LapseHoldsJob implements JobHandler, OnModuleInit {
  readonly kind = 'registration.lapse';
  readonly concurrency = 1;
  readonly every = 5 * MINUTE;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly holds: Holds,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async run(_payload: unknown, { actor, signal }: JobContext): Promise<void> {
    const eventIds = await this.database.read((m) => this.registrations.eventsWithDueHolds(m, this.clock.now()));
    for (const eventId of eventIds) {
      if (signal.aborted) return;
      await this.transactions.run(async (tx) => {
        await this.seats.takeTurnOf(tx, eventId);
        await this.holds.lapse(tx, await this.events.find(tx, eventId), actor);
      });
    }
  }
}
