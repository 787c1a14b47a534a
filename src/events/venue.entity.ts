import { Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { Decimal, Id, Int, Ref, Text } from '../database/columns.js';

@Entity('venue')
export class Venue {
  @Id() id!: string;
  @Text('name', 160) name!: string;
  @Text('address', 300) address!: string;
  @Decimal('latitude', { nullable: true }) latitude!: number | null;
  @Decimal('longitude', { nullable: true }) longitude!: number | null;
}

@Entity('room')
@Index('room_venue', ['venueId'])
export class Room {
  @Id() id!: string;
  @Ref('venue_id') venueId!: string;
  @ManyToOne(() => Venue, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'venue_id', foreignKeyConstraintName: 'fk_room_venue' })
  venue?: Venue;
  @Text('name', 120) name!: string;
  @Int('seats', { nullable: true }) seats!: number | null;
}
