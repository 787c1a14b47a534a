import { Entity, Index } from 'typeorm';
import { Id, Json, Ref, Text, Time } from '../database/columns.js';

/** Who did what, when. Rows are only ever added. Its text is rendered when it is read, in the reader's language. */
@Entity('audit_entry')
@Index('audit_entry_event', ['eventId', 'id'])
@Index('audit_entry_action', ['action', 'id'])
@Index('audit_entry_actor', ['actorId', 'id'])
@Index('audit_entry_subject', ['subjectId', 'id'])
export class AuditEntry {
  @Id() id!: string;
  @Time('at') at!: Date;
  @Text('actor_kind', 16) actorKind!: string;
  @Ref('actor_id', { nullable: true }) actorId!: string | null;
  @Text('actor_name', 160, { nullable: true }) actorName!: string | null;
  @Text('action', 60) action!: string;
  @Text('subject_kind', 40) subjectKind!: string;
  @Text('subject_id', 64) subjectId!: string;
  @Ref('event_id', { nullable: true }) eventId!: string | null;
  @Text('correlation_id', 64, { nullable: true }) correlationId!: string | null;
  @Json('payload') payload!: Record<string, unknown>;
}
