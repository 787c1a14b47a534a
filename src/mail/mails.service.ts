import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { can, eventScope, type StaffMember } from '../common/access/index.js';
import { type Actor, decodeCursor, isId, type Locale, toPage } from '../common/index.js';
import { Database, type Reader, Transactions, type Tx } from '../database/index.js';
import { Jobs } from '../jobs/index.js';
import { BOUNCE_MAILBOX, type BounceMailbox } from './bounces/bounce-mailbox.js';
import { BouncesRepository } from './bounces/bounces.repository.js';
import type {
  BounceMailboxView,
  MailDetail,
  MailPage,
  MailsQuery,
  MailView,
  RetriedMails,
  RetryMailsRequest,
} from './dto/mails.dto.js';
import { previewOf } from './mail-preview.js';
import type { MailMessage } from './mail-message.entity.js';
import { mailMove } from './mail-status.js';
import { MailTemplates } from './mail-templates.js';
import { faultText, mailboxFaultText, toView } from './mail-view.js';
import { MailErrors } from './mail.errors.js';
import { MailRepository } from './mail.repository.js';
import { mailJobKey } from './send-mail.job.js';
import { SMTP, type SmtpTransport } from './smtp-transport.js';

const AT_ONCE = 1_000;
const PER_TRANSACTION = 100;

/** The outbox as people see it. */
@Injectable()
export class MailsService {
  constructor(
    private readonly mails: MailRepository,
    private readonly bounces: BouncesRepository,
    private readonly templates: MailTemplates,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    @Inject(SMTP) private readonly smtp: SmtpTransport | null,
    @Inject(BOUNCE_MAILBOX) private readonly mailbox: BounceMailbox | null,
  ) {}

  page(query: MailsQuery, staff: StaffMember, locale: Locale): Promise<MailPage> {
    const events = within(eventScope(staff, 'mails.read'), query.eventId);
    const before = query.after ? decodeCursor(query.after, ['string'])[0] : undefined;
    return this.database.read(async (m) => {
      const filter = { standing: query.state, search: query.q, events, before, limit: query.limit };
      const page = toPage(await this.mails.list(m, filter), query.limit, (mail) => [mail.id]);
      const jobs = await this.jobs.byKeys(
        m,
        page.rows.map((mail) => mailJobKey(mail.id)),
      );
      const alarm = await this.mails.alarm(m);
      return {
        rows: page.rows.map((mail) => toView(mail, jobs.get(mailJobKey(mail.id)), locale)),
        next: page.next,
        counts: await this.mails.counts(m, events),
        transport: this.smtp ? 'smtp' : 'outbox',
        alarm: alarm && { ...alarm, text: faultText(alarm.fault, locale), since: alarm.since.toISOString() },
        bounces: await this.mailboxView(m, locale),
      };
    });
  }

  async detail(id: string, staff: StaffMember, locale: Locale): Promise<MailDetail> {
    const { mail, view } = await this.database.read(async (m) => {
      const found = await this.found(m, id);
      if (!can(staff, 'mails.preview', found.eventId)) throw MailErrors.notFound();
      const jobs = await this.jobs.byKeys(m, [mailJobKey(id)]);
      return { mail: found, view: toView(found, jobs.get(mailJobKey(id)), locale) };
    });
    // A mail that cannot be rendered says why in its row; it must not take the page with it.
    const rendered = await Promise.resolve(mail)
      .then((it) => this.templates.render(it))
      .catch(() => null);
    return { ...view, preview: rendered && previewOf(rendered) };
  }

  async retry(id: string, staff: StaffMember, actor: Actor, locale: Locale): Promise<MailView> {
    await this.transactions.run(async (tx) => {
      const mail = await this.found(tx, id);
      if (!can(staff, 'mails.retry', mail.eventId)) throw MailErrors.notFound();
      if (mail.state === 'withdrawn') throw MailErrors.withdrawn();
      if (!mailMove('retry').from.includes(mail.state)) throw MailErrors.alreadySent();
      if (!(await this.again(tx, mail, actor))) throw MailErrors.beingSent();
    });
    return this.view(id, locale);
  }

  /** A mail that was accepted came back: nobody reads that address. @throws DomainError MAIL_NOT_SENT. */
  async bounce(id: string, words: string | null, staff: StaffMember, actor: Actor, locale: Locale): Promise<MailView> {
    await this.transactions.run(async (tx) => {
      const mail = await this.found(tx, id);
      if (!can(staff, 'mails.retry', mail.eventId)) throw MailErrors.notFound();
      if (!(await this.mails.bounce(tx, id, words))) throw MailErrors.notSent();
      await this.audit.append(tx, {
        actor,
        action: 'mail.bounced',
        subject: { kind: 'mail', id },
        eventId: mail.eventId,
        payload: { template: mail.template },
      });
    });
    return this.view(id, locale);
  }

  /** Whatever failed, or waits for a mail server; what is being sent at this moment is left alone. */
  async retryAll(request: RetryMailsRequest, staff: StaffMember, actor: Actor): Promise<RetriedMails> {
    const events = within(eventScope(staff, 'mails.retry'), request.eventId);
    const mails = await this.database.read((m) =>
      this.mails.list(m, { standing: request.state, events, limit: AT_ONCE }),
    );
    let retried = 0;
    for (let start = 0; start < mails.length; start += PER_TRANSACTION) {
      const batch = mails.slice(start, start + PER_TRANSACTION);
      retried += await this.transactions.run(async (tx) => {
        let count = 0;
        for (const mail of batch) if (await this.again(tx, mail, actor)) count += 1;
        return count;
      });
    }
    return { retried };
  }

  private async mailboxView(m: Reader, locale: Locale): Promise<BounceMailboxView | null> {
    if (!this.mailbox) return null;
    const state = await this.bounces.find(m, this.mailbox.name);
    return {
      readAt: state?.readAt?.toISOString() ?? null,
      fault: state?.fault ? mailboxFaultText(state.fault, locale) : null,
      since: state?.faultSince?.toISOString() ?? null,
    };
  }

  private view(id: string, locale: Locale): Promise<MailView> {
    return this.database.read(async (m) => {
      const jobs = await this.jobs.byKeys(m, [mailJobKey(id)]);
      return toView(await this.found(m, id), jobs.get(mailJobKey(id)), locale);
    });
  }

  private async again(tx: Tx, mail: MailMessage, actor: Actor): Promise<boolean> {
    if (!(await this.jobs.repeat(tx, mailJobKey(mail.id)))) return false;
    await this.audit.append(tx, {
      actor,
      action: 'mail.retried',
      subject: { kind: 'mail', id: mail.id },
      eventId: mail.eventId,
      payload: { template: mail.template, from: mail.state },
    });
    return true;
  }

  private async found(m: Tx, id: string): Promise<MailMessage> {
    const mail = isId(id) ? await this.mails.find(m, id) : null;
    if (!mail) throw MailErrors.notFound();
    return mail;
  }
}

function within(scope: 'all' | string[], eventId: string | undefined): 'all' | string[] {
  if (!eventId) return scope;
  return scope === 'all' || scope.includes(eventId) ? [eventId] : [];
}
