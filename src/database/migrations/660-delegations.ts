import type { QueryRunner } from 'typeorm';
import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

/** Desks at which units enter whom they send, and by which of them a registration came. */
export class Delegations1700000000660 extends CreateTables {
  override async up(runner: QueryRunner): Promise<void> {
    await super.up(runner);
    await runner.query('ALTER TABLE registration ADD COLUMN delegation_id varchar(36) NULL');
    await runner.query('CREATE INDEX registration_delegation ON registration (delegation_id)');
  }

  override async down(runner: QueryRunner): Promise<void> {
    const sqlite = runner.connection.options.type === 'better-sqlite3';
    await runner.query(`DROP INDEX registration_delegation${sqlite ? '' : ' ON registration'}`);
    await runner.query('ALTER TABLE registration DROP COLUMN delegation_id');
    await super.down(runner);
  }

  tables(c: Columns): TableSpec[] {
    const kept = { onDelete: 'RESTRICT', onUpdate: 'CASCADE' } as const;
    return [
      {
        name: 'delegation',
        columns: [
          c.id(),
          c.ref('event_id'),
          c.ref('unit_id'),
          c.text('contact_name', 160),
          c.text('contact_email', 254),
          c.text('locale', 2),
          c.int('epoch'),
          c.time('expires_at'),
          c.time('revoked_at', { nullable: true }),
          c.time('created_at'),
        ],
        indices: [
          { name: 'delegation_event', columns: ['event_id', 'id'] },
          { name: 'delegation_unit', columns: ['unit_id'] },
        ],
        foreignKeys: [
          { name: 'fk_delegation_event', column: 'event_id', references: 'event', ...kept },
          { name: 'fk_delegation_unit', column: 'unit_id', references: 'unit', ...kept },
        ],
      },
    ];
  }
}
