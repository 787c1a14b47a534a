import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { dayText, type Locale, text } from '../../common/index.js';
import { m as texts } from '../../common/messages/messages.js';
import { CONFIG, type Config } from '../../config/index.js';
import { Database } from '../../database/index.js';
import { qrPng } from '../../documents/index.js';
import { Events, eventTimes, placeOf } from '../../events/index.js';
import {
  Mail,
  type MailAttachment,
  type MailBlock,
  mailBody,
  type RenderedMail,
  type RenderRequest,
} from '../../mail/index.js';
import { printedNameOf } from '../form/applicant.js';
import { CalendarService } from '../calendar.service.js';
import { MailLinks } from './mail-links.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationErrors } from '../registration.errors.js';
import { type RegistrationTemplate, registrationTemplates } from './registration-mail.js';
import {
  changeRows,
  endSentence,
  factRows,
  isEnd,
  type MailFacts,
  noticeOf,
  notes,
  QR_CID,
  ticketBlocks,
  untilText,
  type Words,
  wordsFor,
} from './registration-mail-blocks.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { TicketService } from '../ticket.service.js';

const QR_PIXELS = 480;

/** The mails about a registration, written from the facts as they are when they are sent. */
@Injectable()
export class RegistrationMails implements OnModuleInit {
  constructor(
    private readonly mail: Mail,
    private readonly database: Database,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly tickets: TicketService,
    private readonly links: MailLinks,
    private readonly calendars: CalendarService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    for (const template of registrationTemplates) {
      this.mail.registerTemplate(template, { render: (request) => this.render(template, request) });
    }
  }

  private async render(template: RegistrationTemplate, request: RenderRequest): Promise<RenderedMail> {
    const { locale } = request;
    const facts = await this.facts(request);
    const { registration, event } = facts;
    const words = wordsFor(template, registration);
    const input = {
      event: event.title,
      when: event.startsAt ? dayText(event.startsAt, event.zone, locale) : '',
      where: placeOf(event),
      place: String(facts.place ?? ''),
      until: untilText(facts, locale),
    };
    const link = `${this.site(locale)}/t/${this.tickets.token(registration)}`;
    const hasTicket = registration.status === 'confirmed' && !isEnd(words) && event.state !== 'cancelled';
    const body = mailBody({
      locale,
      preview: text(`mail_${words}_preview`, input, locale),
      heading: text(`mail_${words}_heading`, input, locale),
      greeting: texts.mail_greeting({ name: printedNameOf(registration) }, { locale }),
      blocks: isEnd(words)
        ? this.endBlocks(words, facts, locale)
        : [
            { kind: 'paragraph', text: text(`mail_${words}_intro`, input, locale) },
            ...noticeOf(words, facts, locale),
            ...changeRows(facts, locale),
            ...this.asks(words, registration, locale),
            ...(hasTicket ? ticketBlocks(registration, locale) : []),
            { kind: 'facts', rows: factRows(facts, locale) },
            { kind: 'button', label: buttonLabel(hasTicket, locale), url: link },
            ...notes(words, facts, hasTicket, locale),
          ],
      footer: [event.organiserName, texts.mail_footer_registration({ event: event.title }, { locale })],
    });
    return {
      subject: text(`mail_${words}_subject`, input, locale),
      ...body,
      attachments: hasTicket ? await this.attachments(registration, link) : [],
    };
  }

  private site(locale: Locale): string {
    return this.config.origin + (locale === 'en' ? '/en' : '');
  }

  private facts({ subject, params }: RenderRequest): Promise<MailFacts> {
    return this.database.read(async (m) => {
      const registration = await this.registrations.find(m, subject.id);
      if (!registration) throw RegistrationErrors.notFound();
      return {
        registration,
        event: await this.events.find(m, registration.eventId),
        deskAt: eventTimes(await this.events.sessions(m, registration.eventId)).registrationStartsAt,
        place: await this.tickets.waitingPlace(m, registration),
        params,
      };
    });
  }

  /** What the reader is asked to do. The addresses only show a page; its button does it. */
  private asks(words: Words, registration: Registration, locale: Locale): MailBlock[] {
    const button = (label: string, path: string): MailBlock => ({
      kind: 'button',
      label,
      url: `${this.site(locale)}${path}`,
    });
    if (words === 'proof') {
      const path = `/bukti/${this.links.token(registration, 'proof')}`;
      return [button(texts.mail_button_prove({}, { locale }), path)];
    }
    if (words !== 'offered') return [];
    const path = `/tawaran/${this.links.token(registration, 'offer')}`;
    return [
      button(texts.mail_button_accept({}, { locale }), path),
      button(texts.mail_button_reject({}, { locale }), `${path}?jawab=lepas`),
    ];
  }

  private endBlocks(words: Words, facts: MailFacts, locale: Locale): MailBlock[] {
    const { registration, event } = facts;
    const reason = event.state === 'cancelled' ? event.cancelReason : registration.endReason;
    return [
      { kind: 'paragraph', text: endSentence(words, facts, locale) },
      ...(reason
        ? [{ kind: 'facts' as const, rows: [{ label: texts.mail_fact_reason({}, { locale }), value: reason }] }]
        : []),
      ...(event.state === 'cancelled' || words === 'declined'
        ? []
        : [{ kind: 'paragraph' as const, text: texts.mail_cancelled_again({}, { locale }) }]),
      {
        kind: 'button',
        label: texts.mail_button_event({}, { locale }),
        url: `${this.site(locale)}/kegiatan/${event.slug}`,
      },
    ];
  }

  private async attachments(registration: Registration, link: string): Promise<MailAttachment[]> {
    return [
      {
        filename: `tiket-${registration.ticketCode}.png`,
        content: await qrPng(await this.tickets.qr(registration), QR_PIXELS),
        contentType: 'image/png',
        cid: QR_CID,
      },
      {
        filename: 'bintek.ics',
        content: await this.calendars.ofEvent(registration.eventId, link, registration.status),
        contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
      },
    ];
  }
}

const buttonLabel = (hasTicket: boolean, locale: Locale): string =>
  hasTicket ? texts.mail_button_ticket({}, { locale }) : texts.mail_button_status({}, { locale });
