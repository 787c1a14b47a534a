import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TestApp } from '../support/app.js';
import { TestSmtp } from '../support/smtp.js';
import { Outbox } from './support.js';

const HOUR = 3_600_000;

// Some of these tests let two days of retries go by.

describe('mail over SMTP', () => {
  let smtp: TestSmtp;
  let app: TestApp;
  let outbox: Outbox;

  beforeAll(async () => {
    smtp = await TestSmtp.start();
    app = await TestApp.start({ mail: smtp, env: { MAIL_FROM: 'Panitia Bintek <panitia@bitung.example>' } });
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

  /** Lets the clock go on in steps of the longest wait, so that every retry falls due. */
  const pass = async (hours: number): Promise<void> => {
    for (let hour = 0; hour < hours; hour++) {
      app.clock.advance(1.2 * HOUR);
      await app.drain();
    }
  };

  it('is accepted with its parts, and the row keeps the server’s words', async () => {
    await outbox.queue('siti@bitung.example');
    await app.drain();
    const row = await outbox.row();
    expect(row).toMatchObject({ state: 'sent', attempts: 1, fault: null, sending_since: null, outcome_unknown: 0 });
    expect(row.server_reply).toMatch(/^250 /);

    const [mail] = smtp.to('siti@bitung.example');
    expect(mail?.messageId).toBe(row.message_id);
    expect(row.message_id).toBe(`<${row.id}@bitung.example>`);
    expect(mail?.from?.text).toBe('"Panitia Bintek" <panitia@bitung.example>');
    expect(mail?.subject).toBe('Tiket Anda: Bimbingan Teknis Smart City Tahap 2');
    expect(mail?.text?.trim()).toBe('Anda terdaftar');
    expect(mail?.attachments.map((part) => [part.filename, part.contentDisposition, part.cid])).toEqual([
      ['tiket.png', 'inline', 'qr'],
      ['acara.ics', 'attachment', undefined],
    ]);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(await outbox.audited()).toEqual(['mail.sent']);
  });

  it('a refused address fails at once, with the server’s words', async () => {
    smtp.answer('tidakada@bitung.example', { code: 550, text: '5.1.1 tidakada@bitung.example: no such mailbox' });
    await outbox.queue('tidakada@bitung.example');
    await app.drain();
    await pass(3);
    expect(await outbox.row()).toMatchObject({
      state: 'failed',
      attempts: 1,
      fault: 'refused',
      server_reply: '550 5.1.1 tidakada@bitung.example: no such mailbox',
      sending_since: null,
      outcome_unknown: 0,
    });
    const [job] = await app.db.query('SELECT state, attempts FROM job');
    expect(job).toEqual({ state: 'dead', attempts: 1 });
    expect(await outbox.audited()).toEqual(['mail.failed']);
  });

  it('a refused mail does not hold up the next one', async () => {
    smtp.answer('tidakada@bitung.example', { code: 550 });
    for (const name of ['tidakada', 'siti', 'budi']) await outbox.queue(`${name}@bitung.example`);
    await app.drain();
    expect((await outbox.rows()).map((row) => row.state)).toEqual(['failed', 'sent', 'sent']);
  });

  it('a mail that the server puts off is sent later', async () => {
    smtp.answer('siti@bitung.example', { code: 451, text: '4.7.1 greylisted, try again' });
    await outbox.queue('siti@bitung.example');
    await app.drain();
    expect(await outbox.row()).toMatchObject({
      state: 'queued',
      fault: 'deferred',
      server_reply: '451 4.7.1 greylisted, try again',
      sending_since: null,
    });
    app.clock.advance(7000);
    await app.drain();
    expect(await outbox.row()).toMatchObject({ state: 'sent', attempts: 2, fault: null, outcome_unknown: 0 });
    expect(smtp.mails).toHaveLength(1);
  });

  it('waits while the server is away for an hour, and arrives once', async () => {
    await smtp.close();
    for (let person = 0; person < 12; person++) await outbox.queue(`peserta${person}@bitung.example`);
    await app.drain();
    for (let minute = 0; minute < 60; minute += 5) {
      app.clock.advance(5 * 60_000);
      await app.drain();
    }
    const waiting = await outbox.rows();
    expect(waiting.every((row) => row.state === 'queued' && row.fault === 'unreachable')).toBe(true);
    expect(waiting.every((row) => row.sending_since === null && !row.outcome_unknown)).toBe(true);

    await smtp.listen();
    await pass(1);
    expect((await outbox.rows()).every((row) => row.state === 'sent')).toBe(true);
    expect(new Set(smtp.messageIds).size).toBe(12);
    expect(smtp.mails).toHaveLength(12);
  });

  it('a connection that breaks after the whole mail leaves an unknown outcome, which shows', async () => {
    smtp.answer('siti@bitung.example', 'drop');
    await outbox.queue('siti@bitung.example');
    await app.drain();
    expect(await outbox.row()).toMatchObject({ state: 'queued', outcome_unknown: 1, sending_since: null });
    app.clock.advance(7000);
    await app.drain();
    expect(await outbox.row()).toMatchObject({ state: 'sent', outcome_unknown: 1 });
    expect(smtp.mails).toHaveLength(2);
    expect(new Set(smtp.messageIds).size).toBe(1);
  });

  it('a mail that cannot be rendered waits with the reason', async () => {
    outbox.render = () => Promise.reject(new Error('the event has no session'));
    await outbox.queue('siti@bitung.example');
    await app.drain();
    expect(await outbox.row()).toMatchObject({
      state: 'queued',
      attempts: 0,
      fault: 'template',
      last_error: 'the event has no session',
    });
    outbox.render = new Outbox(app).render;
    await pass(1);
    expect(await outbox.row()).toMatchObject({ state: 'sent' });
  });

  it('is given up after its last attempt, a day and a half later, and shows as failed', async () => {
    await smtp.close();
    await outbox.queue('siti@bitung.example');
    await app.drain();
    await pass(30);
    expect(await outbox.row()).toMatchObject({ state: 'queued' });
    await pass(20);
    expect(await outbox.row()).toMatchObject({ state: 'failed', attempts: 45, fault: 'unreachable' });
    await smtp.listen();
  });
});
