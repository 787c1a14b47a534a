import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

const cascade = { onDelete: 'CASCADE', onUpdate: 'CASCADE' } as const;
const restrict = { onDelete: 'RESTRICT', onUpdate: 'CASCADE' } as const;

/** Views that a person keeps of a list, and acts on many rows at once. */
export class ListHelpers1700000000645 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'saved_view',
        columns: [
          c.id(),
          c.ref('staff_account_id'),
          c.ref('event_id'),
          c.text('name', 60),
          c.text('query', 1000),
          c.time('created_at'),
        ],
        indices: [{ name: 'saved_view_owner', columns: ['event_id', 'staff_account_id', 'name'], unique: true }],
        foreignKeys: [
          { name: 'fk_saved_view_event', column: 'event_id', references: 'event', ...cascade },
          { name: 'fk_saved_view_account', column: 'staff_account_id', references: 'staff_account', ...cascade },
        ],
      },
      {
        name: 'bulk_run',
        columns: [
          c.id(),
          c.ref('event_id'),
          c.text('act', 10),
          c.text('reason', 500),
          c.json('actor'),
          c.int('total'),
          c.time('created_at'),
          c.time('finished_at', { nullable: true }),
          c.time('undone_at', { nullable: true }),
        ],
        indices: [{ name: 'bulk_run_event', columns: ['event_id', 'id'] }],
        foreignKeys: [{ name: 'fk_bulk_run_event', column: 'event_id', references: 'event', ...restrict }],
      },
      {
        name: 'bulk_item',
        columns: [
          c.ref('run_id', { primary: true }),
          c.ref('registration_id', { primary: true }),
          c.text('outcome', 40),
        ],
        indices: [{ name: 'bulk_item_outcome', columns: ['run_id', 'outcome', 'registration_id'] }],
        foreignKeys: [{ name: 'fk_bulk_item_run', column: 'run_id', references: 'bulk_run', ...cascade }],
      },
    ];
  }
}
