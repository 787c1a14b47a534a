import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

/** What phones at the door are sent of each ticket, sealed. */
export class Roster1700000000715 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'roster',
        columns: [c.ref('event_id', { primary: true }), c.int('change_seq')],
        foreignKeys: [
          {
            name: 'roster_of_event',
            column: 'event_id',
            references: 'event',
            onDelete: 'CASCADE',
            onUpdate: 'RESTRICT',
          },
        ],
      },
      {
        name: 'roster_entry',
        columns: [
          c.text('box_id', 32, { primary: true }),
          c.ref('event_id'),
          c.ref('registration_id'),
          c.int('key_id'),
          c.int('epoch'),
          c.text('digest', 64),
          c.longText('box'),
          c.int('change_seq'),
        ],
        indices: [
          { name: 'roster_entry_change', columns: ['event_id', 'change_seq', 'box_id'] },
          { name: 'roster_entry_ticket', columns: ['registration_id', 'key_id', 'epoch'], unique: true },
        ],
        foreignKeys: [
          {
            name: 'roster_entry_of_event',
            column: 'event_id',
            references: 'event',
            onDelete: 'CASCADE',
            onUpdate: 'RESTRICT',
          },
          {
            name: 'roster_entry_of_registration',
            column: 'registration_id',
            references: 'registration',
            onDelete: 'CASCADE',
            onUpdate: 'RESTRICT',
          },
        ],
      },
    ];
  }
}
