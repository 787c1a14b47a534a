import type { QueryRunner } from 'typeorm';
import { type Columns, CreateTables, type TableSpec } from '../migration-kit.js';

const restrict = { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' } as const;

/** Phones that are paired for the doors of an event, and what they scanned. */
export class Devices1700000000730 extends CreateTables {
  override async up(runner: QueryRunner): Promise<void> {
    const bool = runner.connection.options.type === 'better-sqlite3' ? 'boolean' : 'tinyint';
    await super.up(runner);
    await runner.query('ALTER TABLE scan ADD COLUMN device_id varchar(36) NULL');
    await runner.query(`ALTER TABLE scan ADD COLUMN barred ${bool} NOT NULL DEFAULT 0`);
  }

  override async down(runner: QueryRunner): Promise<void> {
    for (const column of ['barred', 'device_id']) await runner.query(`ALTER TABLE scan DROP COLUMN ${column}`);
    await super.down(runner);
  }

  tables(c: Columns): TableSpec[] {
    return [
      {
        name: 'device',
        columns: [
          c.id(),
          c.text('name', 60),
          c.text('role', 12),
          c.text('token_hash', 64, { nullable: true }),
          c.text('code_hash', 64, { nullable: true }),
          c.time('code_expires_at', { nullable: true }),
          c.ref('created_by', { nullable: true }),
          c.time('created_at'),
          c.time('paired_at', { nullable: true }),
          c.time('expires_at'),
          c.time('revoked_at', { nullable: true }),
          c.time('last_seen_at', { nullable: true }),
          c.int('queue_length', { nullable: true }),
          c.text('app_version', 40, { nullable: true }),
          c.bool('storage_low'),
        ],
        indices: [
          { name: 'device_token', columns: ['token_hash'], unique: true },
          { name: 'device_code', columns: ['code_hash'], unique: true },
        ],
      },
      {
        name: 'device_scope',
        columns: [c.id(), c.ref('device_id'), c.ref('event_id'), c.ref('gate_id', { nullable: true })],
        indices: [
          { name: 'device_scope_once', columns: ['device_id', 'event_id', 'gate_id'], unique: true },
          { name: 'device_scope_event', columns: ['event_id', 'device_id'] },
        ],
        foreignKeys: [
          { name: 'device_scope_of_device', column: 'device_id', references: 'device', ...restrict },
          { name: 'device_scope_of_event', column: 'event_id', references: 'event', ...restrict },
          { name: 'device_scope_of_gate', column: 'gate_id', references: 'gate', ...restrict },
        ],
      },
    ];
  }
}
