import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

export class Audit1700000000100 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'audit_entry',
        columns: [
          c.id(),
          c.time('at'),
          c.text('actor_kind', 16),
          c.ref('actor_id', { nullable: true }),
          c.text('actor_name', 160, { nullable: true }),
          c.text('action', 60),
          c.text('subject_kind', 40),
          c.text('subject_id', 64),
          c.ref('event_id', { nullable: true }),
          c.text('correlation_id', 64, { nullable: true }),
          c.json('payload'),
        ],
        indices: [
          { name: 'audit_entry_event', columns: ['event_id', 'id'] },
          { name: 'audit_entry_action', columns: ['action', 'id'] },
          { name: 'audit_entry_actor', columns: ['actor_id', 'id'] },
          { name: 'audit_entry_subject', columns: ['subject_id', 'id'] },
        ],
      },
    ];
  }
}
