import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

const restrict = { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' } as const;

export class Attendance1700000000700 extends CreateTables {
  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'gate',
        columns: [c.id(), c.ref('event_id'), c.text('name', 80), c.text('name_key', 80), c.int('sort')],
        indices: [{ name: 'gate_event_name', columns: ['event_id', 'name_key'], unique: true }],
        foreignKeys: [{ name: 'gate_of_event', column: 'event_id', references: 'event', ...restrict }],
      },
      {
        name: 'scan',
        columns: [
          c.id(),
          c.ref('event_id'),
          c.ref('gate_id', { nullable: true }),
          c.ref('registration_id', { nullable: true }),
          c.text('slot', 48),
          c.text('direction', 3),
          c.text('method', 16),
          c.text('verdict', 24),
          c.time('scanned_at'),
          c.time('received_at'),
          c.ref('staff_id', { nullable: true }),
          c.text('device_label', 60, { nullable: true }),
        ],
        indices: [
          { name: 'scan_received', columns: ['event_id', 'received_at'] },
          { name: 'scan_verdict', columns: ['event_id', 'verdict', 'received_at'] },
          { name: 'scan_registration', columns: ['registration_id', 'received_at'] },
        ],
        foreignKeys: [
          { name: 'scan_of_event', column: 'event_id', references: 'event', ...restrict },
          { name: 'scan_at_gate', column: 'gate_id', references: 'gate', ...restrict },
          { name: 'scan_of_registration', column: 'registration_id', references: 'registration', ...restrict },
        ],
      },
      {
        name: 'presence',
        columns: [
          c.id(),
          c.ref('registration_id'),
          c.ref('event_id'),
          c.text('slot', 48),
          c.int('entry_no'),
          c.time('in_at'),
          c.time('out_at', { nullable: true }),
          c.ref('gate_id', { nullable: true }),
          c.ref('in_scan_id'),
          c.ref('out_scan_id', { nullable: true }),
        ],
        indices: [
          { name: 'presence_entry', columns: ['registration_id', 'slot', 'entry_no'], unique: true },
          { name: 'presence_slot', columns: ['event_id', 'slot', 'entry_no', 'in_at'] },
        ],
        foreignKeys: [
          { name: 'presence_of_registration', column: 'registration_id', references: 'registration', ...restrict },
          { name: 'presence_of_event', column: 'event_id', references: 'event', ...restrict },
          { name: 'presence_at_gate', column: 'gate_id', references: 'gate', ...restrict },
          { name: 'presence_in_scan', column: 'in_scan_id', references: 'scan', ...restrict },
          { name: 'presence_out_scan', column: 'out_scan_id', references: 'scan', ...restrict },
        ],
      },
    ];
  }
}
