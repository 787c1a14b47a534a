import type { MailPreview } from './dto/mails.dto.js';
import type { MailAttachment, RenderedMail } from './mail-template.js';

/** The mail as its reader sees it, in one piece: pictures inside the text become data: addresses. */
export function previewOf(mail: RenderedMail): MailPreview {
  const attachments = mail.attachments ?? [];
  return {
    subject: mail.subject,
    text: mail.text,
    html: attachments.reduce(
      (html, attachment) => (attachment.cid ? html.replaceAll(`cid:${attachment.cid}`, dataAddress(attachment)) : html),
      mail.html,
    ),
    attachments: attachments.map((attachment) => ({
      filename: attachment.filename,
      contentType: attachment.contentType,
      size: bytesOf(attachment).length,
      inline: attachment.cid !== undefined,
    })),
  };
}

const bytesOf = ({ content }: MailAttachment): Buffer => (typeof content === 'string' ? Buffer.from(content) : content);

const dataAddress = (attachment: MailAttachment): string =>
  `data:${attachment.contentType};base64,${bytesOf(attachment).toString('base64')}`;
