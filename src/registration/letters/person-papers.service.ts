import { Injectable } from '@nestjs/common';
import type { Locale } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { answerText, questionText } from '../questions/answer-text.js';
import { missingAnswers } from '../questions/answers.js';
import { AnswersRepository } from '../questions/answers.repository.js';
import { QuestionsRepository } from '../questions/questions.repository.js';
import { RegistrationErrors } from '../registration.errors.js';
import { isLive } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import type { Letter } from './letter.entity.js';
import type { LetterFacts, PersonPapers } from './letters.dto.js';
import { LettersRepository } from './letters.repository.js';

/** What an organiser sees of one person beside his data: letter and answers. */
@Injectable()
export class PersonPapersService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly letters: LettersRepository,
    private readonly questions: QuestionsRepository,
    private readonly answers: AnswersRepository,
  ) {}

  /** @throws DomainError REGISTRATION_NOT_FOUND, also for a row of another event. */
  of(eventId: string, registrationId: string, locale: Locale): Promise<PersonPapers> {
    return this.database.read(async (m) => {
      const registration = await this.registrations.findInEvent(m, eventId, registrationId);
      if (!registration) throw RegistrationErrors.notFound();
      const { letterRule } = await this.events.find(m, eventId);
      const letter = await this.letters.find(m, registrationId);
      const questions = await this.questions.ofEvent(m, eventId);
      const answers = (await this.answers.answersOf(m, [registrationId])).get(registrationId) ?? [];
      const missing = new Set(isLive(registration.status) ? missingAnswers(questions, answers) : []);
      return {
        letterRule,
        letter: letter && letterFacts(letter),
        remindedAt: registration.letterRemindedAt?.toISOString() ?? null,
        answers: questions.flatMap((question) => {
          const answer = answerText(question, answers, locale);
          // What is no longer asked, and was never answered, is nobody's business here.
          if (question.retiredAt && !answer) return [];
          return {
            questionId: question.id,
            label: questionText(question, locale),
            answer,
            missing: missing.has(question),
            isFile: question.kind === 'file',
          };
        }),
      };
    });
  }
}

export const letterFacts = ({ number, datedOn, fileName, mediaType, uploadedAt }: Letter): LetterFacts => ({
  number,
  datedOn,
  fileName,
  mediaType,
  uploadedAt: uploadedAt.toISOString(),
});
