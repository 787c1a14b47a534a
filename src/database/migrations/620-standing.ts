import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Priority in the waiting list, seats that are held until a moment, and when the address was proven. */
export class Standing1700000000620 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const sqlite = runner.connection.options.type === 'better-sqlite3';
    await runner.query(`ALTER TABLE registration ADD COLUMN priority ${sqlite ? 'integer' : 'int'} NOT NULL DEFAULT 0`);
    await runner.query(`ALTER TABLE registration ADD COLUMN hold_until datetime(3) NULL`);
    await runner.query(`ALTER TABLE registration ADD COLUMN proved_at datetime(3) NULL`);
    await runner.query(`DROP INDEX registration_status${sqlite ? '' : ' ON registration'}`);
    await runner.query('CREATE INDEX registration_status ON registration (event_id, status, priority, arrival_no)');
  }

  async down(runner: QueryRunner): Promise<void> {
    const on = runner.connection.options.type === 'better-sqlite3' ? '' : ' ON registration';
    await runner.query(`DROP INDEX registration_status${on}`);
    await runner.query('CREATE INDEX registration_status ON registration (event_id, status, arrival_no)');
    for (const column of ['proved_at', 'hold_until', 'priority']) {
      await runner.query(`ALTER TABLE registration DROP COLUMN ${column}`);
    }
  }
}
