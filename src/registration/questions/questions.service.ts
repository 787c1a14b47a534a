import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor, Clock, type Locale, newId, validationFailed } from '../../common/index.js';
import { Database, Transactions } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { optionText, questionText } from './answer-text.js';
import { AnswersRepository } from './answers.repository.js';
import type { FormQuestion } from './form-question.entity.js';
import { readForm } from './question-form.js';
import type { AskedForm, AskedQuestion, QuestionFormView, QuestionInput, QuestionView } from './questions.dto.js';
import { QuestionsRepository } from './questions.repository.js';

/** The questions that an event asks: written by its organiser, read by whoever registers. */
@Injectable()
export class Questions {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly questions: QuestionsRepository,
    private readonly answers: AnswersRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  form(eventId: string): Promise<QuestionFormView> {
    return this.database.read(async (m) => {
      await this.events.find(m, eventId);
      const questions = await this.questions.ofEvent(m, eventId);
      const counts = await this.answers.countByQuestion(
        m,
        questions.map(({ id }) => id),
      );
      const views = questions.map((question) => ({ question, view: viewOf(question, counts.get(question.id) ?? 0) }));
      return {
        questions: views.filter(({ question }) => !question.retiredAt).map(({ view }) => view),
        retired: views.filter(({ question, view }) => question.retiredAt && view.answered > 0).map(({ view }) => view),
      };
    });
  }

  /**
   * Replaces the form. Registrations that stand stay as they are: to a new required question they owe an answer, which
   * their own page says.
   * @throws DomainError EVENT_NOT_FOUND, EVENT_NOT_EDITABLE, VALIDATION.
   */
  async set(actor: Actor, eventId: string, inputs: QuestionInput[]): Promise<void> {
    await this.transactions.run(async (tx) => {
      const event = await this.events.hold(tx, eventId);
      const standing = await this.questions.ofEvent(tx, eventId);
      const form = readForm(inputs, {
        eventId,
        questions: standing,
        published: event.publishedAt !== null,
        now: this.clock.now(),
        newId,
      });
      if (form.errors.length > 0) throw validationFailed(form.errors);
      const there = new Set(standing.map(({ id }) => id));
      await this.questions.change(tx, {
        remove: form.removed,
        update: form.questions.filter(({ id }) => there.has(id)),
        insert: form.questions.filter(({ id }) => !there.has(id)),
      });
      await this.audit.append(tx, {
        actor,
        action: 'registration.questions_changed',
        subject: { kind: 'event', id: eventId },
        eventId,
        payload: { count: inputs.length },
      });
    });
  }

  /** What the public form asks. @throws DomainError EVENT_NOT_FOUND, also for a draft. */
  asked(slug: string, locale: Locale): Promise<AskedForm> {
    return this.database.read(async (m) => {
      const event = await this.events.publicBySlug(m, slug);
      const questions = await this.questions.ofEvent(m, event.id);
      return {
        questions: questions.filter(({ retiredAt }) => !retiredAt).map((question) => askedOf(question, locale)),
        letterRule: event.letterRule,
      };
    });
  }
}

const offered = ({ options }: FormQuestion) => options.filter(({ retired }) => !retired);

function viewOf(question: FormQuestion, answered: number): QuestionView {
  const { id, kind, labelId, labelEn, hintId, hintEn, required, condition } = question;
  return { id, kind, labelId, labelEn, hintId, hintEn, required, options: offered(question), condition, answered };
}

export function askedOf(question: FormQuestion, locale: Locale): AskedQuestion {
  const { id, kind, hintId, hintEn, required, condition } = question;
  return {
    id,
    kind,
    label: questionText(question, locale),
    hint: (locale === 'en' && hintEn) || hintId,
    required,
    options: offered(question).map((option) => ({ id: option.id, label: optionText(option, locale) })),
    condition,
  };
}
