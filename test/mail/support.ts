import { newId } from '../../src/common/index.js';
import { Transactions } from '../../src/database/index.js';
import { Mail, type RenderedMail } from '../../src/mail/index.js';
import { MailTemplates } from '../../src/mail/mail-templates.js';
import type { TestApp } from '../support/app.js';

export interface MailRow {
  id: string;
  state: string;
  attempts: number;
  message_id: string;
  outcome_unknown: number;
  sending_since: string | Date | null;
  held_at: string | Date | null;
  fault: string | null;
  server_reply: string | null;
  last_error: string | null;
}

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** What the mails of these tests say; the templates themselves are tested where their facts are. */
export const rendered: RenderedMail = {
  subject: 'Tiket Anda: Bimbingan Teknis Smart City Tahap 2',
  text: 'Anda terdaftar',
  html: '<p>Anda terdaftar</p><img src="cid:qr" alt="Kode QR">',
  attachments: [
    { filename: 'tiket.png', content: picture, contentType: 'image/png', cid: 'qr' },
    { filename: 'acara.ics', content: 'BEGIN:VCALENDAR', contentType: 'text/calendar; charset=utf-8' },
  ],
};

/** The outbox of a test application, with a renderer that a test can change. */
export class Outbox {
  render: () => Promise<RenderedMail> = () => Promise.resolve(rendered);

  constructor(private readonly app: TestApp) {
    app.get(MailTemplates).render = () => this.render();
  }

  async queue(address: string, eventId: string | null = null, subjectId = newId()): Promise<void> {
    await this.app.get(Transactions).run((tx) =>
      this.app.get(Mail).queue(tx, {
        template: 'registration_confirmed',
        to: { address, name: "Siti Nur'aini Lumentut, S.Kom." },
        locale: 'id',
        eventId,
        subject: { kind: 'registration', id: subjectId },
        params: {},
      }),
    );
  }

  rows(): Promise<MailRow[]> {
    return this.app.db.query<MailRow>('SELECT * FROM mail_message ORDER BY id');
  }

  async row(): Promise<MailRow> {
    const [row, ...others] = await this.rows();
    if (!row || others.length > 0) throw new Error(`there are ${others.length + (row ? 1 : 0)} mails, not one`);
    return row;
  }

  /** The actions of the audit log that concern mails, in order. */
  async audited(): Promise<string[]> {
    const rows = await this.app.db.query<{ action: string }>(
      "SELECT action FROM audit_entry WHERE subject_kind = 'mail' ORDER BY id",
    );
    return rows.map((row) => row.action);
  }

  async empty(): Promise<void> {
    for (const table of ['mail_message', 'job', 'audit_entry']) await this.app.db.query(`DELETE FROM ${table}`);
  }
}
