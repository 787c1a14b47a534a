import type { Applicant } from './form/applicant.js';
import { registrationMail } from './mails/registration-mail.js';
import type { NewMail } from '../mail/index.js';
import { liveKeyOf, personKey } from './person-key.js';
import type { Registration } from './registration.entity.js';
import type { Corrections } from './registrations.repository.js';

/** What the person may put right himself. */
export const ownFields = ['frontTitle', 'name', 'backTitle', 'position', 'rank', 'phone', 'email'] as const;

/** What only an organiser may: who he is, and where he belongs. */
export const staffFields = ['kind', 'nip', 'nrp', ...ownFields, 'unitId', 'unitText'] as const;

type Field = (typeof staffFields)[number];

/**
 * Only what differs, of these fields and of what follows from them. The person stays the same when his address changes;
 * where the address is part of his key the key follows, so that the form still knows him. An address that was proven says
 * nothing of another one.
 */
export function correctionsOf(before: Registration, after: Applicant, fields: readonly Field[]): Corrections {
  const wanted: Corrections = { nameKey: after.nameKey };
  for (const field of fields) Object.assign(wanted, { [field]: after[field] });
  if (after.nip !== before.nip || before.personKey === personKey(before)) {
    wanted.personKey = after.personKey;
    wanted.liveKey = liveKeyOf(after.personKey);
  }
  if (after.email !== before.email) wanted.provedAt = null;
  return Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => value !== before[field as keyof Corrections]),
  );
}

/** Those a reader knows by name. */
export const namedFields = (corrections: Corrections): string[] =>
  Object.keys(corrections).filter((field) => (staffFields as readonly string[]).includes(field));

/** To the new address and to the old one; none when the address stays. A link that proves an address proves no other. */
export function mailsOfCorrection(before: Registration, corrections: Corrections): NewMail[] {
  if (corrections.email === undefined) return [];
  const again = before.status === 'unconfirmed' ? 'registration_proof' : 'ticket_resent';
  return [registrationMail({ ...before, ...corrections }, again), registrationMail(before, 'email_changed')];
}
