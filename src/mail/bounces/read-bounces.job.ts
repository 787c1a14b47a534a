import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/index.js';
import { Transactions } from '../../database/index.js';
import { type JobContext, type JobHandler, Jobs } from '../../jobs/index.js';
import { BOUNCE_MAILBOX, type BounceMailbox, type Verdict } from './bounce-mailbox.js';
import { BouncesRepository } from './bounces.repository.js';
import { Bounces, type Finding } from './bounces.service.js';
import { MailboxFault, type MailboxFaultKind } from './mailbox-fault.js';

const MINUTE = 60_000;

/**
 * Reads the mails that came back. A mailbox that cannot be read is said on the mail page and is no fault of the job: the
 * next one tries again, and a wrong password is not tried so often that the server locks the account.
 */
@Injectable()
export class ReadBouncesJob implements JobHandler, OnModuleInit {
  readonly kind = 'mail.read-bounces';
  readonly concurrency = 1;
  readonly every = 5 * MINUTE;
  private readonly log = new Logger('Mail');
  private raised: MailboxFaultKind | undefined;

  constructor(
    private readonly bounces: Bounces,
    private readonly states: BouncesRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    @Inject(BOUNCE_MAILBOX) private readonly mailbox: BounceMailbox | null,
  ) {}

  onModuleInit(): void {
    if (this.mailbox) this.jobs.register(this);
  }

  async run(_payload: unknown, { actor, signal }: JobContext): Promise<void> {
    if (!this.mailbox) return;
    const found: Partial<Record<Finding, number>> = {};
    const take = async (message: Buffer): Promise<Verdict> => {
      const finding = await this.bounces.take(message, actor);
      found[finding] = (found[finding] ?? 0) + 1;
      if (finding === 'early') return 'later';
      return finding === 'strange' ? 'strange' : 'read';
    };
    let fault: MailboxFault | null = null;
    try {
      await this.mailbox.read(take, signal);
    } catch (error) {
      if (!(error instanceof MailboxFault)) throw error;
      fault = error;
    }
    if (Object.keys(found).length > 0) this.log.log({ message: 'Returned mails were read', ...found });
    // Broken off by the end of this process, which says nothing about the mailbox.
    if (signal.aborted) return;
    await this.record(this.mailbox.name, fault);
  }

  private async record(name: string, fault: MailboxFault | null): Promise<void> {
    await this.transactions.run((tx) => this.states.record(tx, name, fault?.kind ?? null, this.clock.now()), {
      repeatable: true,
    });
    if (fault && fault.kind !== this.raised) {
      const { kind, code } = fault;
      this.log.error({ message: 'The mailbox of returned mails cannot be read', fault: kind, code });
    }
    this.raised = fault?.kind;
  }
}
