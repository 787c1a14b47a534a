import type { QueryRunner } from 'typeorm';
import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

const restrict = { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' } as const;

/** Scans that a phone judged without network, by its own clock; what became of each; and the rulings on them. */
export class DoorTimes1700000000710 extends CreateTables {
  override async up(runner: QueryRunner): Promise<void> {
    const int = runner.connection.options.type === 'better-sqlite3' ? 'integer' : 'int';
    await runner.query(`ALTER TABLE scan ADD COLUMN skew_ms ${int} NOT NULL DEFAULT 0`);
    await runner.query('ALTER TABLE scan ADD COLUMN shown varchar(24) NULL');
    await runner.query("ALTER TABLE scan ADD COLUMN standing varchar(10) NOT NULL DEFAULT 'refused'");
    await runner.query('ALTER TABLE scan ADD COLUMN conflict varchar(24) NULL');
    await runner.query("UPDATE scan SET standing = 'counted' WHERE verdict = 'accepted'");
    await runner.query("UPDATE scan SET standing = 'repeat' WHERE verdict = 'already_in'");
    await runner.query('CREATE INDEX scan_conflict ON scan (event_id, conflict, received_at)');
    await super.up(runner);
  }

  override async down(runner: QueryRunner): Promise<void> {
    await super.down(runner);
    const on = runner.connection.options.type === 'better-sqlite3' ? '' : ' ON scan';
    await runner.query(`DROP INDEX scan_conflict${on}`);
    for (const column of ['conflict', 'standing', 'shown', 'skew_ms']) {
      await runner.query(`ALTER TABLE scan DROP COLUMN ${column}`);
    }
  }

  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'ruling',
        columns: [
          c.id(),
          c.ref('scan_id'),
          c.ref('event_id'),
          c.text('decision', 8),
          c.text('reason', 500),
          c.ref('staff_id', { nullable: true }),
          c.time('at'),
        ],
        indices: [
          { name: 'ruling_scan', columns: ['scan_id', 'id'] },
          { name: 'ruling_event', columns: ['event_id', 'id'] },
        ],
        foreignKeys: [
          { name: 'ruling_of_scan', column: 'scan_id', references: 'scan', ...restrict },
          { name: 'ruling_of_event', column: 'event_id', references: 'event', ...restrict },
        ],
      },
    ];
  }
}
