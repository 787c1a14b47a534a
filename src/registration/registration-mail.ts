import { printedNameOf } from './applicant.js';
import type { Registration } from './registration.entity.js';

export const registrationTemplates = [
  'registration_confirmed',
  'registration_waiting',
  'registration_promoted',
  'registration_cancelled',
  'ticket_resent',
] as const;
export type RegistrationTemplate = (typeof registrationTemplates)[number];
/** About a registration too; written beside what they are about. */
type OtherTemplate = 'letter_reminder' | 'email_changed';

/** The mail about a registration, as `Mail.queue` takes it; its text is rendered from the facts when it is sent. */
export const registrationMail = (registration: Registration, template: RegistrationTemplate | OtherTemplate) => ({
  template,
  to: { address: registration.email, name: printedNameOf(registration) },
  locale: registration.locale,
  eventId: registration.eventId,
  subject: { kind: 'registration' as const, id: registration.id },
  params: {},
});
