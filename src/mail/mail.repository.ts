import { Injectable } from '@nestjs/common';
import {
  type EntityManager,
  type FindOptionsWhere,
  In,
  IsNull,
  LessThan,
  Not,
  Or,
  type SelectQueryBuilder,
} from 'typeorm';
import { insertRows, type Tx } from '../database/index.js';
import { alarmingFaults, type AlarmingFault, type MailFault } from './mail-fault.js';
import { MailFollowers } from './mail-followers.js';
import { MailMessage } from './mail-message.entity.js';
import { mailMove, type MailStanding, mailStandings, standingOf } from './mail-status.js';

/** `standingOf` as a condition. */
const standsAs = (standing: MailStanding): FindOptionsWhere<MailMessage> => {
  if (standing === 'held') return { state: 'queued', heldAt: Not(IsNull()) };
  return standing === 'queued' ? { state: 'queued', heldAt: IsNull() } : { state: standing };
};

/** Nobody has begun to send it, or kept it back for want of a server. */
const untouched = {
  state: In(mailMove('withdraw').from),
  sendingSince: IsNull(),
  heldAt: IsNull(),
  attempts: 0,
} satisfies FindOptionsWhere<MailMessage>;

const unheard = (report: string | undefined): FindOptionsWhere<MailMessage> =>
  report ? { lastReport: Or(IsNull(), Not(report)) } : {};

export interface MailFilter {
  standing?: MailStanding;
  /** Mails of these events only; `all` includes those that belong to no event. */
  events: 'all' | string[];
  search?: string;
}

/** The outbox: what is written while a mail is sent, and what people see of it. */
@Injectable()
export class MailRepository {
  constructor(private readonly followers: MailFollowers) {}

  async insert(tx: Tx, mails: MailMessage[]): Promise<void> {
    await insertRows(tx, MailMessage, mails);
    await this.followers.tell(tx, mails, 'queued');
  }

  find(m: EntityManager, id: string): Promise<MailMessage | null> {
    return m.findOneBy(MailMessage, { id });
  }

  /** Commits that the mail is about to go out. A mark that is still there is of a try whose outcome nobody recorded. */
  async begin(tx: Tx, id: string, now: Date): Promise<boolean> {
    const queued = { id, state: In(mailMove('send').from) };
    await tx.update(MailMessage, { ...queued, sendingSince: Not(IsNull()) }, { outcomeUnknown: true });
    const { affected } = await tx.update(MailMessage, queued, {
      sendingSince: now,
      heldAt: null,
      attempts: () => 'attempts + 1',
    });
    return this.moved(tx, id, affected === 1);
  }

  async sent(tx: Tx, id: string, reply: string, now: Date): Promise<boolean> {
    const { from, to } = mailMove('send');
    const { affected } = await tx.update(
      MailMessage,
      { id, state: In(from) },
      { state: to, sendingSince: null, sentAt: now, serverReply: reply, fault: null, lastError: null },
    );
    return this.moved(tx, id, affected === 1);
  }

  async faulted(tx: Tx, id: string, fault: MailFault): Promise<void> {
    await tx.update(
      MailMessage,
      { id, state: In(mailMove('send').from) },
      {
        sendingSince: null,
        fault: fault.kind,
        serverReply: fault.reply,
        lastError: fault.reply ? null : fault.message,
        ...(fault.outcomeUnknown ? { outcomeUnknown: true } : {}),
      },
    );
  }

  async hold(tx: Tx, id: string, now: Date): Promise<void> {
    const waiting = { id, state: In(mailMove('send').from), heldAt: IsNull() };
    const { affected } = await tx.update(MailMessage, waiting, { heldAt: now });
    await this.moved(tx, id, affected === 1);
  }

  async fail(tx: Tx, id: string): Promise<boolean> {
    const { from, to } = mailMove('fail');
    const { affected } = await tx.update(MailMessage, { id, state: In(from) }, { state: to });
    return this.moved(tx, id, affected === 1);
  }

  /** The mail that a report names, by the headers that it returns or by the id of its envelope. */
  async returned(m: EntityManager, report: { messageId?: string; envelopeId?: string }): Promise<MailMessage | null> {
    const byHeaders = report.messageId ? await m.findOneBy(MailMessage, { messageId: report.messageId }) : null;
    return byHeaders ?? (report.envelopeId ? this.find(m, report.envelopeId) : null);
  }

  /** @param report the returned mail that says so; it is heard once, also when the mail was sent again meanwhile */
  async bounce(tx: Tx, id: string, words: string | null, report?: string): Promise<boolean> {
    const { from, to } = mailMove('bounce');
    const { affected } = await tx.update(
      MailMessage,
      { id, state: In(from), ...unheard(report) },
      { state: to, ...(words ? { serverReply: words } : {}), ...(report ? { lastReport: report } : {}) },
    );
    return this.moved(tx, id, affected === 1);
  }

  /** Some server still tries; its words stand beside the mail until another says how it ended. */
  async delayed(tx: Tx, id: string, words: string, report: string): Promise<boolean> {
    const { affected } = await tx.update(
      MailMessage,
      { id, state: In(mailMove('bounce').from), ...unheard(report) },
      { lastReport: report, ...(words ? { serverReply: words } : {}) },
    );
    return affected === 1;
  }

  lastUntouched(
    m: EntityManager,
    { kind, id }: { kind: MailMessage['subjectKind']; id: string },
    template: MailMessage['template'],
  ): Promise<MailMessage | null> {
    return m.findOne(MailMessage, {
      where: { subjectKind: kind, subjectId: id, template, ...untouched },
      order: { id: 'DESC' },
    });
  }

  /** Beside whoever sends it: one of the two updates finds the row as it wants it. */
  async withdraw(tx: Tx, id: string): Promise<boolean> {
    const { affected } = await tx.update(MailMessage, { id, ...untouched }, { state: mailMove('withdraw').to });
    return this.moved(tx, id, affected === 1);
  }

  async requeue(tx: Tx, id: string): Promise<void> {
    const { from, to } = mailMove('retry');
    const { affected } = await tx.update(MailMessage, { id, state: In(from) }, { state: to, heldAt: null });
    await this.moved(tx, id, affected === 1);
  }

  /** Newest first; one row more than `limit`, to learn whether there is a next page. */
  list(m: EntityManager, filter: MailFilter & { before?: string; limit: number }): Promise<MailMessage[]> {
    const query = this.filtered(m, filter)
      .orderBy('mail.id', 'DESC')
      .limit(filter.limit + 1);
    if (filter.before) query.andWhere({ id: LessThan(filter.before) });
    return query.getMany();
  }

  async counts(m: EntityManager, events: MailFilter['events']): Promise<Record<MailStanding, number>> {
    const rows = await this.filtered(m, { events })
      .select('mail.state', 'state')
      .addSelect('MIN(mail.heldAt)', 'heldAt')
      .addSelect('COUNT(*)', 'count')
      .groupBy('mail.state')
      .addGroupBy('CASE WHEN mail.held_at IS NULL THEN 0 ELSE 1 END')
      .getRawMany<{ state: MailMessage['state']; heldAt: Date | null; count: number | string }>();
    const counts = Object.fromEntries(mailStandings.map((standing) => [standing, 0])) as Record<MailStanding, number>;
    for (const row of rows) counts[standingOf(row)] += Number(row.count);
    return counts;
  }

  /** The gravest fault that stops all mail, and since when the oldest mail waits. */
  async alarm(m: EntityManager): Promise<{ fault: AlarmingFault; since: Date; waiting: number } | null> {
    const waiting = await m
      .createQueryBuilder(MailMessage, 'mail')
      .select('mail.fault', 'fault')
      .addSelect('MIN(mail.id)', 'oldest')
      .addSelect('COUNT(*)', 'count')
      .where({ state: 'queued', heldAt: IsNull() })
      .groupBy('mail.fault')
      .getRawMany<{ fault: string | null; oldest: string; count: number | string }>();
    const fault = alarmingFaults.find((kind) => waiting.some((row) => row.fault === kind));
    const stopped = waiting.find((row) => row.fault === fault);
    const oldest = fault && stopped ? await this.find(m, stopped.oldest) : null;
    if (!fault || !oldest) return null;
    return {
      fault,
      since: oldest.createdAt,
      waiting: waiting.reduce((sum, row) => sum + Number(row.count), 0),
    };
  }

  private async moved(tx: Tx, id: string, changed: boolean): Promise<boolean> {
    const mail = changed ? await this.find(tx, id) : null;
    if (mail) await this.followers.tell(tx, [mail], 'moved');
    return changed;
  }

  private filtered(m: EntityManager, filter: MailFilter): SelectQueryBuilder<MailMessage> {
    const query = m.createQueryBuilder(MailMessage, 'mail');
    if (filter.events !== 'all') query.andWhere({ eventId: In(filter.events) });
    if (filter.standing) query.andWhere(standsAs(filter.standing));
    if (filter.search) {
      const like = `%${filter.search.replace(/[!%_]/g, '!$&')}%`;
      query.andWhere("(mail.to_address LIKE :like ESCAPE '!' OR mail.to_name LIKE :like ESCAPE '!')", { like });
    }
    return query;
  }
}
