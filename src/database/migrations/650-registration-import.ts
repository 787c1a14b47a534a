import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which import a registration came in with. */
export class RegistrationImport1700000000650 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE registration ADD COLUMN import_batch_id varchar(36) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE registration DROP COLUMN import_batch_id');
  }
}
