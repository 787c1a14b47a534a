import { Injectable } from '@nestjs/common';
import type { MailMessage } from './mail-message.entity.js';
import type { MailRenderer, MailTemplate, RenderedMail } from './mail-template.js';

@Injectable()
export class MailTemplates {
  private readonly renderers = new Map<MailTemplate, MailRenderer>();

  register(template: MailTemplate, renderer: MailRenderer): void {
    if (this.renderers.has(template)) throw new Error(`Two renderers for mails of template ${template}`);
    this.renderers.set(template, renderer);
  }

  render(mail: MailMessage): Promise<RenderedMail> {
    const renderer = this.renderers.get(mail.template);
    if (!renderer) throw new Error(`No renderer for mails of template ${mail.template}`);
    return renderer.render({
      params: mail.params,
      locale: mail.locale,
      subject: { kind: mail.subjectKind, id: mail.subjectId },
      eventId: mail.eventId,
      to: { address: mail.toAddress, name: mail.toName },
    });
  }
}
