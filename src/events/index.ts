import { Commitment, CommitmentSignatory } from './commitment.entity.js';
import { CommitteeMember } from './committee.entity.js';
import { type Announced, Event, type LetterRule } from './event.entity.js';
import { type ConsentPurpose, consentPurposes, ConsentText, Organisation, Signatory } from './organisation.entity.js';
import { Programme } from './programme.entity.js';
import { SeatPool } from './seat-pool.entity.js';
import { Session, SessionSpeaker, Speaker } from './session.entity.js';
import { Room, Venue } from './venue.entity.js';

export { EventsModule } from './events.module.js';
export { Events } from './events.service.js';
export type { Announced };
export type { AgendaChange, EventListener, PlacedAgenda } from './event-listeners.js';
export type { AgendaEntry } from './agenda.repository.js';
export type { FormEvent, NamedEvent } from './events.repository.js';
export type { CommitmentWithSignatories } from './papers.repository.js';
export { PublicEvents } from './public-events.service.js';
export { EventDrafts } from './event-drafts.service.js';
export { Lookups } from './lookups.service.js';
export { Papers } from './papers.service.js';
export { Publications } from './publication.service.js';

export {
  eventPhase,
  eventPhases,
  type EventPhase,
  type EventState,
  registrationPhase,
  type RegistrationPhase,
  registrationPhases,
} from './event-status.js';
export { dateInZone, eventTimes, hourOfDay } from './event-times.js';
export { numberFaults, type NumberPart, type NumberToken, parseNumberPattern } from './number-pattern.js';
export { letterheadOf, personBlock, placeOf, signatureBlock } from './printed.js';
export { type ParticipantKind, participantKinds } from './seat-pool.entity.js';
export type { SessionKind } from './training-hours.js';
export type { ConsentPurpose, LetterRule };
export { consentPurposes };
export { CommitteeMember, ConsentText, Event, Organisation, SeatPool, Session, Signatory, Speaker };

export const eventsEntities = [
  Organisation,
  Signatory,
  ConsentText,
  Programme,
  Venue,
  Room,
  Event,
  Session,
  Speaker,
  SessionSpeaker,
  SeatPool,
  CommitteeMember,
  Commitment,
  CommitmentSignatory,
];
