import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Day, Id, Int, Json, Ref, Text, Time } from '../database/columns.js';
import { Unit } from '../directory/index.js';
import { Event, type ParticipantKind } from '../events/index.js';
import { Registration } from '../registration/index.js';
import type { CertificateState } from './certificate-status.js';
import type { CertificateRole } from './certificate-role.js';
import type { DrawingFailure } from './drawing-failure.js';
import { NumberSeries } from './number-series.entity.js';

/**
 * A number, a person and a role. What the paper says stands here as a snapshot of the event's day, so that the paper, the
 * verification page and the training record keep saying the same after the event or the person has changed.
 */
@Entity('certificate')
@Index('certificate_subject', ['subjectKey'], { unique: true })
@Index('certificate_series_serial', ['seriesId', 'serial'], { unique: true })
@Index('certificate_number', ['number'], { unique: true })
@Index('certificate_code', ['code'], { unique: true })
@Index('certificate_event_serial', ['eventId', 'serial', 'id'])
@Index('certificate_event_state', ['eventId', 'state'])
@Index('certificate_registration', ['registrationId'])
export class Certificate {
  @Id() id!: string;
  @Ref('event_id') eventId!: string;
  @ManyToOne(() => Event, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_certificate_event' })
  event?: Relation<Event>;

  /** Whom it is for, in which role: nobody gets two, however often and by however many people it is issued. */
  @Text('subject_key', 100) subjectKey!: string;
  @Ref('registration_id') registrationId!: string;
  @ManyToOne(() => Registration, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'registration_id', foreignKeyConstraintName: 'fk_certificate_registration' })
  registration?: Relation<Registration>;
  @Text('role', 16) role!: CertificateRole;

  @Ref('series_id') seriesId!: string;
  @ManyToOne(() => NumberSeries, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'series_id', foreignKeyConstraintName: 'fk_certificate_series' })
  series?: Relation<NumberSeries>;
  @Int('serial') serial!: number;
  @Text('number', 160) number!: string;
  @Text('code', 16) code!: string;
  @Text('state', 16) state!: CertificateState;

  @Text('printed_name', 400) printedName!: string;
  @Text('name_key', 300) nameKey!: string;
  @Text('kind', 16) kind!: ParticipantKind;
  @Text('nip', 18, { nullable: true }) nip!: string | null;
  @Text('nrp', 20, { nullable: true }) nrp!: string | null;
  @Text('position', 200) position!: string;
  @Text('rank', 80) rank!: string;
  @Ref('unit_id', { nullable: true }) unitId!: string | null;
  @ManyToOne(() => Unit, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'unit_id', foreignKeyConstraintName: 'fk_certificate_unit' })
  unit?: Relation<Unit>;
  @Text('unit_text', 200) unitText!: string;

  @Text('title', 250) title!: string;
  @Text('issuer', 200) issuer!: string;
  @Day('started_on') startedOn!: string;
  @Day('ended_on') endedOn!: string;
  @Int('jp') jp!: number;
  @Int('attended_jp') attendedJp!: number;
  /** Printed at the signature; gave the number its month and year. */
  @Day('dated_on') datedOn!: string;

  @Time('reserved_at') reservedAt!: Date;
  @Time('issued_at', { nullable: true }) issuedAt!: Date | null;
  @Time('revoked_at', { nullable: true }) revokedAt!: Date | null;
  @Text('revoke_reason', 500, { nullable: true }) revokeReason!: string | null;
  /** Why the paper could not be drawn; its number stays taken. */
  @Json('failure', { nullable: true }) failure!: DrawingFailure | null;
}
