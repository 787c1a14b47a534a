import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { Events, PublicEvents } from '../events/index.js';
import { isLive, type RegistrationStatus } from './registration-status.js';
import { TicketService } from './ticket.service.js';

/** The event as a calendar entry that carries the personal link. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly publicEvents: PublicEvents,
    private readonly tickets: TicketService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async ofTicket(token: string): Promise<string> {
    const registration = await this.tickets.byToken(token);
    return this.ofEvent(registration.eventId, `${this.config.origin}/t/${token}`, registration.status);
  }

  /** It leaves the calendar of who comes no longer, as a cancelled event does. */
  ofEvent(eventId: string, link: string, status: RegistrationStatus): Promise<string> {
    return this.database.read(async (m) => {
      const event = await this.events.find(m, eventId);
      const his = isLive(status) ? event : { ...event, state: 'cancelled' as const };
      return this.publicEvents.calendarOf(m, his, link, status !== 'confirmed');
    });
  }
}
