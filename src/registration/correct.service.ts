import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, type FieldError, validationFailed, versionOf } from '../common/index.js';
import { AlreadyExists, Transactions, type Tx } from '../database/index.js';
import { Directory } from '../directory/index.js';
import { Events } from '../events/index.js';
import { Mail } from '../mail/index.js';
import { correctionsOf, mailsOfCorrection, namedFields, staffFields } from './corrections.js';
import { type Applicant, type ApplicantInput, readApplicant } from './form/applicant.js';
import type { Registration } from './registration.entity.js';
import { RegistrationErrors } from './registration.errors.js';
import { isLive } from './registration-status.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { fits } from './seats/pool-choice.js';
import { SeatsRepository } from './seats/seats.repository.js';

/** What an organiser puts right in somebody's registration, by the same rules as the form. */
@Injectable()
export class CorrectService {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly directory: Directory,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly mail: Mail,
    private readonly audit: Audit,
  ) {}

  /**
   * The seat and the place in line stay.
   * @param version of the data that the form was filled from, see `registrationVersion`.
   * @throws DomainError REGISTRATION_NOT_FOUND, REGISTRATION_ENDED, REGISTRATION_CHANGED, VALIDATION.
   */
  correct(eventId: string, id: string, input: ApplicantInput, version: string, actor: Actor): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.registrations.hold(tx, id);
      const before = await this.registrations.findInEvent(tx, eventId, id);
      if (!before) throw RegistrationErrors.notFound();
      const event = await this.events.find(tx, eventId);
      if (!isLive(before.status) || event.state !== 'published') throw RegistrationErrors.ended();
      if (registrationVersion(before) !== version) throw RegistrationErrors.changed();
      const after = await this.judge(tx, before, input);
      const corrections = correctionsOf(before, after, staffFields);
      const fields = namedFields(corrections);
      if (fields.length === 0) return;
      await this.registrations.correct(tx, before, corrections).catch((error: unknown) => {
        throw error instanceof AlreadyExists ? validationFailed([taken(after)]) : error;
      });
      if (corrections.nip !== undefined) await this.registrations.warn(tx, id, after.warnings);
      await this.audit.append(tx, {
        actor,
        action: 'registration.corrected',
        subject: { kind: 'registration', id },
        eventId,
        payload: { code: before.ticketCode, fields: fields.join(', ') },
      });
      for (const mail of mailsOfCorrection(before, corrections)) await this.mail.queue(tx, mail);
    });
  }

  /** @throws DomainError VALIDATION, each fault at its field. */
  private async judge(tx: Tx, before: Registration, input: ApplicantInput): Promise<Applicant> {
    const units = await this.directory.unitTree(tx);
    const nameOf = (id: string) =>
      id === before.unitId ? before.unitText : (units.find((unit) => unit.id === id)?.name ?? null);
    const { applicant, errors } = readApplicant(input, nameOf);
    if (!applicant) throw validationFailed(errors);
    const field = applicant.kind !== before.kind ? 'kind' : applicant.unitId !== before.unitId ? 'unitId' : null;
    if (!field) return applicant;
    const held = await this.seats.poolsOf(tx, before.id);
    const pools = (await this.events.pools(tx, before.eventId)).filter(({ id }) => held.includes(id));
    if (!pools.every(fits(units, applicant))) throw validationFailed([{ field, code: 'OTHER_POOL' }]);
    return applicant;
  }
}

/** Changes with whatever an organiser may correct, so that a form filled from older data is noticed. */
export const registrationVersion = (registration: Registration): string =>
  versionOf(staffFields.map((field) => registration[field]));

/** Another live registration of the event is this person. */
const taken = ({ nip }: Applicant): FieldError =>
  nip ? { field: 'nip', code: 'NIP_TAKEN' } : { field: 'email', code: 'ADDRESS_TAKEN' };
