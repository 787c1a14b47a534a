import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor, Clock } from '../../common/index.js';
import { Database, Transactions, type Tx } from '../../database/index.js';
import { Events, type NamedEvent } from '../../events/index.js';
import { Mail } from '../../mail/index.js';
import { registrationMail } from '../mails/registration-mail.js';
import { isLive } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { LetterErrors } from './letters.errors.js';
import type { LettersOverview, RemindersSent } from './letters.dto.js';
import { LettersRepository } from './letters.repository.js';

const DAY = 24 * 3_600_000;
const AT_ONCE = 100;

/** Asks those who lack their letter of assignment for it, each at most once a day. */
@Injectable()
export class LetterReminders {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly letters: LettersRepository,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError EVENT_NOT_FOUND. */
  overview(eventId: string): Promise<LettersOverview> {
    return this.database.read(async (m) => {
      const { letterRule } = await this.events.find(m, eventId);
      const { people, sent, remindable } = await this.letters.count(m, eventId, this.notSince());
      return { rule: letterRule, people, sent, lacking: people - sent, remindable };
    });
  }

  /** Everybody who lacks it. @throws DomainError EVENT_NOT_FOUND, LETTER_NOT_ASKED, LETTER_TOO_LATE. */
  async remindAll(eventId: string, actor: Actor): Promise<RemindersSent> {
    const sent: RemindersSent = { done: [], refused: [] };
    for (let after = ''; ;) {
      const from = after;
      const ids = await this.database.read(async (m) => {
        this.refuseUnlessAsked(await this.events.find(m, eventId));
        return this.letters.remindable(m, eventId, this.notSince(), from, AT_ONCE);
      });
      const { done, refused } = await this.remind(eventId, ids, actor);
      sent.done.push(...done);
      sent.refused.push(...refused);
      after = ids.at(-1) ?? '';
      if (ids.length < AT_ONCE) return sent;
    }
  }

  /**
   * These people; who is refused is named with the reason: REGISTRATION_NOT_FOUND, REGISTRATION_ENDED, LETTER_THERE,
   * REMINDED_TODAY.
   * @throws DomainError EVENT_NOT_FOUND, LETTER_NOT_ASKED, LETTER_TOO_LATE.
   */
  remind(eventId: string, ids: string[], actor: Actor): Promise<RemindersSent> {
    return this.transactions.run(async (tx) => {
      this.refuseUnlessAsked(await this.events.find(tx, eventId));
      const sent: RemindersSent = { done: [], refused: [] };
      for (const id of [...new Set(ids)].sort()) {
        const code = await this.remindOne(tx, eventId, id, actor);
        if (code === null) sent.done.push(id);
        else sent.refused.push({ id, code });
      }
      return sent;
    });
  }

  private async remindOne(tx: Tx, eventId: string, id: string, actor: Actor): Promise<string | null> {
    const registration = await this.registrations.findInEvent(tx, eventId, id);
    if (!registration) return 'REGISTRATION_NOT_FOUND';
    if (!isLive(registration.status)) return 'REGISTRATION_ENDED';
    if (await this.letters.find(tx, id)) return 'LETTER_THERE';
    if (!(await this.letters.takeReminder(tx, id, this.clock.now(), this.notSince()))) return 'REMINDED_TODAY';
    await this.mail.queue(tx, registrationMail(registration, 'letter_reminder'));
    await this.audit.append(tx, {
      actor,
      action: 'registration.letter_reminded',
      subject: { kind: 'registration', id },
      eventId,
      payload: { code: registration.ticketCode },
    });
    return null;
  }

  private refuseUnlessAsked({ letterRule, state, endsAt }: NamedEvent): void {
    if (letterRule === 'none' || state !== 'published') throw LetterErrors.notAsked();
    if (endsAt !== null && this.clock.now() > endsAt) throw LetterErrors.tooLate();
  }

  private notSince(): Date {
    return new Date(this.clock.now().getTime() - DAY);
  }
}
