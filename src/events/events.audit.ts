import type { NewAuditEntry } from '../audit/index.js';
import type { Actor } from '../common/index.js';

export type EventAction =
  | 'events.created'
  | 'events.edited'
  | 'events.published'
  | 'events.cancelled'
  | 'events.archived'
  | 'events.session_added'
  | 'events.session_edited'
  | 'events.session_removed'
  | 'events.pools_changed'
  | 'events.committee_changed'
  | 'events.commitment_edited'
  | 'events.commitment_signed'
  | 'events.organisation_edited'
  | 'events.consent_text_added'
  | 'events.signatory_added'
  | 'events.programme_added'
  | 'events.venue_added'
  | 'events.speaker_added';

/** Entry about an event; `subject` names a part of it. */
export function ofEvent(
  actor: Actor,
  action: EventAction,
  eventId: string,
  { subject, payload }: Pick<Partial<NewAuditEntry>, 'subject' | 'payload'> = {},
): NewAuditEntry {
  return { actor, action, subject: subject ?? { kind: 'event', id: eventId }, eventId, payload: payload ?? {} };
}

/** Entry about something all events share. */
export const ofLookup = (actor: Actor, action: EventAction, kind: string, id: string): NewAuditEntry => ({
  actor,
  action,
  subject: { kind, id },
});
