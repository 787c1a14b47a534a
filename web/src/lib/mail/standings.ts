import { m } from '$lib/paraglide/messages';

export const standings = ['queued', 'held', 'sent', 'failed', 'bounced', 'withdrawn'] as const;
export type Standing = (typeof standings)[number];

export const standingTabs: Record<Standing, () => string> = {
  queued: m.mails_queued,
  held: m.mails_held,
  sent: m.mails_sent,
  failed: m.mails_failed,
  bounced: m.mails_bounced,
  withdrawn: m.mails_withdrawn,
};

const templates: Record<string, () => string> = {
  registration_confirmed: m.mails_registration_confirmed,
  registration_waiting: m.mails_registration_waiting,
  registration_promoted: m.mails_registration_promoted,
  registration_cancelled: m.mails_registration_cancelled,
  registration_proof: m.mails_registration_proof,
  registration_pending: m.mails_registration_pending,
  registration_approved: m.mails_registration_approved,
  registration_declined: m.mails_registration_declined,
  registration_offered: m.mails_registration_offered,
  registration_offer_lapsed: m.mails_registration_offer_lapsed,
  registration_reminder: m.mails_registration_reminder,
  registration_event_changed: m.mails_registration_event_changed,
  ticket_resent: m.mails_ticket_resent,
  certificate_issued: m.mails_certificate_issued,
};
export const templateName = (template: string) => templates[template]?.() ?? template;
