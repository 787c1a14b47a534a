import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether somebody waits is asked at each registration: a count in the pool's row, instead of reading everybody in it. */
export class WaitingCount1700000000610 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const type = runner.connection.options.type === 'better-sqlite3' ? 'integer' : 'int';
    await runner.query(`ALTER TABLE seat_pool ADD COLUMN waiting ${type} NOT NULL DEFAULT 0`);
    await runner.query(`UPDATE seat_pool SET waiting = (
      SELECT COUNT(*) FROM registration r JOIN registration_pool rp ON rp.registration_id = r.id
      WHERE rp.pool_id = seat_pool.id AND r.status = 'waiting')`);
    const inner = `(SELECT event_id, SUM(waiting) AS waiting FROM seat_pool WHERE scope = 'inner' GROUP BY event_id)`;
    await runner.query(`UPDATE seat_pool SET waiting = waiting - COALESCE(
      (SELECT inner_pools.waiting FROM ${inner} inner_pools WHERE inner_pools.event_id = seat_pool.event_id), 0)
      WHERE scope = 'event'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE seat_pool DROP COLUMN waiting');
  }
}
