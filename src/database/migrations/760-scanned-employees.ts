import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a phone let in by his NIP though he is not registered. */
export class ScannedEmployees1700000000760 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scan ADD COLUMN employee_id varchar(36) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scan DROP COLUMN employee_id');
  }
}
