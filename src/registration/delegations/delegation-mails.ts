import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { momentText } from '../../common/index.js';
import { m as texts } from '../../common/messages/messages.js';
import { CONFIG, type Config } from '../../config/index.js';
import { Database } from '../../database/index.js';
import { Directory } from '../../directory/index.js';
import { Events } from '../../events/index.js';
import { Mail, mailBody, type RenderedMail, type RenderRequest } from '../../mail/index.js';
import { DelegationErrors } from './delegation.errors.js';
import { DelegationLinks } from './delegation-links.js';
import { DelegationsRepository } from './delegations.repository.js';

/** Brings the contact of a unit the link to its desk. */
@Injectable()
export class DelegationMails implements OnModuleInit {
  constructor(
    private readonly mail: Mail,
    private readonly database: Database,
    private readonly events: Events,
    private readonly directory: Directory,
    private readonly delegations: DelegationsRepository,
    private readonly links: DelegationLinks,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.mail.registerTemplate('delegation_link', { render: (request) => this.render(request) });
  }

  private async render({ subject, locale, to }: RenderRequest): Promise<RenderedMail> {
    const { delegation, event, unit } = await this.database.read(async (m) => {
      const found = await this.delegations.find(m, subject.id);
      if (!found) throw DelegationErrors.notFound();
      const of = await this.directory.unit(found.unitId, m);
      return { delegation: found, event: await this.events.find(m, found.eventId), unit: of?.name ?? '' };
    });
    const options = { locale };
    const words = {
      event: event.title,
      unit,
      closes: momentText(event.registrationClosesAt, event.zone, locale),
      until: momentText(delegation.expiresAt, event.zone, locale),
    };
    const site = this.config.origin + (locale === 'en' ? '/en' : '');
    const body = mailBody({
      locale,
      preview: texts.mail_delegation_preview(words, options),
      heading: texts.mail_delegation_heading(words, options),
      greeting: texts.mail_greeting({ name: to.name }, options),
      blocks: [
        { kind: 'paragraph', text: texts.mail_delegation_intro(words, options) },
        { kind: 'paragraph', text: texts.mail_delegation_how(words, options) },
        { kind: 'button', label: texts.mail_delegation_button({}, options), url: site + this.links.path(delegation) },
        { kind: 'note', text: texts.mail_delegation_until(words, options) },
        { kind: 'note', text: texts.mail_delegation_private(words, options) },
      ],
      footer: [event.organiserName],
    });
    return { subject: texts.mail_delegation_subject(words, options), ...body };
  }
}
