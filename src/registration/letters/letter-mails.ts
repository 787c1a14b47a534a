import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { dayText, momentText } from '../../common/index.js';
import { m as texts } from '../../common/messages/messages.js';
import { CONFIG, type Config } from '../../config/index.js';
import { Database } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { Mail, mailBody, type RenderedMail, type RenderRequest } from '../../mail/index.js';
import { printedNameOf } from '../form/applicant.js';
import { RegistrationErrors } from '../registration.errors.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { TicketService } from '../ticket.service.js';

/** Asks a person for his letter of assignment, with the link to where he sends it. */
@Injectable()
export class LetterMails implements OnModuleInit {
  constructor(
    private readonly mail: Mail,
    private readonly database: Database,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly tickets: TicketService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.mail.registerTemplate('letter_reminder', { render: (request) => this.render(request) });
  }

  private async render({ subject, locale }: RenderRequest): Promise<RenderedMail> {
    const { registration, event } = await this.database.read(async (m) => {
      const found = await this.registrations.find(m, subject.id);
      if (!found) throw RegistrationErrors.notFound();
      return { registration: found, event: await this.events.find(m, found.eventId) };
    });
    const options = { locale };
    const words = {
      event: event.title,
      when: event.startsAt ? dayText(event.startsAt, event.zone, locale) : '',
      until: event.endsAt ? momentText(event.endsAt, event.zone, locale) : '',
    };
    const site = this.config.origin + (locale === 'en' ? '/en' : '');
    const body = mailBody({
      locale,
      preview: texts.mail_letter_preview(words, options),
      heading: texts.mail_letter_heading(words, options),
      greeting: texts.mail_greeting({ name: printedNameOf(registration) }, options),
      blocks: [
        { kind: 'paragraph', text: texts.mail_letter_intro(words, options) },
        { kind: 'paragraph', text: texts.mail_letter_how(words, options) },
        {
          kind: 'button',
          label: texts.mail_letter_button({}, options),
          url: `${site}/t/${this.tickets.token(registration)}/surat`,
        },
        { kind: 'note', text: texts.mail_keep_link_note({}, options) },
      ],
      footer: [event.organiserName, texts.mail_footer_registration({ event: event.title }, options)],
    });
    return { subject: texts.mail_letter_subject(words, options), ...body };
  }
}
