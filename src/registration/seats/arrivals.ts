import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { humanCode } from '../../common/crypto/index.js';
import { type Actor, type Locale, newId } from '../../common/index.js';
import { type Tx, uniqueGuard } from '../../database/index.js';
import { Mail } from '../../mail/index.js';
import type { Applicant } from '../form/applicant.js';
import { answerRow, type NewAnswer } from '../questions/answers.js';
import type { Registration } from '../registration.entity.js';
import { registrationMail } from '../mails/registration-mail.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { type Asked, entryOf, standingOnEntry } from './seat-rules.js';

/** A judged person who wants a seat. Who acts travels here as data: a fold runs for many requests at once. */
export interface SeatRequest {
  applicant: Applicant;
  /** The event's own pool first, the narrowest last. */
  poolIds: string[];
  consentTextIds: string[];
  /** To the event's own questions; none where nobody was asked. */
  answers?: NewAnswer[];
  nonce: string | null;
  locale: Locale;
  actor: Actor;
  source: Registration['source'];
  /** What his seat asks of him; without it a seat is his at once. */
  asked?: Asked;
  importBatchId?: string;
  /** He stands at the door: without a seat he is not put into the waiting list but refused. */
  now?: boolean;
  /** The desk of a unit by which he came. */
  delegationId?: string;
}

export interface Newcomer extends SeatRequest {
  /** Made before the transaction, so that one whose COMMIT got lost knows its own rows when it runs again. */
  id: string;
  liveKey: string;
}

export interface Arrival {
  person: Newcomer;
  row: Registration;
}

const SIGNS_OF_A_CODE = 7;

/** Writes those who have just come, with all that belongs to them. Their seats and places are booked already. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly registrations: RegistrationsRepository,
    private readonly mail: Mail,
    private readonly audit: Audit,
  ) {}

  /** @throws AlreadyExists when another process was quicker with a person, or drew the same ticket code. */
  async write(tx: Tx, arrivals: Arrival[]): Promise<void> {
    const rows = arrivals.map(({ row }) => row);
    await uniqueGuard(() =>
      this.registrations.insert(
        tx,
        rows,
        arrivals.flatMap(({ person: { id, poolIds } }) => poolIds.map((poolId) => ({ registrationId: id, poolId }))),
        arrivals.flatMap(({ person: { id, consentTextIds }, row }) =>
          consentTextIds.map((consentTextId) => ({
            id: newId(),
            registrationId: id,
            consentTextId,
            givenAt: row.createdAt,
            withdrawnAt: null,
          })),
        ),
        arrivals.flatMap(({ person: { id, answers = [] }, row }) =>
          answers.map((answer) => answerRow(id, answer, row.createdAt)),
        ),
      ),
    );
    await this.mail.queueMany(
      tx,
      rows.map((row) => registrationMail(row, entryOf(row.status).mail)),
    );
    await this.audit.appendMany(
      tx,
      arrivals.map(({ person, row }) => ({
        actor: person.actor,
        action: entryOf(row.status).action,
        subject: { kind: 'registration', id: row.id },
        eventId: row.eventId,
        payload: { code: row.ticketCode, source: row.source },
      })),
    );
  }
}

interface Standing {
  eventId: string;
  nonce: string | null;
  place: number | null;
  arrivalNo: number;
  now: Date;
}

export function rowOf(person: Newcomer, { eventId, nonce, place, arrivalNo, now }: Standing): Registration {
  const standing = standingOnEntry(place, person.asked);
  return {
    ...person.applicant,
    id: person.id,
    eventId,
    liveKey: person.liveKey,
    submissionNonce: nonce,
    ticketCode: humanCode(SIGNS_OF_A_CODE),
    locale: person.locale,
    ...standing,
    arrivalNo,
    priority: 0,
    provedAt: null,
    source: person.source,
    importBatchId: person.importBatchId ?? null,
    delegationId: person.delegationId ?? null,
    epoch: 0,
    resentAt: null,
    confirmedAt: standing.status === 'confirmed' ? now : null,
    letterRemindedAt: null,
    endedAt: null,
    endReason: null,
    createdAt: now,
    mailStanding: 'queued',
    arrivedAt: null,
  };
}
