import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Arrival before priority, which hardly anybody has: the list walks along the states in the order of arrival, and the
 * places in the waiting list are counted without a look at the rows.
 */
export class StatusOrder1700000000665 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return replaceIndex(runner, 'event_id, status, arrival_no, id, priority');
  }

  down(runner: QueryRunner): Promise<void> {
    return replaceIndex(runner, 'event_id, status, priority, arrival_no');
  }
}

async function replaceIndex(runner: QueryRunner, columns: string): Promise<void> {
  const on = runner.connection.options.type === 'better-sqlite3' ? '' : ' ON registration';
  await runner.query(`DROP INDEX registration_status${on}`);
  await runner.query(`CREATE INDEX registration_status ON registration (${columns})`);
}
