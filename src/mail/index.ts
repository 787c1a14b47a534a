import { MailMessage } from './mail-message.entity.js';

export { MailMessage };
export { type MailBlock, mailBody, type MailContent } from './mail-body.js';
export type { MailStats } from './mail-figures.repository.js';
export { type MailStanding, mailStandings, type MailState, standingOf } from './mail-status.js';
export type { MailAttachment, MailRenderer, MailTemplate, RenderedMail, RenderRequest } from './mail-template.js';
export { Mail, type NewMail } from './mail.js';
export { mailActions } from './mail.audit.js';
export { MailModule } from './mail.module.js';

export const mailEntities = [MailMessage];
