import { Inject, Injectable } from '@nestjs/common';
import { Clock, decodeCursor, type PageQuery, toPage } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, type Tx } from '../database/index.js';
import { Events, type NamedEvent } from '../events/index.js';
import { Mail, type MailMessage, standingOf } from '../mail/index.js';
import { addressHint } from './address-hint.js';
import { printedNameOf } from './applicant.js';
import { isApprovable, isDeclinable } from './decisions.service.js';
import type { ContactMail, RegistrationContact, UnreachedPage, WhatsAppMessage } from './dto/contact.dto.js';
import { Overlaps } from './overlaps.service.js';
import type { Registration } from './registration.entity.js';
import { RegistrationErrors } from './registration.errors.js';
import { RegistrationListRepository } from './registration-list.repository.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { TicketService } from './ticket.service.js';
import { whatsAppMessage } from './whatsapp.js';

/** How people are reached: their mails, and by WhatsApp whom no mail reaches. */
@Injectable()
export class Reach {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly list: RegistrationListRepository,
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
        whatsapp: await this.whatsApp(m, event, registration),
        addressHint: addressHint(email),
        mails: mails.map(mailView).reverse(),
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
      const rows = [];
      for (const row of page.rows) {
        const last = (await this.mail.about(m, 'registration', row.id)).findLast(({ state }) => state !== 'withdrawn');
        rows.push({
          id: row.id,
          printedName: printedNameOf(row),
          unit: row.unitText,
          phone: row.phone,
          email: row.email,
          mail: last ? standingOf(last) : ('failed' as const),
          words: last ? wordsOf(last) : null,
          addressHint: addressHint(row.email),
          whatsapp: await this.whatsApp(m, event, row),
        });
      }
      return { rows, next: page.next };
    });
  }

  private async whatsApp(m: Tx, event: NamedEvent, registration: Registration): Promise<WhatsAppMessage> {
    const place = await this.tickets.waitingPlace(m, registration);
    const site = this.config.origin + (registration.locale === 'en' ? '/en' : '');
    const consents = await this.list.consents(m, registration.id);
    return {
      ...whatsAppMessage(event, registration, { place, page: `${site}/t/${this.tickets.token(registration)}` }),
      agreed: consents.some(({ consentText, withdrawnAt }) => consentText?.purpose === 'whatsapp' && !withdrawnAt),
    };
  }
}

const isUndoable = (mail: MailMessage, status: Registration['status']): boolean =>
  mail.state === 'queued' &&
  mail.sendingSince === null &&
  mail.heldAt === null &&
  mail.attempts === 0 &&
  ((status === 'confirmed' && mail.template === 'registration_approved') ||
    (status === 'declined' && mail.template === 'registration_declined'));

const wordsOf = ({ serverReply, lastError }: MailMessage): string | null => serverReply ?? lastError;

const mailView = (mail: MailMessage): ContactMail => ({
  id: mail.id,
  template: mail.template,
  state: standingOf(mail),
  toAddress: mail.toAddress,
  words: wordsOf(mail),
  at: (mail.sentAt ?? mail.createdAt).toISOString(),
});
