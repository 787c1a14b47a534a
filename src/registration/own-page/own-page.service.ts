import { Injectable } from '@nestjs/common';
import { Clock, type Locale } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { Events, type NamedEvent } from '../../events/index.js';
import { letterFacts } from '../letters/person-papers.service.js';
import { LettersRepository } from '../letters/letters.repository.js';
import { takesFiles } from '../letters/upload-gate.js';
import { questionText } from '../questions/answer-text.js';
import { missingAnswers } from '../questions/answers.js';
import { AnswersRepository } from '../questions/answers.repository.js';
import { QuestionsRepository } from '../questions/questions.repository.js';
import { askedOf } from '../questions/questions.service.js';
import type { Registration } from '../registration.entity.js';
import { isLive } from '../registration-status.js';
import { TicketService } from '../ticket.service.js';
import type { MissingPart, OwnAnswers, OwnPage } from './own-page.dto.js';

/** What the holder of a personal link sees of himself beside his ticket. */
@Injectable()
export class OwnPages {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly tickets: TicketService,
    private readonly letters: LettersRepository,
    private readonly questions: QuestionsRepository,
    private readonly answers: AnswersRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError TICKET_NOT_FOUND. */
  async show(token: string, locale: Locale): Promise<OwnPage> {
    const registration = await this.tickets.byToken(token);
    return this.database.read(async (m) => {
      const now = this.clock.now();
      const event = await this.events.find(m, registration.eventId);
      const letter = await this.letters.find(m, registration.id);
      const questions = await this.questions.ofEvent(m, event.id);
      const answers = (await this.answers.answersOf(m, [registration.id])).get(registration.id) ?? [];
      const maySend = takesFiles(registration, event, now);
      const missing: MissingPart[] = missingAnswers(questions, answers).map((question) => ({
        kind: 'answer',
        questionId: question.id,
        label: questionText(question, locale),
      }));
      if (event.letterRule === 'required' && !letter) missing.unshift({ kind: 'letter', questionId: null, label: '' });
      const form: OwnAnswers = {
        questions: questions.filter(({ retiredAt }) => !retiredAt).map((question) => askedOf(question, locale)),
        answers: {},
        files: [],
        mayAnswer: takesAnswers(registration, event, now),
        maySendFiles: maySend,
      };
      for (const { questionId, optionId, value, fileName } of answers) {
        if (fileName !== null) form.files.push({ questionId, fileName });
        else (form.answers[questionId] ??= []).push(optionId ?? value ?? '');
      }
      return {
        missing: isLive(registration.status) && event.state === 'published' ? missing : [],
        letter: {
          rule: event.letterRule,
          maySend: maySend && event.letterRule !== 'none',
          until: event.endsAt?.toISOString() ?? null,
          sent: letter && letterFacts(letter),
        },
        data: {
          kind: registration.kind,
          nip: registration.nip,
          unit: registration.unitText,
          frontTitle: registration.frontTitle,
          name: registration.name,
          backTitle: registration.backTitle,
          position: registration.position,
          rank: registration.rank,
          phone: registration.phone,
          email: registration.email,
          mayEdit: takesCorrections(registration, event, now),
          editUntil: correctionsUntil(event).toISOString(),
        },
        form,
      };
    });
  }
}

/** Lists are drawn up when registration closes; an event that begins earlier stops corrections then. */
export const correctionsUntil = ({ registrationClosesAt, startsAt }: NamedEvent): Date =>
  startsAt !== null && startsAt < registrationClosesAt ? startsAt : registrationClosesAt;

export const takesCorrections = (registration: Registration, event: NamedEvent, now: Date): boolean =>
  isLive(registration.status) && event.state === 'published' && now <= correctionsUntil(event);

/** A question may be added after registration has closed, so answers are taken until the event begins. */
export const takesAnswers = (registration: Registration, event: NamedEvent, now: Date): boolean =>
  isLive(registration.status) && event.state === 'published' && (event.startsAt === null || now <= event.startsAt);
