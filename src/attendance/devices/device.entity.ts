import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { DeviceRole } from '../../common/access/index.js';
import { Bool, Id, Int, Ref, Text, Time } from '../../database/columns.js';
import { Event } from '../../events/event.entity.js';
import { Gate } from '../gate.entity.js';

/** A phone that scans without anybody signed in on it. */
@Entity('device')
@Index('device_token', ['tokenHash'], { unique: true })
@Index('device_code', ['codeHash'], { unique: true })
export class Device {
  @Id() id!: string;
  @Text('name', 60) name!: string;
  @Text('role', 12) role!: DeviceRole;
  /** Of the secret in its cookie; null until it is paired. */
  @Text('token_hash', 64, { nullable: true }) tokenHash!: string | null;
  /** Of the code that pairs it; null when it was used. */
  @Text('code_hash', 64, { nullable: true }) codeHash!: string | null;
  @Time('code_expires_at', { nullable: true }) codeExpiresAt!: Date | null;
  @Ref('created_by', { nullable: true }) createdBy!: string | null;
  @Time('created_at') createdAt!: Date;
  @Time('paired_at', { nullable: true }) pairedAt!: Date | null;
  @Time('expires_at') expiresAt!: Date;
  @Time('revoked_at', { nullable: true }) revokedAt!: Date | null;
  @Time('last_seen_at', { nullable: true }) lastSeenAt!: Date | null;
  /** Scans that it had not sent yet when it was last seen. */
  @Int('queue_length', { nullable: true }) queueLength!: number | null;
  @Text('app_version', 40, { nullable: true }) appVersion!: string | null;
  /** It said that it has hardly any room left for scans. */
  @Bool('storage_low') storageLow!: boolean;
}

/** What a phone may scan for: one gate of an event, or all of them. */
@Entity('device_scope')
@Index('device_scope_once', ['deviceId', 'eventId', 'gateId'], { unique: true })
@Index('device_scope_event', ['eventId', 'deviceId'])
export class DeviceScope {
  @Id() id!: string;
  @Ref('device_id') deviceId!: string;
  @Ref('event_id') eventId!: string;
  @Ref('gate_id', { nullable: true }) gateId!: string | null;

  @ManyToOne(() => Device, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'device_id', foreignKeyConstraintName: 'device_scope_of_device' })
  device?: Relation<Device>;

  @ManyToOne(() => Event, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'device_scope_of_event' })
  event?: Relation<Event>;

  @ManyToOne(() => Gate, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'gate_id', foreignKeyConstraintName: 'device_scope_of_gate' })
  gate?: Relation<Gate>;
}
