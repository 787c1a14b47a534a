import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

export class Imports1700000000420 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'import_batch',
        columns: [
          c.id(),
          c.text('kind', 20),
          c.ref('event_id', { nullable: true }),
          c.text('file_name', 200),
          c.text('state', 10),
          c.json('fields'),
          c.int('to_do'),
          c.text('created_by', 160),
          c.time('created_at'),
          c.time('ended_at', { nullable: true }),
        ],
        indices: [{ name: 'import_batch_scope', columns: ['kind', 'event_id', 'id'] }],
      },
      {
        name: 'import_row',
        columns: [
          c.id(),
          c.ref('batch_id'),
          c.int('line'),
          c.json('cells'),
          c.text('outcome', 8),
          c.text('state', 8),
          c.json('reasons'),
          c.json('warnings'),
          c.json('changes'),
          c.json('trace', { nullable: true }),
        ],
        indices: [
          { name: 'import_row_line', columns: ['batch_id', 'line'], unique: true },
          { name: 'import_row_outcome', columns: ['batch_id', 'outcome', 'line'] },
          { name: 'import_row_state', columns: ['batch_id', 'state', 'line'] },
        ],
        foreignKeys: [
          {
            name: 'import_row_batch_fk',
            column: 'batch_id',
            references: 'import_batch',
            onDelete: 'CASCADE',
            onUpdate: 'CASCADE',
          },
        ],
      },
    ];
  }
}
