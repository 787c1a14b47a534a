import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/common/index.js';
import type { JobPage } from '../../src/mail/dto/jobs.dto.js';
import type { MailDetail, MailPage, MailView } from '../../src/mail/dto/mails.dto.js';
import { makeEvent } from '../factories/events.js';
import { TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';
import { TestSmtp } from '../support/smtp.js';
import { Outbox } from './support.js';

describe('the outbox over HTTP', () => {
  let smtp: TestSmtp;
  let app: TestApp;
  let eventId: string;

  beforeAll(async () => {
    smtp = await TestSmtp.start();
    app = await TestApp.start({ mail: smtp });
    eventId = (await makeEvent(app, { publish: false })).id;
    const outbox = new Outbox(app);
    smtp.answer('tidakada@bitung.example', { code: 550, text: 'no such mailbox' });
    await outbox.queue('tidakada@bitung.example', eventId);
    await outbox.queue('siti@bitung.example', newId());
    await app.drain();
  });
  afterAll(async () => {
    await app.close();
    await smtp.close();
  });

  it('shows each mail with its state and the server’s words, in the language of the reader', async () => {
    const admin = await app.as('admin');
    const { status, body } = await admin.get<MailPage>('/mails?state=failed', { headers: { 'accept-language': 'en' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ transport: 'smtp', counts: { sent: 1, failed: 1 }, alarm: null, next: null });
    expect(body.rows).toMatchObject([
      { state: 'failed', faultText: 'refused by the receiving server', serverReply: '550 no such mailbox' },
    ]);
  });

  it('an organiser tries the failed mail of his event again, and sees no other', async () => {
    const organiser = await app.as('organiser', eventId);
    const { body: page } = await organiser.get<MailPage>('/mails');
    expect(page.rows.map((row) => row.toAddress)).toEqual(['tidakada@bitung.example']);
    const id = page.rows[0]?.id ?? '';
    const { body: detail } = await organiser.get<MailDetail>(`/mails/${id}`);
    expect(detail.preview?.subject).toContain('Tiket Anda');
    const retried = await organiser.post<MailView>(`/mails/${id}/retry`);
    expect([retried.status, retried.body.state]).toEqual([200, 'queued']);
    await app.drain();
    const again = await organiser.post<Problem>(`/mails/${id}/retry`);
    expect([again.status, again.body.code]).toEqual([409, 'MAIL_ALREADY_SENT']);
    expect(again.body.detail).toContain('sudah terkirim');
  });

  it('an auditor reads the list, not the mails, whose links are personal', async () => {
    const auditor = await app.as('auditor');
    const { body } = await auditor.get<MailPage>('/mails');
    expect(body.rows).toHaveLength(2);
    expect((await auditor.get<Problem>(`/mails/${body.rows[0]?.id}`)).status).toBe(403);
    expect((await auditor.get<JobPage>('/jobs?kind=mail.send')).body.counts.done).toBe(2);
  });

  it('refuses what it does not know', async () => {
    const admin = await app.as('admin');
    const wrong = await admin.get<Problem>('/mails?state=lost&after=xyz');
    expect([wrong.status, wrong.body.errors?.[0]?.field]).toEqual([422, 'state']);
    expect((await admin.get<Problem>('/mails?after=xyz')).status).toBe(422);
    expect((await admin.get<Problem>('/mails/abc')).body.code).toBe('MAIL_NOT_FOUND');
    expect((await admin.post<Problem>(`/jobs/${newId()}/retry`)).body.code).toBe('JOB_NOT_FOUND');
  });
});
