import { Injectable } from '@nestjs/common';
import { Clock, clockText, daysText, dayText, hoursText, type Locale, momentText } from '../common/index.js';
import { m as texts } from '../common/messages/messages.js';
import { Database } from '../database/index.js';
import { Documents, drawLegibly, DrawingError, type TicketData } from '../documents/index.js';
import { Events, eventTimes, letterheadOf, type NamedEvent, placeOf } from '../events/index.js';
import { printedNameOf } from './form/applicant.js';
import { spacedCode } from './mails/registration-mail-blocks.js';
import type { Registration } from './registration.entity.js';
import { RegistrationErrors } from './registration.errors.js';
import { TicketService } from './ticket.service.js';

export interface TicketFile {
  filename: string;
  bytes: Buffer;
}

/** The ticket as files to keep, in the language of its registration. They name the person and the unit, and no more of him. */
@Injectable()
export class TicketFiles {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly tickets: TicketService,
    private readonly documents: Documents,
    private readonly clock: Clock,
  ) {}

  /** To print. @throws DomainError TICKET_NOT_FOUND, TICKET_NOT_VALID while there is no confirmed seat, TICKET_NOT_DRAWN. */
  page(token: string): Promise<TicketFile> {
    return this.drawn(token, 'pdf', (data) => this.documents.drawTicket(data));
  }

  /** For a phone. @throws DomainError as `page` does. */
  picture(token: string): Promise<TicketFile> {
    return this.drawn(token, 'png', (data) => this.documents.drawTicketPicture(data));
  }

  private async drawn(token: string, ending: string, draw: (data: TicketData) => Promise<Buffer>): Promise<TicketFile> {
    const registration = await this.tickets.byToken(token);
    const data = await this.dataOf(registration);
    try {
      return { filename: `tiket-${registration.ticketCode}.${ending}`, bytes: await drawLegibly(data, draw) };
    } catch (error) {
      throw error instanceof DrawingError ? RegistrationErrors.ticketNotDrawn(error) : error;
    }
  }

  private async dataOf(registration: Registration): Promise<TicketData> {
    const { event, organisation, deskAt } = await this.database.read(async (m) => {
      const found = await this.events.find(m, registration.eventId);
      const { registrationStartsAt } = eventTimes(await this.events.sessions(m, found.id));
      return { event: found, organisation: await this.events.organisation(m), deskAt: registrationStartsAt };
    });
    if (registration.status !== 'confirmed' || event.state !== 'published')
      throw RegistrationErrors.ticketNotValid(registration.status);
    const { locale } = registration;
    const code = spacedCode(registration.ticketCode);
    return {
      language: locale,
      letterhead: letterheadOf(organisation),
      title: event.title,
      when: whenOf(event, deskAt, locale),
      place: [placeOf(event), event.venue.address].filter(Boolean),
      hours: event.jp ?? 0,
      name: printedNameOf(registration),
      unit: registration.unitText,
      code,
      qr: await this.tickets.qr(registration),
      words: wordsOf(event, code, locale),
      hints: hintsOf(event, code, this.clock.now(), locale),
      createdAt: this.clock.now().toISOString(),
    };
  }
}

function whenOf({ startsAt, endsAt, zone }: NamedEvent, deskAt: Date | null, locale: Locale): string[] {
  if (!startsAt || !endsAt) return [];
  const isOneDay = dayText(startsAt, zone, locale) === dayText(endsAt, zone, locale);
  const deskIsThatDay = deskAt && dayText(deskAt, zone, locale) === dayText(startsAt, zone, locale);
  const desk = deskAt && (deskIsThatDay ? clockText : momentText)(deskAt, zone, locale);
  return [
    daysText(startsAt, endsAt, zone, locale),
    isOneDay
      ? hoursText(startsAt, endsAt, zone, locale)
      : texts.document_ticket_from({ time: clockText(startsAt, zone, locale) }, { locale }),
    ...(desk ? [texts.document_ticket_desk({ desk }, { locale })] : []),
  ];
}

const wordsOf = (event: NamedEvent, code: string, locale: Locale): TicketData['words'] => ({
  file: texts.document_ticket_file({ event: event.title }, { locale }),
  arms: texts.document_ticket_arms({}, { locale }),
  qr: texts.mail_qr_alt({ code }, { locale }),
  name: texts.mail_fact_name({}, { locale }),
  unit: texts.mail_fact_unit({}, { locale }),
  show: [texts.document_ticket_show({}, { locale }), texts.document_ticket_offline({}, { locale })],
  cut: texts.document_ticket_cut({}, { locale }),
  before: texts.document_ticket_before({}, { locale }),
});

function hintsOf({ cancelUntil, zone }: NamedEvent, code: string, now: Date, locale: Locale): string[] {
  const until = momentText(cancelUntil, zone, locale);
  return [
    texts.document_ticket_either({}, { locale }),
    texts.document_ticket_single({}, { locale }),
    texts.document_ticket_spoken({ code }, { locale }),
    ...(now < cancelUntil ? [texts.mail_cancel_note({ until }, { locale })] : []),
  ];
}
