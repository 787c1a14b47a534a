import { m } from '$lib/paraglide/messages';

export const standings = ['queued', 'held', 'sent', 'failed', 'bounced'] as const;
export type Standing = (typeof standings)[number];

export const standingTabs: Record<Standing, () => string> = {
  queued: m.mails_queued,
  held: m.mails_held,
  sent: m.mails_sent,
  failed: m.mails_failed,
  bounced: m.mails_bounced,
};

const templates: Record<string, () => string> = {
  registration_confirmed: m.mails_registration_confirmed,
  registration_waiting: m.mails_registration_waiting,
  registration_promoted: m.mails_registration_promoted,
  registration_cancelled: m.mails_registration_cancelled,
  ticket_resent: m.mails_ticket_resent,
  certificate_issued: m.mails_certificate_issued,
};
export const templateName = (template: string) => templates[template]?.() ?? template;
