import { BounceMailboxState } from './bounces/bounce-mailbox.entity.js';
import { MailMessage } from './mail-message.entity.js';

export { MailMessage };
export { mailBody } from './mail-body.js';
export type { MailBlock, MailContent } from './mail-content.js';
export type { MailStats } from './mail-figures.repository.js';
export { isUntouched, type MailStanding, mailStandings, type MailState, standingOf, wordsOf } from './mail-status.js';
export {
  type MailAttachment,
  type MailRenderer,
  type MailTemplate,
  mailTemplates,
  type RenderedMail,
  type RenderRequest,
} from './mail-template.js';
export { Mail, type NewMail } from './mail.js';
export { MailsService } from './mails.service.js';
export { MailModule } from './mail.module.js';

export const mailEntities = [MailMessage, BounceMailboxState];
