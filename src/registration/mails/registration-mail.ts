import type { NewMail } from '../../mail/index.js';
import { printedNameOf } from '../form/applicant.js';
import type { Registration } from '../registration.entity.js';

export const registrationTemplates = [
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
] as const;
export type RegistrationTemplate = (typeof registrationTemplates)[number];
/** About a registration too; written beside what they are about. */
type OtherTemplate = 'letter_reminder' | 'email_changed';

/** The mail about a registration, as `Mail.queue` takes it; its text is rendered from the facts when it is sent. */
export const registrationMail = (
  registration: Registration,
  template: RegistrationTemplate | OtherTemplate,
  { params = {}, notBefore }: Partial<Pick<NewMail, 'params' | 'notBefore'>> = {},
): NewMail => ({
  template,
  to: { address: registration.email, name: printedNameOf(registration) },
  locale: registration.locale,
  eventId: registration.eventId,
  subject: { kind: 'registration' as const, id: registration.id },
  params,
  notBefore,
});
