import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

export class JobsMailFiles1700000000200 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'job',
        columns: [
          c.id(),
          c.text('kind', 60),
          c.text('job_key', 160, { nullable: true }),
          c.json('payload'),
          c.text('state', 10),
          c.time('run_at'),
          c.int('attempts'),
          c.int('max_attempts'),
          c.time('lease_until', { nullable: true }),
          c.text('owner', 120, { nullable: true }),
          c.longText('last_error', { nullable: true }),
          c.time('created_at'),
          c.time('finished_at', { nullable: true }),
        ],
        indices: [
          { name: 'job_key', columns: ['job_key'], unique: true },
          { name: 'job_due', columns: ['state', 'kind', 'run_at'] },
        ],
      },
      {
        name: 'mail_message',
        columns: [
          c.id(),
          c.text('template', 40),
          c.ref('event_id', { nullable: true }),
          c.text('subject_kind', 20),
          c.ref('subject_id'),
          c.text('to_address', 254),
          c.text('to_name', 400),
          c.text('locale', 5),
          c.json('params'),
          c.text('state', 10),
          c.text('message_id', 300),
          c.int('attempts'),
          c.time('sending_since', { nullable: true }),
          c.bool('outcome_unknown'),
          c.time('held_at', { nullable: true }),
          c.text('fault', 20, { nullable: true }),
          c.longText('server_reply', { nullable: true }),
          c.longText('last_error', { nullable: true }),
          c.time('sent_at', { nullable: true }),
          c.time('created_at'),
        ],
        indices: [
          { name: 'mail_message_message_id', columns: ['message_id'], unique: true },
          { name: 'mail_message_state', columns: ['state', 'id'] },
          { name: 'mail_message_event', columns: ['event_id', 'state'] },
          { name: 'mail_message_subject', columns: ['subject_kind', 'subject_id'] },
        ],
      },
      {
        name: 'stored_file',
        columns: [
          { ...c.text('sha256', 64), isPrimary: true },
          c.int('size'),
          c.text('media_type', 100),
          c.time('created_at'),
        ],
      },
    ];
  }
}
