import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, LongText, Ref, Text, Time } from '../../database/columns.js';
import { StoredFile } from '../../files/stored-file.entity.js';
import { Registration } from '../registration.entity.js';
import { FormQuestion } from './form-question.entity.js';

/** The option under which an agreed consent is found. */
export const AGREED = 'agreed';

/** What one person answered; a row for each option that he chose, so that a filter is one look into an index. */
@Entity('answer')
@Index('answer_registration', ['registrationId', 'questionId'])
@Index('answer_option', ['questionId', 'optionId', 'registrationId'])
@Index('answer_file', ['fileSha256'])
export class Answer {
  @Id() id!: string;
  @Ref('registration_id') registrationId!: string;
  @ManyToOne(() => Registration, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'registration_id', foreignKeyConstraintName: 'fk_answer_registration' })
  registration?: Relation<Registration>;
  @Ref('question_id') questionId!: string;
  @ManyToOne(() => FormQuestion, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'question_id', foreignKeyConstraintName: 'fk_answer_question' })
  question?: FormQuestion;
  @Ref('option_id', { nullable: true }) optionId!: string | null;
  /** A text, a number with a decimal point, a day; of a consent the very words that were agreed to (UU 27/2022 art. 24). */
  @LongText('value', { nullable: true }) value!: string | null;
  @Text('file_sha256', 64, { nullable: true }) fileSha256!: string | null;
  @ManyToOne(() => StoredFile, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({
    name: 'file_sha256',
    referencedColumnName: 'sha256',
    foreignKeyConstraintName: 'fk_answer_file',
  })
  file?: Relation<StoredFile>;
  @Text('file_name', 200, { nullable: true }) fileName!: string | null;
  @Text('media_type', 100, { nullable: true }) mediaType!: string | null;
  @Time('answered_at') answeredAt!: Date;
}
