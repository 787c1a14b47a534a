import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { clockText, dayText, type Locale, momentText, text } from '../common/index.js';
import { m as texts } from '../common/messages/messages.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { qrPng } from '../documents/index.js';
import { Events, eventTimes, type NamedEvent, placeOf } from '../events/index.js';
import {
  Mail,
  type MailAttachment,
  type MailBlock,
  mailBody,
  type RenderedMail,
  type RenderRequest,
} from '../mail/index.js';
import { printedNameOf } from './applicant.js';
import { CalendarService } from './calendar.service.js';
import type { Registration } from './registration.entity.js';
import { RegistrationErrors } from './registration.errors.js';
import { type RegistrationTemplate, registrationTemplates } from './registration-mail.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { TicketService } from './ticket.service.js';

const QR_PIXELS = 480;
const QR_SHOWN = 240;
const QR_CID = 'ticket-qr';

interface Facts {
  registration: Registration;
  event: NamedEvent;
  deskAt: Date | null;
  place: number | null;
}

/** The mails about a registration, written from the facts as they are when they are sent. */
@Injectable()
export class RegistrationMails implements OnModuleInit {
  constructor(
    private readonly mail: Mail,
    private readonly database: Database,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly tickets: TicketService,
    private readonly calendars: CalendarService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    for (const template of registrationTemplates) {
      this.mail.registerTemplate(template, { render: (request) => this.render(template, request) });
    }
  }

  private async render(template: RegistrationTemplate, { subject, locale }: RenderRequest): Promise<RenderedMail> {
    const facts = await this.facts(subject.id);
    const { registration, event } = facts;
    const words = wordsFor(template, registration);
    const input = {
      event: event.title,
      when: event.startsAt ? dayText(event.startsAt, event.zone, locale) : '',
      where: placeOf(event),
      place: String(facts.place ?? ''),
    };
    const link = `${this.site(locale)}/t/${this.tickets.token(registration)}`;
    const hasTicket = registration.status === 'confirmed' && words !== 'cancelled' && event.state !== 'cancelled';
    const body = mailBody({
      locale,
      preview: text(`mail_${words}_preview`, input, locale),
      heading: text(`mail_${words}_heading`, input, locale),
      greeting: texts.mail_greeting({ name: printedNameOf(registration) }, { locale }),
      blocks:
        words === 'cancelled'
          ? this.cancelledBlocks(facts, locale)
          : [
              { kind: 'paragraph', text: text(`mail_${words}_intro`, input, locale) },
              ...(words === 'waiting' ? waitingBlocks(facts, locale) : []),
              ...(hasTicket ? ticketBlocks(registration, locale) : []),
              { kind: 'facts', rows: factRows(facts, locale) },
              { kind: 'button', label: buttonLabel(hasTicket, locale), url: link },
              ...notes(words, facts, locale),
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

  private facts(registrationId: string): Promise<Facts> {
    return this.database.read(async (m) => {
      const registration = await this.registrations.find(m, registrationId);
      if (!registration) throw RegistrationErrors.notFound();
      return {
        registration,
        event: await this.events.find(m, registration.eventId),
        deskAt: eventTimes(await this.events.sessions(m, registration.eventId)).registrationStartsAt,
        place: await this.tickets.waitingPlace(m, registration),
      };
    });
  }

  private cancelledBlocks({ registration, event }: Facts, locale: Locale): MailBlock[] {
    const reason = event.state === 'cancelled' ? event.cancelReason : registration.endReason;
    return [
      { kind: 'paragraph', text: cancelledBy(registration, event)({ event: event.title }, { locale }) },
      ...(reason
        ? [{ kind: 'facts' as const, rows: [{ label: texts.mail_fact_reason({}, { locale }), value: reason }] }]
        : []),
      ...(event.state === 'cancelled'
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
        content: await this.calendars.ofEvent(registration.eventId, link),
        contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
      },
    ];
  }
}

type Words = 'confirmed' | 'waiting' | 'promoted' | 'cancelled' | 'resent';

const WORDS: Record<RegistrationTemplate, Words> = {
  registration_confirmed: 'confirmed',
  registration_waiting: 'waiting',
  registration_promoted: 'promoted',
  registration_cancelled: 'cancelled',
  ticket_resent: 'resent',
};

/** A ticket sent again to somebody who still waits is the news of his place. */
const wordsFor = (template: RegistrationTemplate, registration: Registration): Words =>
  template === 'ticket_resent' && registration.status === 'waiting' ? 'waiting' : WORDS[template];

/** `7K4M Q2XD`, as it is read out. */
const spacedCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

function cancelledBy(registration: Registration, event: NamedEvent) {
  if (event.state === 'cancelled') return texts.mail_cancelled_with_event;
  return registration.endReason === null ? texts.mail_cancelled_by_self : texts.mail_cancelled_by_organiser;
}

const buttonLabel = (hasTicket: boolean, locale: Locale): string =>
  hasTicket ? texts.mail_button_ticket({}, { locale }) : texts.mail_button_status({}, { locale });

const waitingBlocks = ({ place }: Facts, locale: Locale): MailBlock[] => [
  { kind: 'notice', tone: 'wait', text: texts.mail_waiting_notice({ place: String(place ?? '') }, { locale }) },
];

function ticketBlocks(registration: Registration, locale: Locale): MailBlock[] {
  const code = spacedCode(registration.ticketCode);
  return [
    {
      kind: 'picture',
      cid: QR_CID,
      alt: texts.mail_qr_alt({ code }, { locale }),
      width: QR_SHOWN,
      caption: texts.mail_qr_caption({}, { locale }),
    },
    { kind: 'code', label: texts.mail_code_label({}, { locale }), code },
  ];
}

function factRows({ registration, event, deskAt }: Facts, locale: Locale) {
  const options = { locale };
  const { startsAt, zone } = event;
  const when = startsAt && `${dayText(startsAt, zone, locale)}, ${clockText(startsAt, zone, locale)}`;
  return [
    { label: texts.mail_fact_name({}, options), value: printedNameOf(registration) },
    { label: texts.mail_fact_unit({}, options), value: registration.unitText },
    { label: texts.mail_fact_event({}, options), value: event.title },
    ...(when ? [{ label: texts.mail_fact_when({}, options), value: when }] : []),
    ...(deskAt ? [{ label: texts.mail_fact_check_in({}, options), value: clockText(deskAt, zone, locale) }] : []),
    { label: texts.mail_fact_where({}, options), value: `${placeOf(event)}\n${event.venue.address}` },
    { label: texts.mail_fact_cancel_until({}, options), value: momentText(event.cancelUntil, zone, locale) },
  ];
}

function notes(words: Words, { event }: Facts, locale: Locale): MailBlock[] {
  const until = momentText(event.cancelUntil, event.zone, locale);
  const lines = {
    waiting: [texts.mail_waiting_note({}, { locale })],
    resent: [texts.mail_calendar_note({}, { locale }), texts.mail_resent_note({}, { locale })],
    seated: [texts.mail_calendar_note({}, { locale }), texts.mail_cancel_note({ until }, { locale })],
  }[words === 'waiting' || words === 'resent' ? words : 'seated'];
  return [...lines, texts.mail_keep_link_note({}, { locale })].map((line) => ({ kind: 'note', text: line }));
}
