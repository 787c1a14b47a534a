import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { Events, type NamedEvent } from '../../events/index.js';
import { Attempts } from '../form/attempts.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationErrors } from '../registration.errors.js';
import { isLive } from '../registration-status.js';
import { TicketService } from '../ticket.service.js';
import { LetterErrors } from './letters.errors.js';

const MOST_IN_TEN_MINUTES = 20;

/** Whoever sends a file is asked for his link before a byte of it is read: a file costs more than any other request. */
@Injectable()
export class UploadGate {
  private readonly attempts = new Attempts(MOST_IN_TEN_MINUTES);

  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly tickets: TicketService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError TICKET_NOT_FOUND, REGISTRATION_ENDED, LETTER_TOO_LATE, TOO_MANY_UPLOADS. */
  async admit(token: string): Promise<{ registration: Registration; event: NamedEvent }> {
    const registration = await this.tickets.byToken(token);
    const event = await this.database.read((m) => this.events.find(m, registration.eventId));
    if (!takesFiles(registration, event, this.clock.now())) {
      throw isLive(registration.status) && event.state === 'published'
        ? LetterErrors.tooLate()
        : RegistrationErrors.ended();
    }
    if (!this.attempts.allow(registration.id, this.clock.now())) throw LetterErrors.tooManyUploads();
    return { registration, event };
  }
}

/** Until the event is over: many a letter is signed on its first day. */
export const takesFiles = (
  registration: Pick<Registration, 'status'>,
  event: Pick<NamedEvent, 'state' | 'endsAt'>,
  now: Date,
): boolean =>
  isLive(registration.status) && event.state === 'published' && (event.endsAt === null || now <= event.endsAt);
