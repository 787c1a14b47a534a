import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, type Locale, newId } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import type { Reader, Tx } from '../database/index.js';
import { Jobs } from '../jobs/index.js';
import { type LastMail, MailFiguresRepository, type MailStats } from './mail-figures.repository.js';
import { type MailFollower, MailFollowers } from './mail-followers.js';
import type { MailMessage } from './mail-message.entity.js';
import type { MailAction } from './mail.audit.js';
import { MailTemplates } from './mail-templates.js';
import type { MailRenderer, MailTemplate, SubjectKind } from './mail-template.js';
import { MailRepository } from './mail.repository.js';
import { MAIL_JOB, mailJobKey } from './send-mail.job.js';

export interface NewMail {
  template: MailTemplate;
  to: { address: string; name: string };
  locale: Locale;
  eventId: string | null;
  subject: { kind: SubjectKind; id: string };
  /** Ids and states, not texts: the mail is written from the facts as they are when it is sent. */
  params: object;
  /** Not sent earlier: until then `withdraw` can take it back. */
  notBefore?: Date;
}

/** With the backoff of jobs this is a day and a half. */
const MAX_ATTEMPTS = 45;

/** The outbox as the capabilities see it. */
@Injectable()
export class Mail {
  private readonly domain: string;

  constructor(
    private readonly mails: MailRepository,
    private readonly figures: MailFiguresRepository,
    private readonly templates: MailTemplates,
    private readonly followers: MailFollowers,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    // The sender's own domain: a Message-ID of another one makes filters suspicious.
    this.domain = /@([\w.-]+)>?\s*$/.exec(config.mailFrom)?.[1] ?? new URL(config.origin).hostname;
  }

  /** The capability that owns the facts of a template says how it reads. */
  registerTemplate(template: MailTemplate, renderer: MailRenderer): void {
    this.templates.register(template, renderer);
  }

  /** The capability of such rows wants to know whenever their mails stand otherwise. */
  follow(kind: SubjectKind, follower: MailFollower): void {
    this.followers.follow(kind, follower);
  }

  /** Written in the transaction of its cause: it goes out if and only if that commits. */
  queue(tx: Tx, mail: NewMail): Promise<void> {
    return this.queueMany(tx, [mail]);
  }

  async queueMany(tx: Tx, mails: NewMail[]): Promise<void> {
    if (mails.length === 0) return;
    const createdAt = this.clock.now();
    const rows = mails.map((mail) => this.toRow(mail, createdAt));
    await this.mails.insert(tx, rows);
    await this.jobs.enqueueMany(
      tx,
      rows.map(({ id }, index) => ({
        kind: MAIL_JOB,
        key: mailJobKey(id),
        payload: { mailId: id },
        maxAttempts: MAX_ATTEMPTS,
        runAt: mails[index]?.notBefore,
      })),
    );
  }

  /** The last mail of a template about a subject that nobody has begun to send. */
  lastUntouched(m: Reader, subject: NewMail['subject'], template: MailTemplate): Promise<MailMessage | null> {
    return this.mails.lastUntouched(m, subject, template);
  }

  /** Takes back a mail, which stays in the outbox as withdrawn. @returns false when somebody has begun to send it. */
  async withdraw(tx: Tx, mail: MailMessage, actor: Actor): Promise<boolean> {
    if (!(await this.mails.withdraw(tx, mail.id))) return false;
    await this.audit.append(tx, {
      actor,
      action: 'mail.withdrawn' satisfies MailAction,
      subject: { kind: 'mail', id: mail.id },
      eventId: mail.eventId,
      payload: { template: mail.template },
    });
    return true;
  }

  stats(m: Reader, eventId: string): Promise<MailStats> {
    return this.figures.stats(m, eventId, this.clock.now());
  }

  last(m: Reader, kind: SubjectKind, ids: string[]): Promise<Map<string, LastMail>> {
    return this.figures.last(m, kind, ids);
  }

  about(m: Reader, kind: SubjectKind, id: string): Promise<MailMessage[]> {
    return this.figures.about(m, kind, id);
  }

  /** As it reads from the facts of now. */
  async subjectOf(mail: MailMessage): Promise<string> {
    return (await this.templates.render(mail)).subject;
  }

  private toRow(mail: NewMail, createdAt: Date): MailMessage {
    // Whoever knows a Message-ID can return that mail. Mails of one instant have all but 42 random bits of it in common,
    // which is more than can be tried by sending mail.
    const id = newId();
    return {
      id,
      template: mail.template,
      eventId: mail.eventId,
      subjectKind: mail.subject.kind,
      subjectId: mail.subject.id,
      toAddress: mail.to.address,
      toName: mail.to.name,
      locale: mail.locale,
      params: { ...mail.params },
      state: 'queued',
      messageId: `<${id}@${this.domain}>`,
      attempts: 0,
      sendingSince: null,
      outcomeUnknown: false,
      heldAt: null,
      fault: null,
      serverReply: null,
      lastError: null,
      lastReport: null,
      sentAt: null,
      createdAt,
    };
  }
}
