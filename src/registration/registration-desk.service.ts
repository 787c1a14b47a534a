import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { Actor, Locale } from '../common/index.js';
import { Transactions } from '../database/index.js';
import { Mail } from '../mail/index.js';
import { CancelService } from './cancel.service.js';
import type { StaffRegisterDto } from './dto/list.dto.js';
import { RegisterService } from './register.service.js';
import { RegistrationErrors } from './registration.errors.js';
import { registrationMail } from './mails/registration-mail.js';
import { isLive } from './registration-status.js';
import { RegistrationsRepository } from './registrations.repository.js';

/** What an organiser does for a person. */
@Injectable()
export class RegistrationDesk {
  constructor(
    private readonly transactions: Transactions,
    private readonly registering: RegisterService,
    private readonly cancellation: CancelService,
    private readonly registrations: RegistrationsRepository,
    private readonly mail: Mail,
    private readonly audit: Audit,
  ) {}

  async add(eventId: string, form: StaffRegisterDto, actor: Actor, locale: Locale): Promise<string> {
    const { consentTextIds, ...input } = form;
    const { registration } = await this.registering.byStaff(eventId, {
      input,
      consentTextIds: consentTextIds ?? [],
      nonce: null,
      locale,
      actor,
    });
    return registration.id;
  }

  /** @returns the id of the one who comes. */
  async swap(
    eventId: string,
    leavingId: string,
    { consentTextIds, ...input }: StaffRegisterDto,
    actor: Actor,
    locale: Locale,
  ): Promise<string> {
    const submission = { input, consentTextIds: consentTextIds ?? [], nonce: null, locale, actor };
    return (await this.registering.swapByStaff(eventId, leavingId, submission)).id;
  }

  cancel(eventId: string, registrationId: string, reason: string, actor: Actor): Promise<void> {
    return this.cancellation.byStaff(eventId, registrationId, reason, actor);
  }

  /** @throws DomainError REGISTRATION_NOT_FOUND, REGISTRATION_ENDED. */
  resend(eventId: string, registrationId: string, actor: Actor): Promise<void> {
    return this.transactions.run(async (tx) => {
      const registration = await this.registrations.findInEvent(tx, eventId, registrationId);
      if (!registration) throw RegistrationErrors.notFound();
      if (!isLive(registration.status)) throw RegistrationErrors.ended();
      await this.mail.queue(tx, registrationMail(registration, 'ticket_resent'));
      await this.audit.append(tx, {
        actor,
        action: 'registration.ticket_resent',
        subject: { kind: 'registration', id: registration.id },
        eventId,
        payload: { code: registration.ticketCode },
      });
    });
  }
}
