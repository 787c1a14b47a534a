import { Injectable } from '@nestjs/common';
import { type EntityManager, In, MoreThanOrEqual, Not } from 'typeorm';
import { MailMessage } from './mail-message.entity.js';
import { type MailStanding, standingOf, wordsOf } from './mail-status.js';
import type { SubjectKind } from './mail-template.js';

const IDS_PER_QUERY = 500;
const HOUR = 3_600_000;

export interface MailStats {
  sent: number;
  queued: number;
  /** Kept in the outbox, because no mail server is configured. */
  held: number;
  failed: number;
  lastSentAt: string | null;
  /** The last 24 hours, the present one last. */
  perHour: { hour: string; sent: number }[];
}

export interface LastMail {
  standing: MailStanding;
  /** The server's, or what kept the mail from reaching it. */
  words: string | null;
}

/** What other capabilities show of the mails that concern their rows. */
@Injectable()
export class MailFiguresRepository {
  async stats(m: EntityManager, eventId: string, now: Date): Promise<MailStats> {
    const states = await m
      .createQueryBuilder(MailMessage, 'mail')
      .select('mail.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .addSelect("SUM(CASE WHEN mail.state = 'queued' AND mail.held_at IS NOT NULL THEN 1 ELSE 0 END)", 'held')
      .where({ eventId })
      .groupBy('mail.state')
      .getRawMany<{ state: MailMessage['state']; count: number | string; held: number | string }>();
    const row = (state: MailMessage['state']) => states.find((each) => each.state === state);
    const count = (state: MailMessage['state']) => Number(row(state)?.count ?? 0);
    const held = Number(row('queued')?.held ?? 0);
    const [last] = await m.find(MailMessage, {
      select: { id: true, sentAt: true },
      where: { eventId, state: 'sent' },
      order: { sentAt: 'DESC' },
      take: 1,
    });
    return {
      sent: count('sent'),
      queued: count('queued') - held,
      held,
      failed: count('failed') + count('bounced'),
      lastSentAt: last?.sentAt?.toISOString() ?? null,
      perHour: await this.perHour(m, eventId, now),
    };
  }

  /** Each subject's last mail, but for those that were taken back; a subject without a mail is absent. */
  async last(m: EntityManager, subjectKind: SubjectKind, ids: string[]): Promise<Map<string, LastMail>> {
    const last = new Map<string, LastMail>();
    for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
      const mails = await m.find(MailMessage, {
        select: { id: true, subjectId: true, state: true, heldAt: true, serverReply: true, lastError: true },
        where: { subjectKind, subjectId: In(ids.slice(start, start + IDS_PER_QUERY)), state: Not('withdrawn') },
        order: { id: 'ASC' },
      });
      for (const mail of mails) last.set(mail.subjectId, { standing: standingOf(mail), words: wordsOf(mail) });
    }
    return last;
  }

  /** Every mail about one subject, oldest first. */
  about(m: EntityManager, subjectKind: SubjectKind, subjectId: string): Promise<MailMessage[]> {
    return m.find(MailMessage, { where: { subjectKind, subjectId }, order: { id: 'ASC' } });
  }

  private async perHour(m: EntityManager, eventId: string, now: Date): Promise<MailStats['perHour']> {
    const first = Math.floor(now.getTime() / HOUR) * HOUR - 23 * HOUR;
    const rows = await m
      .createQueryBuilder(MailMessage, 'mail')
      // Both engines write a moment as 'yyyy-mm-dd hh:…'.
      .select('SUBSTR(CAST(mail.sent_at AS CHAR), 1, 13)', 'hour')
      .addSelect('COUNT(*)', 'count')
      .where({ eventId, state: 'sent', sentAt: MoreThanOrEqual(new Date(first)) })
      .groupBy('hour')
      .getRawMany<{ hour: string; count: number | string }>();
    const counts = new Map(rows.map((row) => [row.hour, Number(row.count)]));
    return Array.from({ length: 24 }, (_, index) => {
      const hour = new Date(first + index * HOUR).toISOString();
      return { hour, sent: counts.get(hour.slice(0, 13).replace('T', ' ')) ?? 0 };
    });
  }
}
