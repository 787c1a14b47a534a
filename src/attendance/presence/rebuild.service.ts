import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import type { Actor } from '../../common/index.js';
import { Database, Transactions } from '../../database/index.js';
import { Events } from '../../events/index.js';
import type { RebuiltPresence } from '../dto/presence.dto.js';
import { PresenceBook } from '../presence-book.js';
import { PresenceRepository } from './presence.repository.js';

const PEOPLE_AT_ONCE = 100;

/** Presence anew from scans, rulings and corrections. Nothing changes where all is well. */
@Injectable()
export class PresenceRebuild {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly presence: PresenceRepository,
    private readonly book: PresenceBook,
    private readonly audit: Audit,
  ) {}

  /** Some people at a time, so that the door is kept waiting for none. @throws DomainError EVENT_NOT_FOUND */
  async run(eventId: string, actor: Actor): Promise<RebuiltPresence> {
    const pages = await this.database.read(async (m) => {
      await this.events.find(m, eventId);
      return this.presence.pages(m, eventId);
    });
    const people = [...new Set(pages.map(({ registrationId }) => registrationId))];
    let changed = 0;
    for (let from = 0; from < people.length; from += PEOPLE_AT_ONCE) {
      const some = new Set(people.slice(from, from + PEOPLE_AT_ONCE));
      const theirs = pages.filter(({ registrationId }) => some.has(registrationId));
      changed += await this.transactions.run(async (tx) => {
        const written = await this.book.write(tx, [...(await this.book.open(tx, theirs)).values()]);
        return written.changed + (await this.book.mendArrivals(tx, eventId, [...some]));
      });
    }
    await this.transactions.run((tx) =>
      this.audit.append(tx, {
        actor,
        action: 'attendance.rebuilt',
        subject: { kind: 'event', id: eventId },
        eventId,
        payload: { checked: pages.length, changed },
      }),
    );
    return { checked: pages.length, changed };
  }
}
