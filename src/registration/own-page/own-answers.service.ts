import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor, Clock, type Locale, validationFailed } from '../../common/index.js';
import { Transactions } from '../../database/index.js';
import { Events } from '../../events/index.js';
import type { Answer } from '../questions/answer.entity.js';
import { answerRow, type AnswersInput, asked, type NewAnswer, readAnswers } from '../questions/answers.js';
import { AnswersRepository } from '../questions/answers.repository.js';
import type { FormQuestion } from '../questions/form-question.entity.js';
import { QuestionsRepository } from '../questions/questions.repository.js';
import { RegistrationErrors } from '../registration.errors.js';
import { isLive } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { TicketService } from '../ticket.service.js';
import { OwnPageErrors } from './own-page.errors.js';
import { takesAnswers } from './own-page.service.js';

/** Answers to the event's own questions, given or changed later. */
@Injectable()
export class OwnAnswersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly questions: QuestionsRepository,
    private readonly answers: AnswersRepository,
    private readonly tickets: TicketService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The whole form, as on registration. @throws DomainError TICKET_NOT_FOUND, REGISTRATION_ENDED, TOO_LATE_TO_ANSWER, VALIDATION. */
  async change(token: string, input: AnswersInput, locale: Locale, actor: Actor): Promise<void> {
    const { id } = await this.tickets.byToken(token);
    await this.transactions.run(async (tx) => {
      await this.registrations.hold(tx, id);
      const registration = await this.registrations.find(tx, id);
      if (!registration) throw RegistrationErrors.ticketNotFound();
      const now = this.clock.now();
      const event = await this.events.find(tx, registration.eventId);
      if (!isLive(registration.status) || event.state !== 'published') throw RegistrationErrors.ended();
      if (!takesAnswers(registration, event, now)) throw OwnPageErrors.tooLateToAnswer();
      const questions = await this.questions.ofEvent(tx, event.id);
      const before = (await this.answers.answersOf(tx, [id])).get(id) ?? [];
      const { answers, errors } = readAnswers(questions, input, { locale });
      if (errors.length > 0) throw validationFailed(errors);
      const changed = changedQuestions(questions, before, answers);
      if (changed.length === 0) return;
      const fresh = answers.filter(({ questionId }) => changed.includes(questionId));
      await this.answers.replace(
        tx,
        id,
        changed,
        fresh.map((answer) => answerRow(id, answer, now)),
      );
      await this.audit.append(tx, {
        actor: { ...actor, id },
        action: 'registration.answers_changed',
        subject: { kind: 'registration', id },
        eventId: registration.eventId,
        payload: { code: registration.ticketCode, count: changed.length },
      });
    });
  }
}

/** What stays as it was keeps its row: a consent its words and its time, a file its bytes, unless it is no longer asked. */
function changedQuestions(questions: FormQuestion[], before: readonly Answer[], after: readonly NewAnswer[]): string[] {
  const shown = new Set([...asked(questions, after)].map(({ id }) => id));
  return questions
    .filter((question) => {
      const { id, kind, retiredAt } = question;
      if (retiredAt) return false;
      if (kind === 'file') return !shown.has(id) && before.some(({ questionId }) => questionId === id);
      const said = (answers: readonly NewAnswer[]) =>
        answers
          .filter(({ questionId }) => questionId === id)
          .map(({ optionId, value }) => optionId ?? value)
          .join('\n');
      return said(before) !== said(after);
    })
    .map(({ id }) => id);
}
