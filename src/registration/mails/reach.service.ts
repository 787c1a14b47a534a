import { Inject, Injectable } from '@nestjs/common';
import { Clock, decodeCursor, type PageQuery, toPage } from '../../common/index.js';
import { CONFIG, type Config } from '../../config/index.js';
import { Database, type Tx } from '../../database/index.js';
import { Events, type NamedEvent } from '../../events/index.js';
import { isUntouched, Mail, type MailMessage, standingOf, wordsOf } from '../../mail/index.js';
import { addressHint } from '../form/address-hint.js';
import { printedNameOf } from '../form/applicant.js';
import { isApprovable, isDeclinable } from '../decisions.service.js';
import type { ContactMail, RegistrationContact, UnreachedPage, WhatsAppMessage } from '../dto/contact.dto.js';
import { Overlaps } from '../overlaps.service.js';
import { ConsentsRepository } from '../own-page/consents.repository.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationErrors } from '../registration.errors.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { TicketService } from '../ticket.service.js';
import { whatsAppMessage } from './whatsapp.js';

/** How people are reached: their mails, and by WhatsApp whom no mail reaches. */
@Injectable()
export class Reach {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly consents: ConsentsRepository,
    private readonly tickets: TicketService,
    private readonly overlaps: Overlaps,
    private readonly mail: Mail,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws DomainError REGISTRATION_NOT_FOUND, also for a row of another event. */
  contact(eventId: string, registrationId: string): Promise<RegistrationContact> {
    return this.database.read(async (m) => {
      const registration = await this.registrations.findInEvent(m, eventId, registrationId);
      if (!registration) throw RegistrationErrors.notFound();
      const event = await this.events.find(m, eventId);
      const mails = await this.mail.about(m, 'registration', registrationId);
      const overlaps = await this.overlaps.of(m, event, [registration]);
      const { status, holdUntil, priority, email } = registration;
      return {
        status,
        holdUntil: holdUntil && holdUntil > this.clock.now() ? holdUntil.toISOString() : null,
        prioritised: priority > 0,
        canApprove: isApprovable(status),
        canDecline: isDeclinable(status),
        canUndo: mails.some((mail) => isUndoable(mail, status)),
        whatsapp: (await this.whatsApps(m, event, [registration])).get(registrationId) as WhatsAppMessage,
        addressHint: addressHint(email),
        mails: mails.map(contactMail).reverse(),
        overlaps: overlaps.get(registrationId) ?? [],
      };
    });
  }

  /** Those whose last mail failed, bounced or waits for a mail server. */
  unreached(eventId: string, { after, limit }: PageQuery): Promise<UnreachedPage> {
    const before = after ? (decodeCursor(after, ['string'])[0] ?? null) : null;
    return this.database.read(async (m) => {
      const event = await this.events.find(m, eventId);
      const found = await this.registrations.unreached(m, eventId, before, limit + 1);
      const page = toPage(found, limit, (row) => [row.id]);
      const ids = page.rows.map(({ id }) => id);
      const mails = await this.mail.last(m, 'registration', ids);
      const whatsApps = await this.whatsApps(m, event, page.rows);
      const rows = page.rows.map((row) => ({
        id: row.id,
        printedName: printedNameOf(row),
        unit: row.unitText,
        phone: row.phone,
        email: row.email,
        mail: mails.get(row.id)?.standing ?? ('failed' as const),
        words: mails.get(row.id)?.words ?? null,
        addressHint: addressHint(row.email),
        whatsapp: whatsApps.get(row.id) as WhatsAppMessage,
      }));
      return { rows, next: page.next };
    });
  }

  private async whatsApps(m: Tx, event: NamedEvent, rows: Registration[]): Promise<Map<string, WhatsAppMessage>> {
    const ids = rows.map(({ id }) => id);
    const waiting = rows.filter(({ status }) => status === 'waiting').map(({ id }) => id);
    const places = await this.registrations.placesInLine(m, event.id, waiting);
    const consents = await this.consents.ofPeople(m, ids);
    const agreed = consents.filter(
      ({ consentText, withdrawnAt }) => consentText?.purpose === 'whatsapp' && !withdrawnAt,
    );
    return new Map(
      rows.map((row) => {
        const page = `${this.config.origin}${row.locale === 'en' ? '/en' : ''}/t/${this.tickets.token(row)}`;
        const message = whatsAppMessage(event, row, { place: places.get(row.id) ?? null, page });
        return [row.id, { ...message, agreed: agreed.some(({ registrationId }) => registrationId === row.id) }];
      }),
    );
  }
}

const isUndoable = (mail: MailMessage, status: Registration['status']): boolean =>
  isUntouched(mail) &&
  ((status === 'confirmed' && mail.template === 'registration_approved') ||
    (status === 'declined' && mail.template === 'registration_declined'));

export const contactMail = (mail: MailMessage): ContactMail => ({
  id: mail.id,
  template: mail.template,
  state: standingOf(mail),
  toAddress: mail.toAddress,
  words: wordsOf(mail),
  at: (mail.sentAt ?? mail.createdAt).toISOString(),
});
