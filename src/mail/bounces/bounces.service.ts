import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor } from '../../common/index.js';
import { Transactions, type Tx } from '../../database/index.js';
import type { MailMessage } from '../mail-message.entity.js';
import type { MailAction } from '../mail.audit.js';
import { MailRepository } from '../mail.repository.js';
import { type DeliveryReport, readDeliveryReport, type RecipientReport } from './delivery-report.js';

/**
 * `bounced`: a mail is marked. `delayed`: a mail keeps the words. `known`: a report that changes nothing. `early`: the mail
 * is being sent at this moment. `strange`: no report, or about nothing that we sent.
 */
export type Finding = 'bounced' | 'delayed' | 'known' | 'early' | 'strange';

/**
 * What a returned mail says of a mail of ours. Anybody can write a report; it is believed when it names the Message-ID, or
 * the envelope, and the address: only the servers on the way and the addressee himself have seen them.
 */
@Injectable()
export class Bounces {
  constructor(
    private readonly mails: MailRepository,
    private readonly transactions: Transactions,
    private readonly audit: Audit,
  ) {}

  async take(message: Buffer, actor: Actor): Promise<Finding> {
    // What cannot be parsed is for a person too.
    const report = await readDeliveryReport(message).catch(() => null);
    if (!report) return 'strange';
    const key = createHash('sha256').update(message).digest('hex');
    return this.transactions.run((tx) => this.apply(tx, report, key, actor), { repeatable: true });
  }

  private async apply(tx: Tx, report: DeliveryReport, key: string, actor: Actor): Promise<Finding> {
    const mail = await this.mails.returned(tx, report);
    const about = mail && report.recipients.find(({ addresses }) => addresses.includes(mail.toAddress.toLowerCase()));
    if (!mail || !about) return 'strange';
    // "Failed" is for good, whatever the status: a server that gave up after days says 4.4.1 (RFC 3464, section 2.3.3).
    if (about.action === 'failed') return this.bounce(tx, mail, about, key, actor);
    if (about.action !== 'delayed') return 'known';
    return (await this.mails.delayed(tx, mail.id, about.words, key)) ? 'delayed' : 'known';
  }

  private async bounce(
    tx: Tx,
    mail: MailMessage,
    { words }: RecipientReport,
    key: string,
    actor: Actor,
  ): Promise<Finding> {
    if (!(await this.mails.bounce(tx, mail.id, words, key))) {
      return mail.state === 'queued' && mail.sendingSince ? 'early' : 'known';
    }
    await this.audit.append(tx, {
      actor,
      action: 'mail.bounced' satisfies MailAction,
      subject: { kind: 'mail', id: mail.id },
      eventId: mail.eventId,
      payload: { template: mail.template },
    });
    return 'bounced';
  }
}
