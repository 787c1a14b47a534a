import { Injectable } from '@nestjs/common';
import type { Locale } from '../../common/index.js';
import type { Tx } from '../../database/index.js';
import { answerText } from './answer-text.js';
import { AnswersRepository } from './answers.repository.js';
import { QuestionsRepository } from './questions.repository.js';

/** What people answered, in words. */
@Injectable()
export class Answers {
  constructor(
    private readonly questions: QuestionsRepository,
    private readonly answers: AnswersRepository,
  ) {}

  /** By person, by question; for lists and exports. Of these questions alone, when they are named. */
  async wordsOf(
    m: Tx,
    eventId: string,
    registrationIds: string[],
    locale: Locale,
    questionIds?: string[],
  ): Promise<Map<string, Map<string, string>>> {
    const all = await this.questions.ofEvent(m, eventId);
    const questions = questionIds ? all.filter(({ id }) => questionIds.includes(id)) : all;
    const byPerson = await this.answers.answersOf(m, registrationIds, questionIds);
    return new Map(
      [...byPerson].map(([id, answers]) => [
        id,
        new Map(questions.map((question) => [question.id, answerText(question, answers, locale)])),
      ]),
    );
  }
}
