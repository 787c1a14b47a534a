import { Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { Bool, Id, Int, Json, Ref, Text } from '../database/columns.js';
import { Event } from './event.entity.js';

export const participantKinds = ['pns', 'pppk', 'non_asn', 'guest'] as const;
export type ParticipantKind = (typeof participantKinds)[number];

export const poolScopes = ['event', 'inner'] as const;
export type PoolScope = (typeof poolScopes)[number];

/** Seats: those of the whole event (exactly one row), and shares of them kept for some kinds or units. */
@Entity('seat_pool')
@Index('seat_pool_event', ['eventId', 'sort'])
export class SeatPool {
  @Id() id!: string;
  @Ref('event_id') eventId!: string;
  @ManyToOne(() => Event, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_seat_pool_event' })
  event?: Event;
  @Text('scope', 8) scope!: PoolScope;
  @Text('name', 120) name!: string;
  @Int('capacity') capacity!: number;
  /** Raised and lowered by registration alone, by guarded updates. */
  @Int('taken', { default: 0 }) taken!: number;
  @Int('arrivals', { default: 0 }) arrivals!: number;
  /** Those who wait for a seat of this pool, and of no narrower one. Never shown: see `RegistrationsRepository.placesInLine`. */
  @Int('waiting', { default: 0 }) waiting!: number;
  /** Null takes every kind. */
  @Json('kinds', { nullable: true }) kinds!: ParticipantKind[] | null;
  /** Units with all that lies under them; null takes every unit. */
  @Json('unit_ids', { nullable: true }) unitIds!: string[] | null;
  /** Whoever gets a seat of it awaits the organiser's approval; that of the event's own pool covers everybody. */
  @Bool('by_approval', { default: false }) byApproval!: boolean;
  @Int('sort') sort!: number;
}
