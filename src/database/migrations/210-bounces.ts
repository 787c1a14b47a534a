import type { QueryRunner } from 'typeorm';
import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

/** Which returned mail was read last about a mail, and how the mailbox of returned mails stands. */
export class Bounces1700000000210 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'bounce_mailbox',
        columns: [
          c.id(),
          c.text('name', 500),
          c.time('read_at', { nullable: true }),
          c.text('fault', 20, { nullable: true }),
          c.time('fault_since', { nullable: true }),
        ],
        indices: [{ name: 'bounce_mailbox_name', columns: ['name'], unique: true }],
      },
    ];
  }

  override async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mail_message ADD COLUMN last_report varchar(64) NULL');
    await super.up(runner);
  }

  override async down(runner: QueryRunner): Promise<void> {
    await super.down(runner);
    await runner.query('ALTER TABLE mail_message DROP COLUMN last_report');
  }
}
