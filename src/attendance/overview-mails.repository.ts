import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { MailMessage, wordsOf } from '../mail/index.js';

/** What stands in the way of an event's mails; its figures come from the mail folder itself. */
@Injectable()
export class OverviewMailsRepository {
  /** Those who got no mail, the latest first. */
  async failures(
    m: EntityManager,
    eventId: string,
  ): Promise<{ count: number; names: string[]; reason: string | null }> {
    const [mails, count] = await m.findAndCount(MailMessage, {
      where: { eventId, state: In(['failed', 'bounced']) },
      order: { id: 'DESC' },
      take: 3,
    });
    const reason = mails[0] ? wordsOf(mails[0]) : null;
    return { count, names: mails.map((mail) => mail.toName), reason };
  }

  /** Mails that wait although they were tried: since when, and what the server said. */
  async stopped(
    m: EntityManager,
    eventId: string,
    before: Date,
  ): Promise<{ count: number; since: Date; reason: string | null } | null> {
    const tried = m
      .createQueryBuilder(MailMessage, 'mail')
      .where("mail.event_id = :eventId AND mail.state = 'queued' AND mail.held_at IS NULL", { eventId })
      .andWhere('mail.attempts > 0 AND mail.created_at < :before', { before })
      .orderBy('mail.id', 'ASC');
    const oldest = await tried.clone().getOne();
    if (!oldest) return null;
    const waiting = { eventId, state: 'queued' } as const;
    const count = await m.countBy(MailMessage, waiting);
    return { count, since: oldest.createdAt, reason: wordsOf(oldest) };
  }

  /** Changes with every mail that is sent, fails or is tried again. */
  async mark(m: EntityManager, eventId: string): Promise<string> {
    const row = await m
      .createQueryBuilder(MailMessage, 'mail')
      .where('mail.event_id = :eventId', { eventId })
      .select('COUNT(*)', 'mails')
      .addSelect('SUM(mail.attempts)', 'attempts')
      .addSelect("SUM(CASE WHEN mail.state = 'sent' THEN 1 ELSE 0 END)", 'sent')
      .addSelect("SUM(CASE WHEN mail.state IN ('failed', 'bounced') THEN 1 ELSE 0 END)", 'failed')
      .getRawOne<{ mails: string; attempts: string | null; sent: string | null; failed: string | null }>();
    return [row?.mails, row?.attempts, row?.sent, row?.failed].map((part) => Number(part ?? 0)).join('.');
  }
}
