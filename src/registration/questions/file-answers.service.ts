import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor, Clock, newId, type Upload } from '../../common/index.js';
import { Database, Transactions, type Tx } from '../../database/index.js';
import { readPaper } from '../../documents/index.js';
import { Files } from '../../files/index.js';
import { LetterErrors } from '../letters/letters.errors.js';
import type { SentFile } from '../letters/letters.service.js';
import { UploadGate } from '../letters/upload-gate.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationErrors } from '../registration.errors.js';
import { isLive } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { TicketService } from '../ticket.service.js';
import { asked } from './answers.js';
import { AnswersRepository } from './answers.repository.js';
import { QuestionsRepository } from './questions.repository.js';

/** Answers that are files, sent from the person's own page as the letter is. */
@Injectable()
export class FileAnswers {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly gate: UploadGate,
    private readonly registrations: RegistrationsRepository,
    private readonly questions: QuestionsRepository,
    private readonly answers: AnswersRepository,
    private readonly tickets: TicketService,
    private readonly files: Files,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError as the gate does; LETTER_NOT_ASKED; VALIDATION on `file`. */
  async send(token: string, questionId: string, receive: () => Promise<Upload>, actor: Actor): Promise<void> {
    const { registration } = await this.gate.admit(token);
    await this.database.read((m) => this.refuseUnlessAsked(m, registration, questionId));
    const paper = await readPaper(await receive());
    const file = await this.files.put(paper.bytes, paper.mediaType);
    await this.transactions.run(async (tx) => {
      await this.registrations.hold(tx, registration.id);
      const standing = await this.registrations.find(tx, registration.id);
      if (!standing || !isLive(standing.status)) throw RegistrationErrors.ended();
      await this.refuseUnlessAsked(tx, registration, questionId);
      await this.files.record(tx, file);
      const answer = {
        id: newId(),
        registrationId: registration.id,
        questionId,
        optionId: null,
        value: null,
        fileSha256: file.sha256,
        fileName: paper.fileName,
        mediaType: paper.mediaType,
        answeredAt: this.clock.now(),
      };
      await this.answers.replace(tx, registration.id, [questionId], [answer]);
      await this.audit.append(tx, {
        actor: { ...actor, id: registration.id },
        action: 'registration.file_sent',
        subject: { kind: 'registration', id: registration.id },
        eventId: registration.eventId,
        payload: { code: registration.ticketCode, questionId },
      });
    });
  }

  /** For its sender. @throws DomainError TICKET_NOT_FOUND, LETTER_NOT_FOUND. */
  async ofTicket(token: string, questionId: string): Promise<SentFile> {
    return this.file((await this.tickets.byToken(token)).id, questionId);
  }

  /** For an organiser. @throws DomainError REGISTRATION_NOT_FOUND, LETTER_NOT_FOUND. */
  async ofPerson(eventId: string, registrationId: string, questionId: string): Promise<SentFile> {
    const registration = await this.database.read((m) => this.registrations.findInEvent(m, eventId, registrationId));
    if (!registration) throw RegistrationErrors.notFound();
    return this.file(registrationId, questionId);
  }

  private async refuseUnlessAsked(m: Tx, { id, eventId }: Registration, questionId: string): Promise<void> {
    const questions = await this.questions.ofEvent(m, eventId);
    const answers = (await this.answers.answersOf(m, [id])).get(id) ?? [];
    const question = [...asked(questions, answers)].find((one) => one.id === questionId);
    if (question?.kind !== 'file') throw LetterErrors.notAsked();
  }

  private async file(registrationId: string, questionId: string): Promise<SentFile> {
    const byPerson = await this.database.read((m) => this.answers.answersOf(m, [registrationId]));
    const answer = byPerson.get(registrationId)?.find((one) => one.questionId === questionId);
    if (!answer?.fileSha256 || !answer.mediaType) throw LetterErrors.notFound();
    return { bytes: await this.files.read(answer.fileSha256), mediaType: answer.mediaType };
  }
}
