import type { Locale } from '../common/index.js';

export const mailTemplates = [
  'registration_confirmed',
  'registration_waiting',
  'registration_proof',
  'registration_pending',
  'registration_approved',
  'registration_declined',
  'registration_offered',
  'registration_offer_lapsed',
  'registration_promoted',
  'registration_cancelled',
  'registration_reminder',
  'registration_event_changed',
  'ticket_resent',
  'letter_reminder',
  'email_changed',
  'delegation_link',
  'certificate_issued',
] as const;
export type MailTemplate = (typeof mailTemplates)[number];

export const subjectKinds = ['registration', 'delegation', 'certificate', 'staff'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export interface MailAttachment {
  filename: string;
  content: Buffer | string;
  contentType: string;
  /** Named by `<img src="cid:…">`: shown inside the mail. */
  cid?: string;
}

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
  replyTo?: string;
  attachments?: MailAttachment[];
}

export interface RenderRequest {
  params: Record<string, unknown>;
  locale: Locale;
  subject: { kind: SubjectKind; id: string };
  eventId: string | null;
  to: { address: string; name: string };
}

/** Reads the facts as they are now and writes the mail; called when the mail is sent and when a person looks at it. */
export interface MailRenderer {
  render(request: RenderRequest): Promise<RenderedMail>;
}
