import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import type { Actor } from '../../common/index.js';
import { Transactions } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { Mail } from '../../mail/index.js';
import { RegistrationErrors } from '../registration.errors.js';
import { registrationMail } from './registration-mail.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { SeatsRepository } from '../seats/seats.repository.js';

/** Tells everybody who holds or awaits a seat of another time or place, once for each change. */
@Injectable()
export class ChangeNotice {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly mail: Mail,
    private readonly audit: Audit,
  ) {}

  /** @returns how many mails were written. @throws DomainError NOTHING_TO_ANNOUNCE. */
  tell(eventId: string, actor: Actor): Promise<number> {
    return this.transactions.run(async (tx) => {
      // The turn first: of two who press at once the second finds everything announced.
      await this.seats.takeTurnOf(tx, eventId);
      const announced = await this.events.announce(tx, eventId);
      if (!announced) throw RegistrationErrors.nothingToAnnounce();
      const live = await this.registrations.live(tx, eventId);
      await this.mail.queueMany(
        tx,
        live.map((row) => registrationMail(row, 'registration_event_changed', { params: { announced } })),
      );
      await this.audit.append(tx, {
        actor,
        action: 'registration.change_announced',
        subject: { kind: 'event', id: eventId },
        eventId,
        payload: { count: live.length },
      });
      return live.length;
    });
  }
}
