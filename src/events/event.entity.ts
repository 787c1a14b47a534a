import { Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { Day, Id, Int, Json, LongText, Ref, Text, Time } from '../database/columns.js';
import { Unit } from '../directory/index.js';
import type { EventState } from './event-status.js';
import { Signatory } from './organisation.entity.js';
import { Programme } from './programme.entity.js';
import { Room, Venue } from './venue.entity.js';

export const waitingModes = ['promote', 'offer'] as const;
/** What becomes of a freed seat: it is given to the first who waits, or offered to him for some hours. */
export type WaitingMode = (typeof waitingModes)[number];

/** What participants know of time and place: as published, or as they were last told. */
export interface Announced {
  startsAt: string | null;
  endsAt: string | null;
  place: string;
}
export const letterRules = ['none', 'optional', 'required'] as const;
export type LetterRule = (typeof letterRules)[number];

@Entity('event')
@Index('event_slug', ['slug'], { unique: true })
@Index('event_state', ['state', 'startsAt'])
@Index('event_room', ['roomId'])
@Index('event_venue', ['venueId'])
@Index('event_programme', ['programmeId'])
@Index('event_organiser_unit', ['organiserUnitId'])
@Index('event_certificate_signatory', ['certificateSignatoryId'])
export class Event {
  @Id() id!: string;
  @Text('slug', 80) slug!: string;
  @Ref('programme_id', { nullable: true }) programmeId!: string | null;
  @ManyToOne(() => Programme, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'programme_id', foreignKeyConstraintName: 'fk_event_programme' })
  programme?: Programme;
  @Int('stage', { nullable: true }) stage!: number | null;
  @Text('title', 200) title!: string;
  @LongText('summary') summary!: string;
  /** What participants are asked to bring, one line each. */
  @Json('bring') bring!: string[];
  /** Whether participants are asked for the letter by which their office sends them (surat tugas). */
  @Text('letter_rule', 10, { default: 'none' }) letterRule!: LetterRule;
  @Text('state', 12) state!: EventState;
  /** IANA zone: every date a person reads is in it. */
  @Text('zone', 40) zone!: string;
  @Ref('venue_id') venueId!: string;
  @ManyToOne(() => Venue, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'venue_id', foreignKeyConstraintName: 'fk_event_venue' })
  venue?: Venue;
  @Ref('room_id', { nullable: true }) roomId!: string | null;
  @ManyToOne(() => Room, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'room_id', foreignKeyConstraintName: 'fk_event_room' })
  room?: Room;
  @Text('organiser_name', 200) organiserName!: string;
  @Ref('organiser_unit_id', { nullable: true }) organiserUnitId!: string | null;
  @ManyToOne(() => Unit, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'organiser_unit_id', foreignKeyConstraintName: 'fk_event_organiser_unit' })
  organiserUnit?: Unit;
  /** Stands on the certificate: "Pemerintah Kota Bitung". */
  @Text('issuer_name', 200) issuerName!: string;
  @Time('registration_opens_at') registrationOpensAt!: Date;
  @Time('registration_closes_at') registrationClosesAt!: Date;
  @Time('cancel_until') cancelUntil!: Date;
  @Text('waiting_mode', 8, { default: 'promote' }) waitingMode!: WaitingMode;
  /** How long an offered seat is held. */
  @Int('offer_hours', { default: 24 }) offerHours!: number;
  /** How long a seat is held for an address that is not proven; null asks for no proof. */
  @Int('proof_hours', { nullable: true }) proofHours!: number | null;
  /** How many days before the event participants are reminded; null does not remind. */
  @Int('reminder_days', { nullable: true, default: 1 }) reminderDays!: number | null;
  @Json('announced', { nullable: true }) announced!: Announced | null;
  /** Start and end derive from the sessions; kept here so that lists need no join. */
  @Time('starts_at', { nullable: true }) startsAt!: Date | null;
  @Time('ends_at', { nullable: true }) endsAt!: Date | null;
  /** Sum of the sessions' hours, frozen at publication. */
  @Int('jp', { nullable: true }) jp!: number | null;
  /** Least share of the hours, in percent, for a certificate. */
  @Int('min_share_percent') minSharePercent!: number;
  @Text('number_pattern', 100) numberPattern!: string;
  @Text('number_code', 40) numberCode!: string;
  @Text('number_unit', 60) numberUnit!: string;
  @Text('number_series', 40) numberSeries!: string;
  /** First serial of a new series: the paper register may have used numbers already. */
  @Int('number_start') numberStart!: number;
  /** The date printed at the signature; without one the last day of the event. */
  @Day('certificate_dated_on', { nullable: true }) certificateDatedOn!: string | null;
  @Text('certificate_place', 80) certificatePlace!: string;
  @Ref('certificate_signatory_id', { nullable: true }) certificateSignatoryId!: string | null;
  @ManyToOne(() => Signatory, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'certificate_signatory_id', foreignKeyConstraintName: 'fk_event_certificate_signatory' })
  certificateSignatory?: Signatory;
  /** Set by the first issue: from then on hours and number settings stand. */
  @Time('certificates_began_at', { nullable: true }) certificatesBeganAt!: Date | null;
  /** SIASN jenisDiklat; 8 is Bimbingan Teknis. */
  @Text('siasn_jenis_diklat_id', 4) siasnJenisDiklatId!: string;
  @Time('published_at', { nullable: true }) publishedAt!: Date | null;
  @Time('cancelled_at', { nullable: true }) cancelledAt!: Date | null;
  @Text('cancel_reason', 500, { nullable: true }) cancelReason!: string | null;
  /** Raised in every transaction that changes what a gate's roster holds. */
  @Int('change_seq') changeSeq!: number;
  @Time('created_at') createdAt!: Date;
}
