import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { humanCode } from '../common/crypto/index.js';
import { type Actor, Clock, type Locale, newId } from '../common/index.js';
import { AlreadyExists, Database, Transactions, type Tx, uniqueGuard } from '../database/index.js';
import { Directory } from '../directory/index.js';
import { Events, type NamedEvent, registrationPhase } from '../events/index.js';
import { Mail } from '../mail/index.js';
import { type Applicant, type ApplicantInput, readApplicant } from './applicant.js';
import { Attempts } from './attempts.js';
import { choosePools } from './pool-choice.js';
import { type Consent, Registration } from './registration.entity.js';
import { RegistrationErrors } from './registration.errors.js';
import { registrationMail } from './registration-mail.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { SeatsRepository } from './seats.repository.js';

const RESEND_EVERY = 10 * 60_000;
const SIGNS_OF_A_CODE = 7;
const CODE_TRIES = 3;

interface Submission {
  input: ApplicantInput;
  consentTextIds: string[];
  nonce: string | null;
  locale: Locale;
  actor: Actor;
  source: Registration['source'];
}

/** A seat or a place in the waiting list, with its mail and its audit entry, in one transaction. */
@Injectable()
export class RegisterService {
  private readonly attempts = new Attempts();

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly directory: Directory,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * The public form.
   * @throws DomainError VALIDATION with every fault; REGISTRATION_NOT_OPEN, REGISTRATION_CLOSED, EVENT_CANCELLED;
   *   ALREADY_REGISTERED (the ticket goes to the stored address, at most once in ten minutes); TOO_MANY_TRIES.
   */
  async fromForm(slug: string, submission: Omit<Submission, 'source'>): Promise<Registration> {
    const event = await this.database.read((m) => this.events.publicBySlug(m, slug));
    this.refuseUnlessOpen(event);
    return this.register(event, { ...submission, source: 'form' });
  }

  /** Judges the fields without storing anything, and without telling who is registered. @throws DomainError VALIDATION. */
  async check(slug: string, input: ApplicantInput): Promise<void> {
    const event = await this.database.read((m) => this.events.publicBySlug(m, slug));
    this.refuseUnlessOpen(event);
    const units = await this.database.read((m) => this.directory.units(m));
    const { errors } = readApplicant(input, (id) => units.find((unit) => unit.id === id)?.name ?? null);
    if (errors.length > 0) throw RegistrationErrors.invalid(errors);
  }

  /** By an organiser: also before the form opens and after it closes, as long as the event is not over. */
  async byStaff(eventId: string, submission: Omit<Submission, 'source'>): Promise<Registration> {
    const event = await this.database.read((m) => this.events.find(m, eventId));
    if (event.state !== 'published') throw RegistrationErrors.eventCancelled();
    return this.register(event, { ...submission, source: 'staff' });
  }

  private async register(event: NamedEvent, submission: Submission): Promise<Registration> {
    const { pools, units, consentTexts } = await this.database.read(async (m) => ({
      pools: await this.events.pools(m, event.id),
      units: await this.directory.units(m),
      consentTexts: await this.events.consentTexts(m),
    }));
    const unitNames = new Map(units.map((unit) => [unit.id, unit.name]));
    const { applicant, errors } = readApplicant(submission.input, (id) => unitNames.get(id) ?? null);
    if (!submission.consentTextIds.every((id) => consentTexts.some((consent) => consent.id === id))) {
      errors.push({ field: 'consentTextIds', code: 'NOT_ALLOWED' });
    }
    if (!applicant || errors.length > 0) throw RegistrationErrors.invalid(errors);
    if (submission.source === 'form' && !this.attempts.allow(`${event.id} ${applicant.personKey}`, this.clock.now())) {
      throw RegistrationErrors.tooManyTries();
    }
    return this.insertOnce(event, applicant, submission, choosePools(pools, units, applicant));
  }

  /** Until the row is in, or is found to be in already. A ticket code that is taken in this event is drawn again. */
  private async insertOnce(
    event: NamedEvent,
    applicant: Applicant,
    submission: Submission,
    poolIds: string[],
  ): Promise<Registration> {
    for (let attempt = 1; ; attempt++) {
      const existing = await this.database.read((m) => this.existing(m, event.id, applicant, submission.nonce));
      if (existing === 'same-submission') submission = { ...submission, nonce: null };
      else if (existing) return this.answerExisting(event, existing, submission);
      try {
        return await this.transactions.run((tx) => this.insert(tx, event, applicant, submission, poolIds), {
          repeatable: true,
        });
      } catch (error) {
        if (!(error instanceof AlreadyExists) || attempt >= CODE_TRIES) throw error;
      }
    }
  }

  private async insert(
    tx: Tx,
    event: NamedEvent,
    applicant: Applicant,
    submission: Submission,
    poolIds: string[],
  ): Promise<Registration> {
    const now = this.clock.now();
    const { arrivalNo, someoneWaits } = await this.seats.arrive(tx, poolIds);
    const seated = !someoneWaits && (await this.seats.take(tx, poolIds));
    if (!seated) await this.seats.countWaiting(tx, poolIds, 1);
    const { personKey, warnings, ...person } = applicant;
    const registration: Registration = {
      ...person,
      id: newId(),
      eventId: event.id,
      personKey,
      liveKey: liveKeyOf(personKey),
      submissionNonce: submission.nonce,
      ticketCode: humanCode(SIGNS_OF_A_CODE),
      locale: submission.locale,
      status: seated ? 'confirmed' : 'waiting',
      arrivalNo,
      warnings,
      source: submission.source,
      epoch: 0,
      resentAt: null,
      confirmedAt: seated ? now : null,
      endedAt: null,
      endReason: null,
      createdAt: now,
    };
    const consents: Consent[] = submission.consentTextIds.map((consentTextId) => ({
      id: newId(),
      registrationId: registration.id,
      consentTextId,
      givenAt: now,
      withdrawnAt: null,
    }));
    await uniqueGuard(() => this.registrations.insert(tx, registration, poolIds, consents));
    await this.mail.queue(
      tx,
      registrationMail(registration, seated ? 'registration_confirmed' : 'registration_waiting'),
    );
    await this.audit.append(tx, {
      actor: submission.actor,
      action: seated ? 'registration.confirmed' : 'registration.placed_waiting',
      subject: { kind: 'registration', id: registration.id },
      eventId: event.id,
      payload: { code: registration.ticketCode, source: submission.source },
    });
    return registration;
  }

  /** A row of this person, or of this submission. The nonce with another person in it is a form used again. */
  private async existing(
    m: Tx,
    eventId: string,
    applicant: Applicant,
    nonce: string | null,
  ): Promise<Registration | 'same-submission' | null> {
    const live = await this.registrations.findLive(m, eventId, liveKeyOf(applicant.personKey));
    if (live) return live;
    const sent = nonce ? await this.registrations.findByNonce(m, nonce) : null;
    return sent ? 'same-submission' : null;
  }

  private async answerExisting(event: NamedEvent, row: Registration, submission: Submission): Promise<Registration> {
    if (submission.nonce !== null && row.submissionNonce === submission.nonce) return row;
    const now = this.clock.now();
    await this.transactions.run(async (tx) => {
      const notSince = new Date(now.getTime() - RESEND_EVERY);
      if (!(await this.registrations.takeResend(tx, row.id, now, notSince))) return;
      await this.mail.queue(tx, registrationMail(row, 'ticket_resent'));
      await this.audit.append(tx, {
        actor: submission.actor,
        action: 'registration.ticket_resent',
        subject: { kind: 'registration', id: row.id },
        eventId: event.id,
        payload: { code: row.ticketCode },
      });
    });
    throw RegistrationErrors.alreadyRegistered();
  }

  private refuseUnlessOpen(event: NamedEvent): void {
    const phase = registrationPhase(event, [], this.clock.now());
    if (phase === 'cancelled') throw RegistrationErrors.eventCancelled();
    if (phase === 'not_yet') throw RegistrationErrors.notOpenYet(event);
    if (phase === 'closed' || phase === 'over') throw RegistrationErrors.closed(event);
  }
}

export const liveKeyOf = (personKey: string): string => createHash('sha256').update(personKey).digest('hex');
