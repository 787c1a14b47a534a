import { type QueryRunner, TableColumn } from 'typeorm';
import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

const restrict = { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' } as const;

/** What an organiser says of a presence against the scans, and when whoever was never scanned out counts as gone. */
export class Corrections1700000000740 extends CreateTables {
  override async up(runner: QueryRunner): Promise<void> {
    await super.up(runner);
    await scanMayBeMissing(runner, true);
  }

  override async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM presence WHERE in_scan_id IS NULL');
    await scanMayBeMissing(runner, false);
    await super.down(runner);
  }

  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'presence_correction',
        columns: [
          c.id(),
          c.ref('registration_id'),
          c.ref('event_id'),
          c.text('slot', 48),
          c.text('kind', 10),
          c.time('in_at', { nullable: true }),
          c.time('out_at', { nullable: true }),
          c.text('reason', 500),
          c.ref('staff_id', { nullable: true }),
          c.time('at'),
        ],
        indices: [
          { name: 'presence_correction_person', columns: ['registration_id', 'slot', 'id'] },
          { name: 'presence_correction_slot', columns: ['event_id', 'slot', 'id'] },
        ],
        foreignKeys: [
          {
            name: 'presence_correction_of_registration',
            column: 'registration_id',
            references: 'registration',
            ...restrict,
          },
          { name: 'presence_correction_of_event', column: 'event_id', references: 'event', ...restrict },
        ],
      },
      {
        name: 'attendance_settings',
        columns: [c.ref('event_id', { primary: true }), c.text('gone_at', 5, { nullable: true })],
        foreignKeys: [
          {
            name: 'attendance_settings_of_event',
            column: 'event_id',
            references: 'event',
            onDelete: 'CASCADE',
            onUpdate: 'RESTRICT',
          },
        ],
      },
    ];
  }
}

async function scanMayBeMissing(runner: QueryRunner, isNullable: boolean): Promise<void> {
  if (runner.connection.options.type === 'better-sqlite3') {
    const column = { name: 'in_scan_id', type: 'varchar', length: '36' };
    await runner.changeColumn('presence', 'in_scan_id', new TableColumn({ ...column, isNullable }));
  } else {
    await runner.query(`ALTER TABLE presence MODIFY in_scan_id varchar(36) ${isNullable ? '' : 'NOT '}NULL`);
  }
}
