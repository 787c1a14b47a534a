import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Keys } from '../common/crypto/index.js';
import type { Locale } from '../common/index.js';
import { m as messages } from '../common/messages/messages.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { dateRange } from '../documents/index.js';
import { Events } from '../events/index.js';
import {
  Mail,
  type MailBlock,
  mailBody,
  type MailRenderer,
  type RenderedMail,
  type RenderRequest,
} from '../mail/index.js';
import { Registration } from '../registration/index.js';
import type { Certificate } from './certificate.entity.js';
import { CertificateFiles } from './certificate-files.service.js';
import { CertificateErrors } from './certificates.errors.js';
import { CertificatesRepository } from './certificates.repository.js';

/** The certificate itself, with the link by which anybody can check it. One that was revoked meanwhile is not sent. */
@Injectable()
export class CertificateMail implements MailRenderer, OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly mail: Mail,
    private readonly events: Events,
    private readonly certificates: CertificatesRepository,
    private readonly files: CertificateFiles,
  ) {}

  onModuleInit(): void {
    this.mail.registerTemplate('certificate_issued', this);
  }

  render({ subject, locale }: RenderRequest): Promise<RenderedMail> {
    return this.database.read(async (m) => {
      const certificate = await this.certificates.find(m, subject.id);
      if (!certificate) throw CertificateErrors.notFound();
      const event = await this.events.find(m, certificate.eventId);
      const registration = await m.findOneByOrFail(Registration, { id: certificate.registrationId });
      const ticket = `${this.pages(locale)}/t/${this.keys.linkToken(registration.id, 'ticket', registration.epoch)}`;
      const { title, number } = certificate;
      const revoked = certificate.state === 'revoked';
      const body = mailBody({
        locale,
        preview: messages.mail_certificate_preview({ number }, { locale }),
        heading: messages.mail_certificate_heading({}, { locale }),
        greeting: messages.mail_certificate_greeting({ name: certificate.printedName }, { locale }),
        blocks: revoked
          ? [{ kind: 'notice', tone: 'bad', text: messages.mail_certificate_revoked({ number }, { locale }) }]
          : this.blocks(certificate, datesOf(certificate, event.zone, locale), ticket, locale),
        footer: [event.organiserName, messages.mail_certificate_why({ title }, { locale })],
      });
      const file = revoked ? null : await this.files.issued(m, certificate);
      return {
        subject: messages.mail_certificate_subject({ title }, { locale }),
        ...body,
        attachments: file ? [{ filename: file.name, content: file.bytes, contentType: 'application/pdf' }] : [],
      };
    });
  }

  private blocks(certificate: Certificate, dates: string, ticket: string, locale: Locale): MailBlock[] {
    const { title, number, jp, code } = certificate;
    const fact = (label: string, value: string) => ({ label, value });
    return [
      { kind: 'paragraph', text: messages.mail_certificate_attached({ title }, { locale }) },
      {
        kind: 'facts',
        rows: [
          fact(messages.mail_certificate_number({}, { locale }), number),
          fact(messages.mail_certificate_dates({}, { locale }), dates),
          fact(messages.mail_certificate_hours({}, { locale }), `${jp} JP`),
        ],
      },
      {
        kind: 'button',
        label: messages.mail_certificate_check({}, { locale }),
        url: `${this.pages(locale)}/v/${code}`,
      },
      { kind: 'code', label: messages.mail_certificate_code({}, { locale }), code },
      { kind: 'button', label: messages.mail_certificate_ticket({}, { locale }), url: ticket },
    ];
  }

  /** Pages have their English addresses under /en. */
  private pages(locale: Locale): string {
    return locale === 'en' ? `${this.config.origin}/en` : this.config.origin;
  }
}

function datesOf({ startedOn, endedOn }: Certificate, zone: string, locale: Locale): string {
  if (locale === 'id') return dateRange(startedOn, endedOn, zone);
  const english = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return english.formatRange(new Date(startedOn), new Date(endedOn));
}
