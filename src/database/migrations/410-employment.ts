import { type MigrationInterface, type QueryRunner, Table, TableForeignKey, TableIndex } from 'typeorm';
import { Columns } from '../migration-kit.js';

/** History of unit, position and rank; contacts of employees; units that have become part of another. */
export class Employment1700000000410 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const c = new Columns(runner.connection.options.type === 'better-sqlite3');
    const text = "varchar(20) NOT NULL DEFAULT ''";
    await runner.query(`ALTER TABLE employee ADD COLUMN phone ${text}`);
    await runner.query("ALTER TABLE employee ADD COLUMN email varchar(254) NOT NULL DEFAULT ''");
    await runner.query('ALTER TABLE unit ADD COLUMN merged_into_id varchar(36) NULL');
    const key = (column: string, references: string, onDelete: 'CASCADE' | 'RESTRICT') =>
      new TableForeignKey({
        name: `employment_${references}_fk`,
        columnNames: [column],
        referencedTableName: references,
        referencedColumnNames: ['id'],
        onDelete,
        onUpdate: 'CASCADE',
      });
    await runner.createTable(
      new Table({
        name: 'employment',
        columns: [
          c.id(),
          c.ref('employee_id'),
          c.ref('unit_id'),
          c.text('position', 200),
          c.text('rank', 40),
          c.day('valid_from', { nullable: true }),
          c.day('valid_to', { nullable: true }),
        ],
        indices: [
          new TableIndex({ name: 'employment_employee', columnNames: ['employee_id', 'valid_from'] }),
          new TableIndex({ name: 'employment_unit', columnNames: ['unit_id'] }),
        ],
        foreignKeys: [key('employee_id', 'employee', 'CASCADE'), key('unit_id', 'unit', 'RESTRICT')],
      }),
    );
    // The first row of everybody may carry his own id: nothing else in this table does.
    const columns = 'unit_id, position, `rank`';
    await runner.query(
      `INSERT INTO employment (id, employee_id, ${columns}, valid_from, valid_to)
       SELECT id, id, ${columns}, NULL, NULL FROM employee`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('employment');
    await runner.query('ALTER TABLE unit DROP COLUMN merged_into_id');
    await runner.query('ALTER TABLE employee DROP COLUMN email');
    await runner.query('ALTER TABLE employee DROP COLUMN phone');
  }
}
