import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Locale } from '../common/index.js';
import { Id, Int, Json, Ref, Text, Time } from '../database/columns.js';
import { Unit } from '../directory/index.js';
import { ConsentText, Event, type ParticipantKind, SeatPool } from '../events/index.js';
import type { MailStanding } from '../mail/index.js';
import type { RegistrationStatus } from './registration-status.js';

/** By which way somebody came into the list. */
export const registrationSources = ['form', 'staff', 'seed', 'import', 'delegate', 'walk_in'] as const;
export type RegistrationSource = (typeof registrationSources)[number];

/** What one person typed for one event, as a snapshot: a stranger who types another's NIP reads and changes nothing of his. */
@Entity('registration')
@Index('registration_live', ['eventId', 'liveKey'], { unique: true })
@Index('registration_nonce', ['submissionNonce'], { unique: true })
@Index('registration_code', ['eventId', 'ticketCode'], { unique: true })
@Index('registration_status', ['eventId', 'status', 'arrivalNo', 'id', 'priority'])
@Index('registration_name', ['eventId', 'nameKey', 'id'])
@Index('registration_arrival', ['eventId', 'arrivalNo'])
@Index('registration_day', ['eventId', 'createdAt', 'arrivalNo'])
@Index('registration_kind', ['eventId', 'kind', 'arrivalNo'])
@Index('registration_mail', ['eventId', 'mailStanding', 'arrivalNo'])
@Index('registration_arrived', ['eventId', 'arrivedAt', 'arrivalNo'])
@Index('registration_unit_name', ['eventId', 'unitText', 'id'])
@Index('registration_phone', ['eventId', 'phone'])
@Index('registration_email', ['eventId', 'email'])
@Index('registration_of_unit', ['unitId', 'eventId', 'arrivalNo'])
@Index('registration_nip', ['nip'])
@Index('registration_delegation', ['delegationId'])
export class Registration {
  @Id() id!: string;
  @Ref('event_id') eventId!: string;
  @ManyToOne(() => Event, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_registration_event' })
  event?: Event;
  @Text('person_key', 540) personKey!: string;
  /** SHA-256 of the person key while the row is live, else null: a partial unique index that both engines have. */
  @Text('live_key', 64, { nullable: true }) liveKey!: string | null;
  /** Sent by the form: the same submission twice is one registration. */
  @Text('submission_nonce', 64, { nullable: true }) submissionNonce!: string | null;
  @Text('ticket_code', 12) ticketCode!: string;
  @Text('kind', 8) kind!: ParticipantKind;
  @Text('nip', 18, { nullable: true }) nip!: string | null;
  @Text('nrp', 20, { nullable: true }) nrp!: string | null;
  @Text('front_title', 60) frontTitle!: string;
  @Text('name', 200) name!: string;
  @Text('back_title', 120) backTitle!: string;
  @Text('name_key', 200) nameKey!: string;
  @Ref('unit_id', { nullable: true }) unitId!: string | null;
  @ManyToOne(() => Unit, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'unit_id', foreignKeyConstraintName: 'fk_registration_unit' })
  unit?: Unit;
  @Text('unit_text', 200) unitText!: string;
  @Text('position', 200) position!: string;
  @Text('rank', 10) rank!: string;
  @Text('phone', 20) phone!: string;
  @Text('email', 254) email!: string;
  @Text('locale', 2) locale!: Locale;
  @Text('status', 12) status!: RegistrationStatus;
  /** Order of arrival within the event. Never shown: a place in the waiting list is the number of those ahead. */
  @Int('arrival_no') arrivalNo!: number;
  /** Set by the organiser: whoever has more of it stands before those who came earlier. */
  @Int('priority', { default: 0 }) priority!: number;
  /** Until when the seat is held for an address that is to be proven, or for an offer that is to be answered. */
  @Time('hold_until', { nullable: true }) holdUntil!: Date | null;
  /** When the person showed that the mails to his address reach him. */
  @Time('proved_at', { nullable: true }) provedAt!: Date | null;
  /** What looked odd in the NIP, for the organiser: codes of `parseNip`. */
  @Json('warnings') warnings!: { code: string; params: Record<string, string | number> }[];
  @Text('source', 8) source!: RegistrationSource;
  /** The import that it came in with. */
  @Ref('import_batch_id', { nullable: true }) importBatchId!: string | null;
  /** The desk of a unit by which it came. */
  @Ref('delegation_id', { nullable: true }) delegationId!: string | null;
  /** Raised to revoke every link and ticket of this row. */
  @Int('epoch') epoch!: number;
  /** When a ticket was last sent because somebody typed this person's NIP again. */
  @Time('resent_at', { nullable: true }) resentAt!: Date | null;
  /** When the person was last asked for his letter of assignment. */
  @Time('letter_reminded_at', { nullable: true }) letterRemindedAt!: Date | null;
  @Time('confirmed_at', { nullable: true }) confirmedAt!: Date | null;
  @Time('ended_at', { nullable: true }) endedAt!: Date | null;
  @Text('end_reason', 500, { nullable: true }) endReason!: string | null;
  @Time('created_at') createdAt!: Date;
  /** Of the last mail about this row; follows from the outbox, and stands here so that a list can be filtered by it. */
  @Text('mail_standing', 10, { nullable: true }) mailStanding!: MailStanding | null;
  /** When the person first came; follows from the scans. */
  @Time('arrived_at', { nullable: true }) arrivedAt!: Date | null;
}

/** A word by whose beginning a registration is found; see `search-words.ts`. Written with the row, so without a foreign key. */
@Entity('registration_word', { withoutRowid: true })
export class RegistrationWord {
  @PrimaryColumn({ name: 'event_id', type: 'varchar', length: 36 }) eventId!: string;
  @PrimaryColumn({ name: 'word', type: 'varchar', length: 60 }) word!: string;
  @PrimaryColumn({ name: 'registration_id', type: 'varchar', length: 36 }) registrationId!: string;
}

/** The pools whose seat the registration holds, or waits for. */
@Entity('registration_pool')
@Index('registration_pool_pool', ['poolId', 'registrationId'])
export class RegistrationPool {
  @PrimaryColumn({ name: 'registration_id', type: 'varchar', length: 36 }) registrationId!: string;
  @ManyToOne(() => Registration, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'registration_id', foreignKeyConstraintName: 'fk_registration_pool_registration' })
  registration?: Registration;
  @PrimaryColumn({ name: 'pool_id', type: 'varchar', length: 36 }) poolId!: string;
  @ManyToOne(() => SeatPool, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'pool_id', foreignKeyConstraintName: 'fk_registration_pool_pool' })
  pool?: SeatPool;
}

/** Proof of an optional consent: which text, when (UU 27/2022 art. 22 and 24). */
@Entity('consent')
@Index('consent_registration', ['registrationId'])
@Index('consent_text_ref', ['consentTextId'])
export class Consent {
  @Id() id!: string;
  @Ref('registration_id') registrationId!: string;
  @ManyToOne(() => Registration, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'registration_id', foreignKeyConstraintName: 'fk_consent_registration' })
  registration?: Registration;
  @Ref('consent_text_id') consentTextId!: string;
  @ManyToOne(() => ConsentText, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'consent_text_id', foreignKeyConstraintName: 'fk_consent_text' })
  consentText?: ConsentText;
  @Time('given_at') givenAt!: Date;
  @Time('withdrawn_at', { nullable: true }) withdrawnAt!: Date | null;
}
