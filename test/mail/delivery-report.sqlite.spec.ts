import { describe, expect, it } from '@jest/globals';
import { readDeliveryReport } from '../../src/mail/bounces/delivery-report.js';
import { returnedMails } from './returned-mails.js';

const mail = { messageId: '<019ab6d2-7c1e-7b2a-9d41-3f5a0c77e210@bitung.example>', to: 'siti@bitung.example' };
const read = (message: string) => readDeliveryReport(Buffer.from(message));

describe('a delivery report', () => {
  it.each([
    ['postfix', '550 5.1.1 <siti@bitung.example>: Recipient address rejected: User unknown in virtual mailbox table'],
    ['zimbra', "552-5.2.2 The recipient's inbox is out of storage space. 552 5.2.2 gsmtp"],
    ['exchange', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'],
    ['gmail', 'The email account that you tried to reach does not exist.'],
    ['gaveUp', 'connect to mx.bitung.example[203.0.113.9]:25: Connection timed out'],
  ] as const)('of %s names the mail, the address and the server’s words', async (server, words) => {
    const report = await read(returnedMails[server](mail));
    expect(report?.messageId).toBe(mail.messageId);
    expect(report?.recipients).toHaveLength(1);
    expect(report?.recipients[0]).toMatchObject({ action: 'failed', words });
    expect(report?.recipients[0]?.addresses).toContain(mail.to);
  });

  it('that a mail is late is not taken for a failure', async () => {
    const report = await read(returnedMails.delayed(mail));
    expect(report?.recipients).toMatchObject([
      { action: 'delayed', words: '451 4.4.1 mx.bitung.example not answering' },
    ]);
  });

  it('knows the mail by its envelope, and an address as it travelled', async () => {
    const report = await read(returnedMails.withoutMail('019ab6d2', 'siti+2Bbintek@bitung.example'));
    expect(report).toMatchObject({ messageId: undefined, envelopeId: '019ab6d2' });
    expect(report?.recipients[0]?.addresses).toContain('siti+bintek@bitung.example');
  });

  it('that returns nothing of the mail names no mail', async () => {
    expect(await read(returnedMails.withoutTrace(mail))).toMatchObject({ messageId: undefined, envelopeId: undefined });
  });

  it('without a diagnostic code has the status for words', async () => {
    const report = await read(returnedMails.gmail(mail).replace(/Diagnostic-Code.*\r\n/, ''));
    expect(report?.recipients).toMatchObject([{ words: '5.1.1' }]);
  });

  it('is read from its beginning alone, and bears what is broken', async () => {
    const whole = returnedMails.zimbra(mail);
    const report = await read(whole.slice(0, whole.indexOf('Anda terdaftar')));
    expect(report).toMatchObject({ messageId: mail.messageId, recipients: [{ action: 'failed' }] });
    for (let end = 0; end < whole.length; end += 97) await read(whole.slice(0, end));
  });

  it('of many recipients is read up to a bound, and its words are cut', async () => {
    const block = `Final-Recipient: rfc822; siti@bitung.example\r\nAction: failed\r\nDiagnostic-Code: smtp; ${'x'.repeat(5000)}\r\n\r\n`;
    const report = await read(
      returnedMails.postfix(mail).replace('Final-Recipient', () => `${block.repeat(60)}Final-Recipient`),
    );
    expect(report?.recipients).toHaveLength(50);
    expect(report?.recipients[0]?.words).toHaveLength(1000);
  });

  it.each([
    ['an absence note that speaks of a failure', returnedMails.absence(mail)],
    [
      'a report that somebody forwards',
      `Subject: Fwd\r\nContent-Type: message/rfc822\r\n\r\n${returnedMails.postfix(mail)}`,
    ],
    ['nothing', ''],
    ['noise', '\x00\xff--\r\n\r\n--'],
  ])('is not %s', async (_name, message) => {
    expect(await read(message)).toBeNull();
  });
});
