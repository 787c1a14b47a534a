import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Transactions } from '../../src/database/index.js';
import { JobsRepository } from '../../src/jobs/jobs.repository.js';
import { MailRepository } from '../../src/mail/mail.repository.js';
import { SMTP, type SmtpTransport } from '../../src/mail/smtp-transport.js';
import { TestApp } from '../support/app.js';
import { TestSmtp } from '../support/smtp.js';
import { Outbox, rendered } from './support.js';

/** A process that is killed after the server took the mail and before that was recorded. */
describe('a crash between sending a mail and recording it', () => {
  let smtp: TestSmtp;
  let app: TestApp;
  let outbox: Outbox;

  beforeAll(async () => {
    smtp = await TestSmtp.start();
    app = await TestApp.start({ mail: smtp });
    outbox = new Outbox(app);
  });
  afterAll(async () => {
    await app.close();
    await smtp.close();
  });
  beforeEach(async () => {
    smtp.mails.length = 0;
    await outbox.empty();
  });

  const sendAndDie = async (mark: boolean): Promise<void> => {
    const transactions = app.get(Transactions);
    const now = app.clock.now();
    const claim = { kind: 'mail.send', limit: 1, owner: 'killed', now, leaseUntil: new Date(now.getTime() + 60_000) };
    await transactions.run((tx) => app.get(JobsRepository).claim(tx, claim));
    const row = await outbox.row();
    if (mark) await transactions.run((tx) => app.get(MailRepository).begin(tx, row.id, now));
    const transport = app.app.get<SmtpTransport>(SMTP, { strict: false });
    const to = { address: 'siti@bitung.example', name: 'Siti' };
    const from = 'panitia@bitung.example';
    const mail = { ...rendered, id: row.id, messageId: row.message_id, from, to, locale: 'id' };
    await transport.send(mail, new AbortController().signal);
  };

  it('would send it twice without a trace if nothing were committed before', async () => {
    await outbox.queue('siti@bitung.example');
    await sendAndDie(false);
    app.clock.advance(61_000);
    await app.drain();
    expect(smtp.mails).toHaveLength(2);
    expect(await outbox.row()).toMatchObject({ state: 'sent', attempts: 1, outcome_unknown: 0 });
  });

  it('sends it again under the same Message-ID, and marks the outcome as unknown', async () => {
    await outbox.queue('siti@bitung.example');
    await sendAndDie(true);
    expect(await app.drain()).toBe(0);
    app.clock.advance(61_000);
    await app.drain();
    expect(smtp.mails).toHaveLength(2);
    expect(new Set(smtp.messageIds).size).toBe(1);
    expect(await outbox.row()).toMatchObject({ state: 'sent', attempts: 2, outcome_unknown: 1, sending_since: null });
  });
});
