import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ticket keys whose tickets are no longer believed. */
export class KeyWithdrawal1700000000310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE signing_key ADD COLUMN withdrawn_at datetime(3) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE signing_key DROP COLUMN withdrawn_at');
  }
}
