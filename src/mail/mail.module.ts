import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';
import { BOUNCE_MAILBOX, BounceMailbox } from './bounces/bounce-mailbox.js';
import { BouncesRepository } from './bounces/bounces.repository.js';
import { Bounces } from './bounces/bounces.service.js';
import { ReadBouncesJob } from './bounces/read-bounces.job.js';
import { JobsController } from './jobs.controller.js';
import { JobsService } from './jobs.service.js';
import { MailFiguresRepository } from './mail-figures.repository.js';
import { MailFollowers } from './mail-followers.js';
import { MailTemplates } from './mail-templates.js';
import { Mail } from './mail.js';
import { MailRepository } from './mail.repository.js';
import { MailsController } from './mails.controller.js';
import { MailsService } from './mails.service.js';
import { SendMailJob } from './send-mail.job.js';
import { SMTP, SmtpTransport } from './smtp-transport.js';

@Global()
@Module({
  controllers: [MailsController, JobsController],
  providers: [
    Mail,
    MailsService,
    JobsService,
    MailRepository,
    MailFiguresRepository,
    MailFollowers,
    MailTemplates,
    SendMailJob,
    Bounces,
    BouncesRepository,
    ReadBouncesJob,
    {
      provide: SMTP,
      inject: [CONFIG],
      useFactory: ({ smtpUrl }: Config) => (smtpUrl ? new SmtpTransport(smtpUrl) : null),
    },
    {
      provide: BOUNCE_MAILBOX,
      inject: [CONFIG],
      useFactory: ({ bounceImapUrl }: Config) => (bounceImapUrl ? new BounceMailbox(bounceImapUrl) : null),
    },
  ],
  exports: [Mail],
})
export class MailModule implements OnApplicationShutdown {
  constructor(@Inject(SMTP) private readonly smtp: SmtpTransport | null) {}

  /** After the job worker has ended its mails. */
  onApplicationShutdown(): void {
    this.smtp?.close();
  }
}
