import { Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { Id, Int, Ref, Text, Time } from '../database/columns.js';
import { Event } from './event.entity.js';
import type { SessionKind } from './training-hours.js';
import { Room } from './venue.entity.js';

@Entity('session')
@Index('session_event', ['eventId', 'startsAt'])
@Index('session_room', ['roomId', 'startsAt'])
export class Session {
  @Id() id!: string;
  @Ref('event_id') eventId!: string;
  @ManyToOne(() => Event, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_session_event' })
  event?: Event;
  @Text('kind', 20) kind!: SessionKind;
  @Text('title', 200) title!: string;
  @Text('detail', 500) detail!: string;
  /** Null is the event's own room. */
  @Ref('room_id', { nullable: true }) roomId!: string | null;
  @ManyToOne(() => Room, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'room_id', foreignKeyConstraintName: 'fk_session_room' })
  room?: Room;
  @Time('starts_at') startsAt!: Date;
  @Time('ends_at') endsAt!: Date;
  @Int('jp') jp!: number;
  /** Why the hours differ from the rule, or from what was published. */
  @Text('jp_reason', 300, { nullable: true }) jpReason!: string | null;
  @Int('sort') sort!: number;
}

@Entity('speaker')
export class Speaker {
  @Id() id!: string;
  @Text('front_title', 60) frontTitle!: string;
  @Text('name', 120) name!: string;
  @Text('back_title', 120) backTitle!: string;
  @Text('affiliation', 200) affiliation!: string;
}

export const speakerRoles = ['speaker', 'moderator'] as const;
export type SpeakerRole = (typeof speakerRoles)[number];

@Entity('session_speaker')
@Index('session_speaker_speaker', ['speakerId'])
export class SessionSpeaker {
  @Id('session_id') sessionId!: string;
  @ManyToOne(() => Session, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'fk_session_speaker_session' })
  session?: Session;
  @Id('speaker_id') speakerId!: string;
  @ManyToOne(() => Speaker, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'speaker_id', foreignKeyConstraintName: 'fk_session_speaker_speaker' })
  speaker?: Speaker;
  @Text('role', 12) role!: SpeakerRole;
  @Int('sort') sort!: number;
}
