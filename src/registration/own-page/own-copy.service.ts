import { Injectable } from '@nestjs/common';
import { Clock, type Locale } from '../../common/index.js';
import { Database, type Tx } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { Mail } from '../../mail/index.js';
import { printedNameOf } from '../form/applicant.js';
import { LettersRepository } from '../letters/letters.repository.js';
import { letterFacts } from '../letters/person-papers.service.js';
import { answerText, questionText } from '../questions/answer-text.js';
import { AnswersRepository } from '../questions/answers.repository.js';
import { QuestionsRepository } from '../questions/questions.repository.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationFacts } from '../registration-facts.js';
import { TicketService } from '../ticket.service.js';
import type { CopiedAnswer, CopiedMail, CopiedRegistration, OwnCopy } from './own-copy.dto.js';
import { OwnConsents } from './own-consents.service.js';

/** A copy of all that is kept of the holder of a personal link. */
@Injectable()
export class OwnCopies {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly tickets: TicketService,
    private readonly questions: QuestionsRepository,
    private readonly answers: AnswersRepository,
    private readonly letters: LettersRepository,
    private readonly consents: OwnConsents,
    private readonly facts: RegistrationFacts,
    private readonly mail: Mail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError TICKET_NOT_FOUND. */
  async of(token: string, locale: Locale): Promise<OwnCopy> {
    const registration = await this.tickets.byToken(token);
    const { id, eventId } = registration;
    const mails = await this.database.read((m) => this.mail.about(m, 'registration', id));
    const copiedMails = await Promise.all(
      mails.map(async (mail): Promise<CopiedMail> => ({
        subject: await this.mail.subjectOf(mail),
        to: mail.toAddress,
        state: mail.state,
        createdAt: mail.createdAt.toISOString(),
        sentAt: mail.sentAt?.toISOString() ?? null,
      })),
    );
    return this.database.read(async (m) => {
      const event = await this.events.find(m, eventId);
      const organisation = await this.events.organisation(m);
      const letter = await this.letters.find(m, id);
      return {
        madeAt: this.clock.now().toISOString(),
        keeper: organisation.name,
        contact: organisation.dataContact,
        event: {
          title: event.title,
          zone: event.zone,
          startsAt: event.startsAt?.toISOString() ?? null,
          endsAt: event.endsAt?.toISOString() ?? null,
          organiser: event.organiserName,
        },
        registration: copied(registration),
        answers: await this.answersOf(m, registration, locale),
        letter: letter && letterFacts(letter),
        consents: await this.consents.ofPerson(m, id, locale),
        mails: copiedMails,
        visits: (await this.facts.visits(m, id)).map(({ at, ...visit }) => ({ ...visit, at: at.toISOString() })),
        firstArrivedAt: registration.arrivedAt?.toISOString() ?? null,
        attendedJp: (await this.facts.attendedJp(m, eventId, [id])).get(id) ?? null,
        certificate: (await this.facts.certificates(m, [id])).get(id) ?? null,
      };
    });
  }

  /** Also to questions that are no longer asked: what is kept is shown. */
  private async answersOf(m: Tx, { id, eventId }: Registration, locale: Locale): Promise<CopiedAnswer[]> {
    const questions = await this.questions.ofEvent(m, eventId);
    const answers = (await this.answers.answersOf(m, [id])).get(id) ?? [];
    return questions.flatMap((question) => {
      const given = answers.find(({ questionId }) => questionId === question.id);
      if (!given) return [];
      return {
        question: questionText(question, locale),
        answer: answerText(question, answers, locale),
        answeredAt: given.answeredAt.toISOString(),
      };
    });
  }
}

const copied = (row: Registration): CopiedRegistration => ({
  printedName: printedNameOf(row),
  frontTitle: row.frontTitle,
  name: row.name,
  backTitle: row.backTitle,
  kind: row.kind,
  nip: row.nip,
  nrp: row.nrp,
  unit: row.unitText,
  position: row.position,
  rank: row.rank,
  phone: row.phone,
  email: row.email,
  language: row.locale,
  status: row.status,
  ticketCode: row.ticketCode,
  source: row.source,
  registeredAt: row.createdAt.toISOString(),
  confirmedAt: row.confirmedAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
  endReason: row.endReason,
  letterRemindedAt: row.letterRemindedAt?.toISOString() ?? null,
  warnings: row.warnings.map(({ code }) => code),
});
