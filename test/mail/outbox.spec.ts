import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { StaffMember } from '../../src/common/access/index.js';
import { newId, systemActor } from '../../src/common/index.js';
import { Database } from '../../src/database/index.js';
import { Mail } from '../../src/mail/index.js';
import { JobsService } from '../../src/mail/jobs.service.js';
import { MailsService } from '../../src/mail/mails.service.js';
import { TestApp } from '../support/app.js';
import { TestSmtp } from '../support/smtp.js';
import { Outbox } from './support.js';

const staff = (role: 'admin' | 'organiser', eventId: string | null): StaffMember => ({
  id: newId(),
  name: 'Panitia',
  email: 'panitia@bitung.example',
  office: 'Dinas Kominfo',
  locale: 'id',
  roles: [{ id: newId(), role, eventId }],
});
const admin = staff('admin', null);
const firstPage = { limit: 50 };

describe('the outbox without a mail server', () => {
  let app: TestApp;
  let outbox: Outbox;
  let mails: MailsService;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
    outbox = new Outbox(app);
    mails = app.get(MailsService);
  });
  afterAll(() => app.close());
  beforeEach(() => outbox.empty());

  it('keeps mails rendered, tries once and shows them as kept', async () => {
    await outbox.queue('siti@bitung.example');
    expect(await app.drain()).toBe(1);
    app.clock.advance(86_400_000);
    expect(await app.drain()).toBe(0);
    const page = await mails.page(firstPage, admin, 'id');
    expect(page).toMatchObject({ transport: 'outbox', alarm: null, counts: { queued: 0, held: 1, sent: 0 } });
    expect(page.rows).toMatchObject([{ state: 'held', attempts: 0, retryable: true }]);
  });

  it('shows a mail as its reader sees it', async () => {
    await outbox.queue('siti@bitung.example');
    await app.drain();
    const detail = await mails.detail((await outbox.row()).id, admin, 'id');
    expect(detail.preview?.html).toContain('<img src="data:image/png;base64,iVBORw0KGgo');
    expect(detail.preview?.attachments).toEqual([
      { filename: 'tiket.png', contentType: 'image/png', size: 70, inline: true },
      { filename: 'acara.ics', contentType: 'text/calendar; charset=utf-8', size: 15, inline: false },
    ]);
  });

  it('shows the row of a mail that cannot be rendered', async () => {
    await outbox.queue('siti@bitung.example');
    outbox.render = () => Promise.reject(new Error('the registration is gone'));
    await app.drain();
    const detail = await mails.detail((await outbox.row()).id, admin, 'id');
    expect(detail).toMatchObject({ preview: null, fault: 'template', lastError: 'the registration is gone' });
    outbox.render = new Outbox(app).render;
  });

  it('shows an organiser the mails of his events, and nothing of others', async () => {
    const [mine, other] = [newId(), newId()];
    for (const event of [mine, other, null]) await outbox.queue('siti@bitung.example', event);
    const organiser = staff('organiser', mine);
    const page = await mails.page(firstPage, organiser, 'id');
    expect(page.rows.map((row) => row.eventId)).toEqual([mine]);
    expect(page.counts.queued).toBe(1);
    expect((await mails.page({ ...firstPage, eventId: other }, organiser, 'id')).rows).toEqual([]);
    const [, foreign] = await outbox.rows();
    const id = foreign?.id ?? '';
    await expect(mails.detail(id, organiser, 'id')).rejects.toMatchObject({ code: 'MAIL_NOT_FOUND' });
    await expect(mails.retry(id, organiser, systemActor, 'id')).rejects.toMatchObject({ code: 'MAIL_NOT_FOUND' });
  });

  it('finds by address or name, taking signs of the search language for themselves, page by page', async () => {
    for (const name of ['siti', 'siti_2', 'budi']) await outbox.queue(`${name}@bitung.example`);
    const found = await mails.page({ ...firstPage, q: 'SITI_' }, admin, 'id');
    expect(found.rows.map((row) => row.toAddress)).toEqual(['siti_2@bitung.example']);
    const first = await mails.page({ limit: 2 }, admin, 'id');
    const second = await mails.page({ limit: 2, after: first.next ?? '' }, admin, 'id');
    expect([...first.rows, ...second.rows].map((row) => row.toAddress.split('@')[0])).toEqual([
      'budi',
      'siti_2',
      'siti',
    ]);
    expect(second.next).toBeNull();
  });
});

describe('the outbox with a mail server', () => {
  let smtp: TestSmtp;
  let app: TestApp;
  let outbox: Outbox;
  let mails: MailsService;

  beforeAll(async () => {
    smtp = await TestSmtp.start();
    app = await TestApp.start({ mail: smtp });
    outbox = new Outbox(app);
    mails = app.get(MailsService);
  });
  afterAll(async () => {
    await app.close();
    await smtp.close();
  });
  afterEach(() => outbox.empty());

  it('tries a failed mail again when asked, and audits who asked', async () => {
    smtp.answer('siti@bitung.example', { code: 550 });
    await outbox.queue('siti@bitung.example');
    await app.drain();
    const { id } = await outbox.row();
    expect(await mails.retry(id, admin, { ...systemActor, name: 'Admin' }, 'id')).toMatchObject({ state: 'queued' });
    await app.drain();
    expect(await outbox.row()).toMatchObject({ state: 'sent', attempts: 2, outcome_unknown: 0 });
    expect(await outbox.audited()).toEqual(['mail.failed', 'mail.retried', 'mail.sent']);
    await expect(mails.retry(id, admin, systemActor, 'id')).rejects.toMatchObject({ code: 'MAIL_ALREADY_SENT' });
  });

  it('tries all failed mails of an event again', async () => {
    const eventId = newId();
    for (const name of ['a', 'b', 'c']) {
      smtp.answer(`${name}@bitung.example`, { code: 550 });
      await outbox.queue(`${name}@bitung.example`, name === 'c' ? null : eventId);
    }
    await app.drain();
    expect(await mails.retryAll({ state: 'failed', eventId }, admin, systemActor)).toEqual({ retried: 2 });
    await app.drain();
    expect((await outbox.rows()).map((row) => row.state)).toEqual(['sent', 'sent', 'failed']);
  });

  it('a dead mail job that the administrator retries sends its mail', async () => {
    smtp.answer('siti@bitung.example', { code: 550 });
    await outbox.queue('siti@bitung.example');
    await app.drain();
    const jobs = app.get(JobsService);
    const dead = await jobs.page({ limit: 50, state: 'dead' });
    expect(dead.rows).toMatchObject([
      { kind: 'mail.send', lastError: expect.stringContaining('550'), retryable: true },
    ]);
    await jobs.retry(dead.rows[0]?.id ?? '', systemActor);
    await app.drain();
    expect(await outbox.row()).toMatchObject({ state: 'sent' });
    const entries = await app.db.query("SELECT action FROM audit_entry WHERE action = 'jobs.retried'");
    expect(entries).toHaveLength(1);
  });

  it('counts the mails of an event for its overview', async () => {
    const eventId = newId();
    const subjects = [newId(), newId()] as const;
    smtp.answer('b@bitung.example', { code: 550 });
    await outbox.queue('a@bitung.example', eventId, subjects[0]);
    await outbox.queue('b@bitung.example', eventId, subjects[1]);
    await app.drain();
    await outbox.queue('c@bitung.example', eventId, subjects[1]);
    const { stats, last } = await app.get(Database).read(async (m) => ({
      stats: await app.get(Mail).stats(m, eventId),
      last: await app.get(Mail).last(m, 'registration', [...subjects, newId()]),
    }));
    expect(stats).toMatchObject({ sent: 1, queued: 1, failed: 1, lastSentAt: app.clock.now().toISOString() });
    expect(stats.perHour).toHaveLength(24);
    expect(stats.perHour.at(-1)).toEqual({ hour: '2026-11-24T01:00:00.000Z', sent: 1 });
    expect([...last]).toEqual([
      [subjects[0], { standing: 'sent', words: expect.any(String) }],
      [subjects[1], { standing: 'queued', words: null }],
    ]);
  });
});

describe('a mail server that refuses our password', () => {
  let server: SMTPServer;
  let app: TestApp;
  let outbox: Outbox;

  beforeAll(async () => {
    server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      logger: false,
      onAuth: (auth, _session, next) =>
        auth.password === 'benar' ? next(null, { user: 'bintek' }) : next(new Error('5.7.8 wrong password')),
    });
    server.on('error', () => undefined);
    const listener = server.listen(0, '127.0.0.1');
    if (!listener.listening) await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    app = await TestApp.start({ mail: 'outbox', env: { SMTP_URL: `smtp://bintek:salah@127.0.0.1:${port}` } });
    outbox = new Outbox(app);
  });
  afterAll(async () => {
    await app.close();
    await new Promise<void>((done) => server.close(() => done()));
  });

  it('keeps the mail, goes on trying and says plainly what stops it', async () => {
    const since = app.clock.now().toISOString();
    await outbox.queue('siti@bitung.example');
    await app.drain();
    app.clock.advance(7000);
    await app.drain();
    expect(await outbox.row()).toMatchObject({ state: 'queued', attempts: 2, fault: 'auth', outcome_unknown: 0 });
    const { alarm } = await app.get(MailsService).page(firstPage, admin, 'id');
    expect(alarm).toEqual({ fault: 'auth', text: 'server menolak sandi', since, waiting: 1 });
  });
});
