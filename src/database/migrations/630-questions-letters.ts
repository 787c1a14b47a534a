import type { QueryRunner } from 'typeorm';
import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

const cascade = { onDelete: 'CASCADE', onUpdate: 'CASCADE' } as const;
const stored = { references: 'stored_file', column2: 'sha256', onDelete: 'RESTRICT', onUpdate: 'RESTRICT' } as const;

/** What an event asks of its participants beside their data: questions of its own, and the letter of assignment. */
export class QuestionsLetters1700000000630 extends CreateTables {
  override async up(runner: QueryRunner): Promise<void> {
    await super.up(runner);
    await runner.query("ALTER TABLE event ADD COLUMN letter_rule varchar(10) NOT NULL DEFAULT 'none'");
    await runner.query('ALTER TABLE registration ADD COLUMN letter_reminded_at datetime(3) NULL');
  }

  override async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE registration DROP COLUMN letter_reminded_at');
    await runner.query('ALTER TABLE event DROP COLUMN letter_rule');
    await super.down(runner);
  }

  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'form_question',
        columns: [
          c.id(),
          c.ref('event_id'),
          c.int('sort'),
          c.text('kind', 12),
          c.text('label_id', 500),
          c.text('label_en', 500, { nullable: true }),
          c.text('hint_id', 500, { nullable: true }),
          c.text('hint_en', 500, { nullable: true }),
          c.bool('required'),
          c.json('options'),
          c.json('shown_when', { nullable: true }),
          c.time('retired_at', { nullable: true }),
        ],
        indices: [{ name: 'form_question_event', columns: ['event_id', 'sort'] }],
        foreignKeys: [{ name: 'fk_form_question_event', column: 'event_id', references: 'event', ...cascade }],
      },
      {
        name: 'answer',
        columns: [
          c.id(),
          c.ref('registration_id'),
          c.ref('question_id'),
          c.ref('option_id', { nullable: true }),
          c.longText('value', { nullable: true }),
          c.text('file_sha256', 64, { nullable: true }),
          c.text('file_name', 200, { nullable: true }),
          c.text('media_type', 100, { nullable: true }),
          c.time('answered_at'),
        ],
        indices: [
          { name: 'answer_registration', columns: ['registration_id', 'question_id'] },
          { name: 'answer_option', columns: ['question_id', 'option_id', 'registration_id'] },
          { name: 'answer_file', columns: ['file_sha256'] },
        ],
        foreignKeys: [
          { name: 'fk_answer_registration', column: 'registration_id', references: 'registration', ...cascade },
          {
            name: 'fk_answer_question',
            column: 'question_id',
            references: 'form_question',
            onDelete: 'RESTRICT',
            onUpdate: 'CASCADE',
          },
          { name: 'fk_answer_file', column: 'file_sha256', ...stored },
        ],
      },
      {
        name: 'letter',
        columns: [
          c.ref('registration_id', { primary: true }),
          c.text('number', 100),
          c.day('dated_on'),
          c.text('sha256', 64),
          c.text('file_name', 200),
          c.text('media_type', 100),
          c.time('uploaded_at'),
        ],
        indices: [{ name: 'letter_file', columns: ['sha256'] }],
        foreignKeys: [
          { name: 'fk_letter_registration', column: 'registration_id', references: 'registration', ...cascade },
          { name: 'fk_letter_file', column: 'sha256', ...stored },
        ],
      },
    ];
  }
}
