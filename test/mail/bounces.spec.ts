import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, systemActor } from '../../src/common/index.js';
import { BounceMailbox } from '../../src/mail/bounces/bounce-mailbox.js';
import { Bounces } from '../../src/mail/bounces/bounces.service.js';
import { ReadBouncesJob } from '../../src/mail/bounces/read-bounces.job.js';
import { MailsService } from '../../src/mail/index.js';
import { TestApp } from '../support/app.js';
import { TestImap } from '../support/imap.js';
import { TestSmtp } from '../support/smtp.js';
import { returnedMails } from './returned-mails.js';
import { type MailRow, Outbox } from './support.js';

const RETURN_PATH = 'kembali@bitung.example';
const ADDRESS = 'siti@bitung.example';
const actor = { ...systemActor, kind: 'job' as const, name: 'mail.read-bounces' };
const admin = {
  id: newId(),
  name: 'Admin',
  email: '',
  office: '',
  locale: 'id' as const,
  roles: [{ id: '', role: 'admin' as const, eventId: null }],
};

describe('a mail that comes back', () => {
  let smtp: TestSmtp;
  let imap: TestImap;
  let app: TestApp;
  let outbox: Outbox;

  beforeAll(async () => {
    [smtp, imap] = await Promise.all([TestSmtp.start({ dsn: true }), TestImap.start()]);
    app = await TestApp.start({ mail: smtp, env: { MAIL_RETURN_PATH: RETURN_PATH, BOUNCE_IMAP_URL: imap.url() } });
    outbox = new Outbox(app);
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([smtp.close(), imap.close()]);
  });
  beforeEach(async () => {
    imap.empty();
    await outbox.empty();
    await app.db.query('DELETE FROM bounce_mailbox');
    smtp.mails.length = smtp.envelopes.length = 0;
  });

  const read = () =>
    app.get(ReadBouncesJob).run({}, { jobId: 'x', attempt: 1, signal: new AbortController().signal, actor });
  const mailbox = async () => (await app.get(MailsService).page({ limit: 1 }, admin, 'id')).bounces;

  /** Of a mail that the server has taken. */
  const sent = async (address = ADDRESS): Promise<MailRow & { messageId: string; to: string }> => {
    await outbox.queue(address);
    await app.drain();
    const row = (await outbox.rows()).at(-1);
    if (row?.state !== 'sent') throw new Error('The mail was not sent');
    return { ...row, messageId: row.message_id, to: address };
  };

  it('went out with its return address, and asks for its headers alone', async () => {
    const mail = await sent();
    expect(smtp.envelopes[0]).toMatchObject({
      mailFrom: { address: RETURN_PATH },
      rcptTo: [{ address: ADDRESS, dsn: { notify: ['FAILURE'], orcpt: `rfc822;${ADDRESS}` } }],
      dsn: { ret: 'HDRS', envid: mail.id },
    });
    expect(smtp.mails[0]?.from?.text).toContain('bintek@localhost');
  });

  it.each(['postfix', 'zimbra', 'exchange', 'gmail', 'gaveUp'] as const)(
    'through %s is marked with the server’s words, by the system, and read',
    async (server) => {
      const mail = await sent();
      imap.deliver(returnedMails[server](mail));
      await read();
      expect(await outbox.row()).toMatchObject({ state: 'bounced', server_reply: expect.stringMatching(/\w{4}/) });
      expect((await outbox.row()).server_reply).not.toMatch(/^250/);
      const entries = await app.db.query<{ actor_kind: string }>(
        "SELECT actor_kind FROM audit_entry WHERE action = 'mail.bounced'",
      );
      expect(entries).toEqual([{ actor_kind: 'job' }]);
      expect(imap.flags).toEqual([['\\Seen']]);
    },
  );

  it('is known by its envelope when nothing else of it comes back', async () => {
    const mail = await sent('siti+bintek@bitung.example');
    imap.deliver(returnedMails.withoutMail(mail.id, 'siti+2Bbintek@bitung.example'));
    await read();
    expect(await outbox.row()).toMatchObject({ state: 'bounced' });
  });

  it('is not marked while a server still tries; its words stand beside it', async () => {
    imap.deliver(returnedMails.delayed(await sent()));
    await read();
    expect(await outbox.row()).toMatchObject({
      state: 'sent',
      server_reply: '451 4.4.1 mx.bitung.example not answering',
    });
    expect(await outbox.audited()).toEqual(['mail.sent']);
    expect(imap.flags).toEqual([['\\Seen']]);
  });

  it('is left to a person, starred, when it is no report or about nothing we sent', async () => {
    const mail = await sent();
    const forged = `<${newId()}@localhost>`;
    imap.deliver(
      returnedMails.absence(mail),
      returnedMails.withoutTrace(mail),
      returnedMails.postfix(mail, 'budi@bitung.example'),
      returnedMails.postfix({ ...mail, messageId: forged }),
      '\x00 --',
    );
    await read();
    expect(await outbox.row()).toMatchObject({ state: 'sent', server_reply: expect.stringMatching(/^250/) });
    expect(imap.flags).toEqual(Array.from({ length: 5 }, () => ['\\Flagged', '\\Seen']));
    await read();
    expect(imap.commands.filter((command) => command === 'UID FETCH')).toHaveLength(5);
  });

  it('is marked, though the connection breaks before the report is: read again, it changes nothing', async () => {
    const mail = await sent();
    imap.deliver(returnedMails.postfix(mail));
    imap.breakAt('UID STORE');
    await read();
    expect(imap.flags).toEqual([[]]);
    expect(await outbox.row()).toMatchObject({ state: 'bounced' });
    expect(await mailbox()).toMatchObject({ fault: 'server tidak menjawab' });

    await app.get(MailsService).retry(mail.id, admin, systemActor, 'id');
    await app.drain();
    await read();
    expect(await outbox.row()).toMatchObject({ state: 'sent' });
    expect(imap.flags).toEqual([['\\Seen']]);
    expect(await mailbox()).toMatchObject({ fault: null });
  });

  it('would be marked again by the same report if nobody remembered it', async () => {
    const mail = await sent();
    const report = Buffer.from(returnedMails.postfix(mail));
    expect(await app.get(Bounces).take(report, actor)).toBe('bounced');
    await app.get(MailsService).retry(mail.id, admin, systemActor, 'id');
    await app.drain();
    expect(await app.get(Bounces).take(report, actor)).toBe('known');
    await app.db.query('UPDATE mail_message SET last_report = NULL');
    expect(await app.get(Bounces).take(report, actor)).toBe('bounced');
  });

  it('is marked once when two processes read its report at the same time', async () => {
    const report = Buffer.from(returnedMails.postfix(await sent()));
    const findings = await Promise.all([1, 2].map(() => app.get(Bounces).take(report, actor)));
    expect(findings.sort()).toEqual(['bounced', 'known']);
    expect(await outbox.audited()).toEqual(['mail.sent', 'mail.bounced']);
  });

  it('before its sending was recorded waits for the next reading', async () => {
    const mail = await sent();
    await app.db.query("UPDATE mail_message SET state = 'queued', sending_since = sent_at");
    imap.deliver(returnedMails.postfix(mail));
    await read();
    expect(imap.flags).toEqual([[]]);
    await app.db.query("UPDATE mail_message SET state = 'sent', sending_since = NULL");
    await read();
    expect(await outbox.row()).toMatchObject({ state: 'bounced' });
    expect(imap.flags).toEqual([['\\Seen']]);
  });

  it('is found behind megabytes that nobody loads', async () => {
    const mail = await sent();
    imap.deliver(returnedMails.zimbra(mail).replace('Anda terdaftar', () => 'x'.repeat(3_000_000)));
    let most = 0;
    await new BounceMailbox(imap.url()).read((message) => {
      most = message.length;
      return Promise.resolve('later');
    }, new AbortController().signal);
    expect(most).toBe(1_048_576);
    await read();
    expect(await outbox.row()).toMatchObject({ state: 'bounced' });
  });

  it('shares no random part of its Message-ID with a mail of the same instant', async () => {
    for (const name of ['siti', 'budi']) await outbox.queue(`${name}@bitung.example`);
    const tails = (await outbox.rows()).map(
      (row) => /-[\da-f]{2}([\da-f]{2})-([\da-f]{12})@/.exec(row.message_id)?.[2],
    );
    expect(new Set(tails).size).toBe(2);
    expect(tails.every((tail) => tail?.length === 12)).toBe(true);
  });

  it('shows when the mailbox was read', async () => {
    expect(await mailbox()).toEqual({ readAt: null, fault: null, since: null });
    await read();
    expect(await mailbox()).toEqual({ readAt: app.clock.now().toISOString(), fault: null, since: null });
  });
});

describe('a mailbox of returned mails that cannot be read', () => {
  let smtp: TestSmtp;
  let imap: TestImap;

  beforeAll(async () => {
    [smtp, imap] = await Promise.all([TestSmtp.start(), TestImap.start()]);
  });
  afterAll(() => Promise.all([smtp.close(), imap.close()]));

  const url = (change: Parameters<TestImap['url']>[0]) => imap.url(change);

  it.each([
    ['refuses the password', () => url({ password: 'salah' }), 'server menolak sandi'],
    ['has no such folder', () => url({ folder: 'Kembali' }), 'folder tidak ada atau tidak boleh diubah'],
    ['is not there', () => 'imap://testuser:testpass@127.0.0.1:9/', 'server tidak menjawab'],
    ['does not speak TLS', () => url({}).replace('imap:', 'imaps:'), 'sambungan ke server tidak dapat diamankan'],
  ])('because it %s is told with the reason, and mails go out', async (_name, mailboxUrl, fault) => {
    const app = await TestApp.start({ mail: smtp, env: { BOUNCE_IMAP_URL: mailboxUrl() } });
    try {
      const outbox = new Outbox(app);
      const since = app.clock.now().toISOString();
      const run = () =>
        app.get(ReadBouncesJob).run({}, { jobId: 'x', attempt: 1, signal: new AbortController().signal, actor });
      await run();
      app.clock.advance(300_000);
      await run();
      const { bounces } = await app.get(MailsService).page({ limit: 1 }, admin, 'id');
      expect(bounces).toEqual({ readAt: null, fault, since });
      await outbox.queue(ADDRESS);
      await app.drain();
      expect(await outbox.row()).toMatchObject({ state: 'sent' });
      // This server announces no DSN, so no wish is sent to it.
      expect(smtp.envelopes.at(-1)?.rcptTo[0]?.args).toBe(false);
      await outbox.empty();
    } finally {
      await app.close();
    }
  });

  it('gets no password over a network without TLS', async () => {
    imap.empty();
    const read = (host: string) =>
      new BounceMailbox(url({ host })).read(() => Promise.resolve('read'), new AbortController().signal);
    // The kernel takes it for this machine, the application for one somewhere else.
    await expect(read('0.0.0.0')).rejects.toMatchObject({ kind: 'tls' });
    expect(imap.commands).not.toContain('LOGIN');
    await read('127.0.0.1');
    expect(imap.commands).toContain('LOGIN');
  });
});
