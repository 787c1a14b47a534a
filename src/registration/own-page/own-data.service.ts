import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor, Clock, type FieldError, validationFailed } from '../../common/index.js';
import { AlreadyExists, Transactions } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { Mail } from '../../mail/index.js';
import { correctionsOf, mailsOfCorrection, namedFields, ownFields } from '../corrections.js';
import { type Applicant, readApplicant } from '../form/applicant.js';
import { Attempts } from '../form/attempts.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationErrors } from '../registration.errors.js';
import { registrationMail } from '../mails/registration-mail.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { isLive } from '../registration-status.js';
import { TicketService } from '../ticket.service.js';
import type { OwnDataInput } from './own-page.dto.js';
import { OwnPageErrors } from './own-page.errors.js';
import { correctionsUntil, takesCorrections } from './own-page.service.js';

const RESEND_EVERY = 10 * 60_000;

/** What the holder of a personal link puts right in his own row. */
@Injectable()
export class OwnDataService {
  /** A changed address gets a mail, so a link must not become a way to send many. */
  private readonly changes = new Attempts();

  constructor(
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly tickets: TicketService,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError TICKET_NOT_FOUND, REGISTRATION_ENDED, TOO_LATE_TO_EDIT, TOO_MANY_CHANGES, VALIDATION. */
  async correct(token: string, input: OwnDataInput, actor: Actor): Promise<void> {
    const { id, email } = await this.tickets.byToken(token);
    const readdressed = (input.email ?? '').trim().toLowerCase() !== email;
    if (readdressed && !this.changes.allow(id, this.clock.now())) throw OwnPageErrors.tooManyChanges();
    await this.transactions.run(async (tx) => {
      await this.registrations.hold(tx, id);
      const before = await this.registrations.find(tx, id);
      if (!before) throw RegistrationErrors.ticketNotFound();
      const event = await this.events.find(tx, before.eventId);
      if (!isLive(before.status) || event.state !== 'published') throw RegistrationErrors.ended();
      if (!takesCorrections(before, event, this.clock.now())) {
        throw OwnPageErrors.tooLateToEdit(correctionsUntil(event), event.zone);
      }
      const corrections = correctionsOf(before, judge(before, input), ownFields);
      const fields = namedFields(corrections);
      if (fields.length === 0) return;
      await this.registrations.correct(tx, before, corrections).catch((error: unknown) => {
        throw error instanceof AlreadyExists ? validationFailed([{ field: 'email', code: 'ADDRESS_TAKEN' }]) : error;
      });
      await this.audit.append(tx, {
        actor: { ...actor, id },
        action: 'registration.corrected',
        subject: { kind: 'registration', id },
        eventId: before.eventId,
        payload: { code: before.ticketCode, fields: fields.join(', ') },
      });
      for (const mail of mailsOfCorrection(before, corrections)) await this.mail.queue(tx, mail);
    });
  }

  /** @throws DomainError TICKET_NOT_FOUND, REGISTRATION_ENDED, TICKET_SENT_JUST_NOW. */
  async resend(token: string, actor: Actor): Promise<void> {
    const registration = await this.tickets.byToken(token);
    if (!isLive(registration.status)) throw RegistrationErrors.ended();
    await this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const notSince = new Date(now.getTime() - RESEND_EVERY);
      if (!(await this.registrations.takeResend(tx, registration.id, now, notSince))) throw OwnPageErrors.sentJustNow();
      await this.mail.queue(tx, registrationMail(registration, 'ticket_resent'));
      await this.audit.append(tx, {
        actor: { ...actor, id: registration.id },
        action: 'registration.ticket_resent',
        subject: { kind: 'registration', id: registration.id },
        eventId: registration.eventId,
        payload: { code: registration.ticketCode },
      });
    });
  }
}

/** @throws DomainError VALIDATION, each fault at its field. */
function judge(before: Registration, input: OwnDataInput): Applicant {
  const { kind, nip, nrp, unitId, unitText } = before;
  const { applicant, errors } = readApplicant({ ...input, kind, nip, nrp, unitId, unitText }, () => unitText);
  const faults: FieldError[] = [...errors];
  // Without a number the name is the person: another name would hand his seat to somebody else.
  if (applicant && nip === null && applicant.nameKey !== before.nameKey) {
    faults.push({ field: 'name', code: 'NAME_STANDS' });
  }
  if (!applicant || faults.length > 0) throw validationFailed(faults);
  return applicant;
}
