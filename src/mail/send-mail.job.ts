import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Audit, type NewAuditEntry } from '../audit/index.js';
import { type Actor, Clock } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, Transactions, type Tx } from '../database/index.js';
import { type JobContext, type JobHandler, Jobs, PermanentFailure, recordWhileAway } from '../jobs/index.js';
import { type AlarmingFault, alarmingFaults, MailFault } from './mail-fault.js';
import type { MailMessage } from './mail-message.entity.js';
import type { RenderedMail } from './mail-template.js';
import { MailTemplates } from './mail-templates.js';
import type { MailAction } from './mail.audit.js';
import { MailRepository } from './mail.repository.js';
import { SMTP, type SmtpTransport } from './smtp-transport.js';

export const MAIL_JOB = 'mail.send';
export const mailJobKey = (mailId: string) => `mail:${mailId}`;

const CONCURRENCY = 4;

/**
 * One mail, at least once and visibly once: `sending_since` is committed before the SMTP dialogue and cleared with its
 * outcome. A run that finds it set comes after a crash between the two; it sends the mail again, under the same
 * Message-ID, and marks it `outcome_unknown`.
 */
@Injectable()
export class SendMailJob implements JobHandler, OnModuleInit {
  readonly kind = MAIL_JOB;
  readonly concurrency = CONCURRENCY;
  private readonly log = new Logger('Mail');
  private raised: AlarmingFault | undefined;

  constructor(
    private readonly mails: MailRepository,
    private readonly templates: MailTemplates,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SMTP) private readonly smtp: SmtpTransport | null,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async run(payload: unknown, context: JobContext): Promise<void> {
    const id = mailIdOf(payload);
    const mail = await this.database.read((m) => this.mails.find(m, id));
    if (mail?.state !== 'queued') return;
    const rendered = await this.rendered(mail, context.signal);
    if (!this.smtp) {
      await this.transactions.run((tx) => this.mails.hold(tx, id, this.clock.now()), { repeatable: true });
      return;
    }
    if (!(await this.transactions.run((tx) => this.mails.begin(tx, id, this.clock.now())))) return;
    const reply = await this.handedOver(this.smtp, mail, rendered, context.signal);
    await recordWhileAway(() => this.recordSent(mail, reply, context.actor), context.signal);
    this.raised = undefined;
  }

  async died(tx: Tx, payload: unknown, { actor }: { actor: Actor }): Promise<void> {
    const mail = await this.mails.find(tx, mailIdOf(payload));
    if (!mail || !(await this.mails.fail(tx, mail.id))) return;
    await this.audit.append(tx, entry('mail.failed', mail, actor, { fault: mail.fault, attempts: mail.attempts }));
  }

  async revived(tx: Tx, payload: unknown): Promise<void> {
    await this.mails.requeue(tx, mailIdOf(payload));
  }

  private async rendered(mail: MailMessage, signal: AbortSignal): Promise<RenderedMail> {
    try {
      return await this.templates.render(mail);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      await this.recordFault(mail, new MailFault('template', null, words, false), signal);
      throw error;
    }
  }

  private async handedOver(
    smtp: SmtpTransport,
    mail: MailMessage,
    rendered: RenderedMail,
    signal: AbortSignal,
  ): Promise<string> {
    try {
      const { id, messageId, locale } = mail;
      const { mailFrom: from, mailReturnPath: returnPath } = this.config;
      const to = { address: mail.toAddress, name: mail.toName };
      return await smtp.send({ ...rendered, id, messageId, locale, to, from, returnPath }, signal);
    } catch (error) {
      // The job is not ours any more: the mark stays, and says that nobody knows the outcome.
      if (signal.aborted || !(error instanceof MailFault)) throw error;
      await this.recordFault(mail, error, signal);
      this.raiseAlarm(error);
      throw error.kind === 'refused' ? new PermanentFailure(error.message) : error;
    }
  }

  private async recordSent(mail: MailMessage, reply: string, actor: Actor): Promise<void> {
    await this.transactions.run(
      async (tx) => {
        if (!(await this.mails.sent(tx, mail.id, reply, this.clock.now()))) return;
        await this.audit.append(tx, entry('mail.sent', mail, actor, { attempts: mail.attempts + 1 }));
      },
      { repeatable: true },
    );
  }

  private async recordFault(mail: MailMessage, fault: MailFault, signal: AbortSignal): Promise<void> {
    await recordWhileAway(
      () => this.transactions.run((tx) => this.mails.faulted(tx, mail.id, fault), { repeatable: true }),
      signal,
    );
  }

  /** Once, until a mail gets through again: the fault concerns all of them. The server's words may hold an address. */
  private raiseAlarm(fault: MailFault): void {
    const alarming = alarmingFaults.find((kind) => kind === fault.kind);
    if (!alarming || alarming === this.raised) return;
    this.raised = alarming;
    this.log.error({ message: 'No mail gets through; it waits in the outbox', fault: alarming });
  }
}

function mailIdOf(payload: unknown): string {
  return (payload as { mailId: string }).mailId;
}

const entry = (
  action: MailAction,
  mail: MailMessage,
  actor: Actor,
  payload: Record<string, unknown>,
): NewAuditEntry => ({
  actor,
  action,
  subject: { kind: 'mail', id: mail.id },
  eventId: mail.eventId,
  payload: { template: mail.template, ...payload },
});
