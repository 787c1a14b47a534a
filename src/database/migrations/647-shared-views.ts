import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Views of a list that everybody who works on the event sees. */
export class SharedViews1700000000647 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE saved_view ADD COLUMN shared_name varchar(60) NULL');
    await runner.query('CREATE UNIQUE INDEX saved_view_shared ON saved_view (event_id, shared_name)');
  }

  async down(runner: QueryRunner): Promise<void> {
    const on = runner.connection.options.type === 'better-sqlite3' ? '' : ' ON saved_view';
    await runner.query(`DROP INDEX saved_view_shared${on}`);
    await runner.query('ALTER TABLE saved_view DROP COLUMN shared_name');
  }
}
