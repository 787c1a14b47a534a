import { Injectable, type OnModuleInit } from '@nestjs/common';
import { m as texts } from '../../common/messages/messages.js';
import { Database } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { Mail, mailBody, type RenderedMail, type RenderRequest } from '../../mail/index.js';
import { RegistrationErrors } from '../registration.errors.js';
import { RegistrationsRepository } from '../registrations.repository.js';

/** Tells the old address that another one has taken its place. It carries no link: who reads there may be a stranger now. */
@Injectable()
export class OwnPageMails implements OnModuleInit {
  constructor(
    private readonly mail: Mail,
    private readonly database: Database,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
  ) {}

  onModuleInit(): void {
    this.mail.registerTemplate('email_changed', { render: (request) => this.render(request) });
  }

  private async render({ subject, locale, to }: RenderRequest): Promise<RenderedMail> {
    const { event, contact } = await this.database.read(async (m) => {
      const registration = await this.registrations.find(m, subject.id);
      if (!registration) throw RegistrationErrors.notFound();
      const { email, dataContact } = await this.events.organisation(m);
      return { event: await this.events.find(m, registration.eventId), contact: email ?? dataContact };
    });
    const words = { event: event.title, contact };
    const options = { locale };
    const body = mailBody({
      locale,
      preview: texts.mail_address_changed_preview(words, options),
      heading: texts.mail_address_changed_heading(words, options),
      greeting: texts.mail_greeting({ name: to.name }, options),
      blocks: [
        { kind: 'paragraph', text: texts.mail_address_changed_text(words, options) },
        { kind: 'notice', tone: 'wait', text: texts.mail_address_changed_not_you(words, options) },
      ],
      footer: [event.organiserName, texts.mail_footer_registration({ event: event.title }, options)],
    });
    return { subject: texts.mail_address_changed_subject(words, options), ...body };
  }
}
