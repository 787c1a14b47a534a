import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import {
  type Actor,
  cleanName,
  Clock,
  DomainError,
  type FieldError,
  type Upload,
  validationFailed,
} from '../../common/index.js';
import { Database, Transactions } from '../../database/index.js';
import { readPaper } from '../../documents/index.js';
import { Files } from '../../files/index.js';
import { isDay } from '../questions/answers.js';
import { RegistrationErrors } from '../registration.errors.js';
import { isLive } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { TicketService } from '../ticket.service.js';
import { LetterErrors } from './letters.errors.js';
import { LettersRepository } from './letters.repository.js';
import { UploadGate } from './upload-gate.js';

const LONGEST_NUMBER = 100;

export interface SentFile {
  bytes: Buffer;
  mediaType: string;
}

/** The letter of assignment, sent by the person himself from his own page. */
@Injectable()
export class Letters {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly gate: UploadGate,
    private readonly registrations: RegistrationsRepository,
    private readonly letters: LettersRepository,
    private readonly tickets: TicketService,
    private readonly files: Files,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * @param receive reads the upload; called once it is clear that this person may send one.
   * @throws DomainError TICKET_NOT_FOUND, REGISTRATION_ENDED, LETTER_NOT_ASKED, LETTER_TOO_LATE, TOO_MANY_UPLOADS,
   *   VALIDATION on `number`, `datedOn` and `file`.
   */
  async send(token: string, receive: () => Promise<Upload>, actor: Actor): Promise<void> {
    const { registration, event } = await this.gate.admit(token);
    if (event.letterRule === 'none') throw LetterErrors.notAsked();
    const upload = await receive();
    const words = readWords(upload.fields);
    const paper = await readPaper(upload).catch((error: unknown) => {
      throw withMore(error, words.errors);
    });
    if (words.errors.length > 0) throw validationFailed(words.errors);
    const file = await this.files.put(paper.bytes, paper.mediaType);
    await this.transactions.run(async (tx) => {
      await this.registrations.hold(tx, registration.id);
      const standing = await this.registrations.find(tx, registration.id);
      if (!standing || !isLive(standing.status)) throw RegistrationErrors.ended();
      const replaced = await this.letters.find(tx, registration.id);
      await this.files.record(tx, file);
      await this.letters.put(tx, {
        registrationId: registration.id,
        number: words.number,
        datedOn: words.datedOn,
        sha256: file.sha256,
        fileName: paper.fileName,
        mediaType: paper.mediaType,
        uploadedAt: this.clock.now(),
      });
      if (replaced && replaced.sha256 !== file.sha256) await this.files.forget(tx, replaced.sha256);
      await this.audit.append(tx, {
        actor: { ...actor, id: registration.id },
        action: replaced ? 'registration.letter_replaced' : 'registration.letter_sent',
        subject: { kind: 'registration', id: registration.id },
        eventId: registration.eventId,
        payload: { code: registration.ticketCode },
      });
    });
  }

  /** For its sender. @throws DomainError TICKET_NOT_FOUND, LETTER_NOT_FOUND. */
  async ofTicket(token: string): Promise<SentFile> {
    return this.file((await this.tickets.byToken(token)).id);
  }

  /** For an organiser. @throws DomainError REGISTRATION_NOT_FOUND, LETTER_NOT_FOUND. */
  async ofPerson(eventId: string, registrationId: string): Promise<SentFile> {
    const registration = await this.database.read((m) => this.registrations.findInEvent(m, eventId, registrationId));
    if (!registration) throw RegistrationErrors.notFound();
    return this.file(registrationId);
  }

  private async file(registrationId: string): Promise<SentFile> {
    const letter = await this.database.read((m) => this.letters.find(m, registrationId));
    if (!letter) throw LetterErrors.notFound();
    return { bytes: await this.files.read(letter.sha256), mediaType: letter.mediaType };
  }
}

function readWords(fields: Record<string, string>): { number: string; datedOn: string; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const number = cleanName(fields.number ?? '');
  if (!number) errors.push({ field: 'number', code: 'REQUIRED' });
  else if ([...number].length > LONGEST_NUMBER) {
    errors.push({ field: 'number', code: 'TOO_LONG', params: { bound: LONGEST_NUMBER } });
  }
  const datedOn = (fields.datedOn ?? '').trim();
  if (!datedOn) errors.push({ field: 'datedOn', code: 'REQUIRED' });
  else if (!isDay(datedOn)) errors.push({ field: 'datedOn', code: 'ANSWER_NOT_DATE' });
  return { number, datedOn, errors };
}

/** A fault of the file is told together with those of the words beside it. */
function withMore(error: unknown, errors: FieldError[]): unknown {
  return error instanceof DomainError && error.code === 'VALIDATION'
    ? validationFailed([...errors, ...error.errors])
    : error;
}
