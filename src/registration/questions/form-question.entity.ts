import { Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { Bool, Id, Int, Json, Ref, Text, Time } from '../../database/columns.js';
import { Event } from '../../events/index.js';

export const questionKinds = ['text', 'long_text', 'choice', 'several', 'number', 'date', 'file', 'consent'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export interface QuestionOption {
  id: string;
  labelId: string;
  /** Null: as in Indonesian. */
  labelEn: string | null;
  /** Taken from the form after publication: old answers keep their words. */
  retired?: true;
}

/** Shown only to whoever chose one of these options of an earlier question. */
export interface QuestionCondition {
  questionId: string;
  optionIds: string[];
}

/** A question that an event asks beside what every registration asks. */
@Entity('form_question')
@Index('form_question_event', ['eventId', 'sort'])
export class FormQuestion {
  @Id() id!: string;
  @Ref('event_id') eventId!: string;
  @ManyToOne(() => Event, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_form_question_event' })
  event?: Event;
  @Int('sort') sort!: number;
  @Text('kind', 12) kind!: QuestionKind;
  @Text('label_id', 500) labelId!: string;
  @Text('label_en', 500, { nullable: true }) labelEn!: string | null;
  @Text('hint_id', 500, { nullable: true }) hintId!: string | null;
  @Text('hint_en', 500, { nullable: true }) hintEn!: string | null;
  @Bool('required') required!: boolean;
  /** Empty but for the kinds `choice` and `several`. */
  @Json('options') options!: QuestionOption[];
  @Json('shown_when', { nullable: true }) condition!: QuestionCondition | null;
  /** No longer asked. Once the event is published a question is never deleted, so no answer loses its question. */
  @Time('retired_at', { nullable: true }) retiredAt!: Date | null;
}
