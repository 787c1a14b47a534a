import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, type Locale } from '../common/index.js';
import { Transactions } from '../database/index.js';
import { type FormEvent, registrationPhase } from '../events/index.js';
import { Mail } from '../mail/index.js';
import { type ApplicantInput, readApplicant } from './form/applicant.js';
import { Attempts } from './form/attempts.js';
import { type FormFacts, FormFactsReader } from './form/form-facts.js';
import { type AnswersInput, type JudgeOptions, readAnswers } from './questions/answers.js';
import { choosePools } from './seats/pool-choice.js';
import type { Registration } from './registration.entity.js';
import { RegistrationErrors } from './registration.errors.js';
import { registrationMail } from './mails/registration-mail.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { type Seated, SeatDesk } from './seats/seat-desk.js';
import { type Asked, heldUntil } from './seats/seat-rules.js';
import { Swaps } from './swap.service.js';

const RESEND_EVERY = 10 * 60_000;

/** What a form holds: the person's data, and his answers to the event's own questions. */
export type FormInput = ApplicantInput & { answers?: AnswersInput | null };

interface Submission {
  input: FormInput;
  consentTextIds: string[];
  nonce: string | null;
  locale: Locale;
  actor: Actor;
  source: Registration['source'];
}

/** Judges what was typed, and hands those who may come in to the seat desk. */
@Injectable()
export class RegisterService {
  private readonly attempts = new Attempts();

  constructor(
    private readonly transactions: Transactions,
    private readonly facts: FormFactsReader,
    private readonly desk: SeatDesk,
    private readonly swaps: Swaps,
    private readonly registrations: RegistrationsRepository,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * The public form.
   * @throws DomainError VALIDATION with every fault; REGISTRATION_NOT_OPEN, REGISTRATION_CLOSED, EVENT_CANCELLED;
   *   ALREADY_REGISTERED (the ticket goes to the stored address, at most once in ten minutes); TOO_MANY_TRIES;
   *   REGISTRATION_BUSY.
   */
  async fromForm(slug: string, submission: Omit<Submission, 'source'>): Promise<Seated> {
    const facts = await this.facts.bySlug(slug);
    this.refuseUnlessOpen(facts.event);
    return this.register(facts, { ...submission, source: 'form' });
  }

  /** Judges the fields without storing anything, and without telling who is registered. @throws DomainError VALIDATION. */
  async check(slug: string, input: FormInput, locale: Locale): Promise<void> {
    const facts = await this.facts.bySlug(slug);
    this.refuseUnlessOpen(facts.event);
    const { errors } = judge(facts, input, { locale });
    if (errors.length > 0) throw RegistrationErrors.invalid(errors);
  }

  /** By an organiser: also before the form opens and after it closes, as long as the event is not over. */
  async byStaff(eventId: string, submission: Omit<Submission, 'source'>): Promise<Seated> {
    const facts = await this.facts.byId(eventId);
    if (facts.event.state !== 'published') throw RegistrationErrors.eventCancelled();
    return this.register(facts, { ...submission, source: 'staff' });
  }

  /**
   * Somebody at the door, from what the directory knows of him. Whoever is registered already comes back as he stands.
   * @throws DomainError VALIDATION, EVENT_CANCELLED, EVENT_FULL: nobody is put into a waiting list at the door.
   */
  async atTheDoor(eventId: string, input: FormInput, actor: Actor, locale: Locale): Promise<Registration> {
    const facts = await this.facts.byId(eventId);
    if (facts.event.state !== 'published') throw RegistrationErrors.eventCancelled();
    const { applicant, errors } = judge(facts, input, { locale, mayLack: true });
    if (!applicant || errors.length > 0) throw RegistrationErrors.invalid(errors);
    const { registration } = await this.desk.seat(eventId, {
      applicant,
      poolIds: choosePools(facts.pools, facts.units, applicant),
      consentTextIds: [],
      nonce: null,
      locale,
      actor,
      source: 'walk_in',
      now: true,
    });
    return registration;
  }

  /**
   * By an organiser, in the seat of somebody who does not come.
   * @throws DomainError VALIDATION, and what `Swaps.swap` refuses.
   */
  async swapByStaff(eventId: string, leavingId: string, submission: Omit<Submission, 'source'>): Promise<Registration> {
    const facts = await this.facts.byId(eventId);
    const judged = this.judged(facts, { ...submission, source: 'staff' });
    return this.swaps.swap(eventId, leavingId, { ...submission, ...judged, source: 'staff' }, true);
  }

  private async register(facts: FormFacts, submission: Submission): Promise<Seated> {
    const { event } = facts;
    const { source } = submission;
    const { applicant, answers } = this.judged(facts, submission);
    if (source === 'form' && !this.attempts.allow(`${event.id} ${applicant.personKey}`, this.clock.now())) {
      throw RegistrationErrors.tooManyTries();
    }
    const poolIds = choosePools(facts.pools, facts.units, applicant);
    const seated = await this.desk.seat(event.id, {
      ...submission,
      applicant,
      poolIds,
      asked: submission.source === 'form' ? this.asked(facts, poolIds) : undefined,
      answers,
    });
    return seated.isNew ? seated : this.answerExisting(seated, submission);
  }

  /** @throws DomainError VALIDATION. */
  private judged(facts: FormFacts, { input, consentTextIds, locale, source }: Submission) {
    const { applicant, answers, errors } = judge(facts, input, { locale, mayLack: source !== 'form' });
    if (!consentTextIds.every((id) => facts.consentTextIds.has(id))) {
      errors.push({ field: 'consentTextIds', code: 'NOT_ALLOWED' });
    }
    if (!applicant || errors.length > 0) throw RegistrationErrors.invalid(errors);
    return { applicant, answers };
  }

  private async answerExisting(seated: Seated, { nonce, actor }: Submission): Promise<Seated> {
    const { registration } = seated;
    if (nonce !== null && registration.submissionNonce === nonce) return seated;
    const now = this.clock.now();
    await this.transactions.run(async (tx) => {
      const notSince = new Date(now.getTime() - RESEND_EVERY);
      if (!(await this.registrations.takeResend(tx, registration.id, now, notSince))) return;
      await this.mail.queue(tx, registrationMail(registration, 'ticket_resent'));
      await this.audit.append(tx, {
        actor,
        action: 'registration.ticket_resent',
        subject: { kind: 'registration', id: registration.id },
        eventId: registration.eventId,
        payload: { code: registration.ticketCode },
      });
    });
    throw RegistrationErrors.alreadyRegistered();
  }

  /** Whoever is entered by the organiser is vouched for. */
  private asked({ event, pools }: FormFacts, poolIds: string[]): Asked {
    const { proofHours, startsAt } = event;
    return {
      approval: pools.some((pool) => pool.byApproval && poolIds.includes(pool.id)),
      proofUntil: proofHours === null ? null : heldUntil(this.clock.now(), proofHours, startsAt),
    };
  }

  /** @throws DomainError REGISTRATION_NOT_OPEN, REGISTRATION_CLOSED, EVENT_CANCELLED. */
  refuseUnlessOpen(event: FormEvent): void {
    const phase = registrationPhase(event, [], this.clock.now());
    if (phase === 'cancelled') throw RegistrationErrors.eventCancelled();
    if (phase === 'not_yet') throw RegistrationErrors.notOpenYet(event);
    if (phase === 'closed' || phase === 'over') throw RegistrationErrors.closed(event);
  }
}

function judge({ units, questions }: FormFacts, input: FormInput, options: JudgeOptions) {
  const person = readApplicant(input, (id) => units.find((unit) => unit.id === id)?.name ?? null);
  const { answers, errors } = readAnswers(questions, input.answers ?? {}, options);
  return { applicant: person.applicant, answers, errors: [...person.errors, ...errors] };
}
