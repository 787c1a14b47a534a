import { type Locale, text } from '../common/index.js';
import type { Job } from '../jobs/index.js';
import type { MailboxFaultKind } from './bounces/mailbox-fault.js';
import type { MailView } from './dto/mails.dto.js';
import type { MailFaultKind } from './mail-fault.js';
import type { MailMessage } from './mail-message.entity.js';
import { mailMove, standingOf } from './mail-status.js';

export const faultText = (fault: MailFaultKind, locale: Locale): string => text(`mail_fault_${fault}`, {}, locale);

export const mailboxFaultText = (fault: MailboxFaultKind, locale: Locale): string =>
  fault === 'folder' ? text('mailbox_fault_folder', {}, locale) : faultText(fault, locale);

export function toView(mail: MailMessage, job: Job | undefined, locale: Locale): MailView {
  const waits = mail.state === 'queued' && job?.state === 'ready';
  return {
    id: mail.id,
    template: mail.template,
    eventId: mail.eventId,
    subjectKind: mail.subjectKind,
    subjectId: mail.subjectId,
    toAddress: mail.toAddress,
    toName: mail.toName,
    locale: mail.locale,
    state: standingOf(mail),
    attempts: mail.attempts,
    outcomeUnknown: mail.outcomeUnknown,
    fault: mail.fault,
    faultText: mail.fault && faultText(mail.fault, locale),
    serverReply: mail.serverReply,
    lastError: mail.lastError,
    nextTryAt: waits ? job.runAt.toISOString() : null,
    retryable: mailMove('retry').from.includes(mail.state) && job !== undefined && job.state !== 'running',
    sentAt: mail.sentAt?.toISOString() ?? null,
    createdAt: mail.createdAt.toISOString(),
  };
}
