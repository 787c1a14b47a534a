import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A clock that stands at 1970 is wrong by more milliseconds than an integer of MariaDB holds. */
export class WrongClocks1700000000750 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await retype(runner, 'double');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('UPDATE scan SET skew_ms = 2147483647 WHERE skew_ms > 2147483647');
    await runner.query('UPDATE scan SET skew_ms = -2147483647 WHERE skew_ms < -2147483647');
    await retype(runner, isSqlite(runner) ? 'integer' : 'int');
  }
}

const isSqlite = (runner: QueryRunner): boolean => runner.connection.options.type === 'better-sqlite3';

async function retype(runner: QueryRunner, type: string): Promise<void> {
  if (!isSqlite(runner)) {
    await runner.query(`ALTER TABLE scan MODIFY skew_ms ${type} NOT NULL DEFAULT 0`);
    return;
  }
  await runner.query(`ALTER TABLE scan ADD COLUMN skew_ms_retyped ${type} NOT NULL DEFAULT 0`);
  await runner.query('UPDATE scan SET skew_ms_retyped = skew_ms');
  await runner.query('ALTER TABLE scan DROP COLUMN skew_ms');
  await runner.query('ALTER TABLE scan RENAME COLUMN skew_ms_retyped TO skew_ms');
}
