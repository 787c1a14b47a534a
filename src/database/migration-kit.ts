import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  TableForeignKey,
  TableIndex,
  type TableColumnOptions,
} from 'typeorm';

type Extra = { nullable?: boolean; primary?: boolean; default?: string | number };

/** Columns as the migrations write them; the same names as the decorators in `columns.ts`. */
export class Columns {
  constructor(private readonly sqlite: boolean) {}
  id = (name = 'id') => this.column(name, { type: 'varchar', length: '36' }, { primary: true });
  ref = (name: string, extra: Extra = {}) => this.column(name, { type: 'varchar', length: '36' }, extra);
  text = (name: string, length: number, extra: Extra = {}) =>
    this.column(name, { type: 'varchar', length: String(length) }, extra);
  longText = (name: string, extra: Extra = {}) => this.column(name, { type: 'text' }, extra);
  json = (name: string, extra: Extra = {}) => this.column(name, { type: 'text' }, extra);
  int = (name: string, extra: Extra = {}) => this.column(name, { type: this.sqlite ? 'integer' : 'int' }, extra);
  decimal = (name: string, extra: Extra = {}) => this.column(name, { type: 'double' }, extra);
  bool = (name: string, extra: Extra = {}) =>
    this.column(name, this.sqlite ? { type: 'boolean' } : { type: 'tinyint' }, extra);
  time = (name: string, extra: Extra = {}) => this.column(name, { type: 'datetime', precision: 3 }, extra);
  day = (name: string, extra: Extra = {}) => this.column(name, { type: 'varchar', length: '10' }, extra);

  private column(name: string, type: Partial<TableColumnOptions> & { type: string }, extra: Extra): TableColumnOptions {
    return { name, ...type, isPrimary: extra.primary, isNullable: extra.nullable, default: extra.default };
  }
}

type Rule = 'CASCADE' | 'RESTRICT' | 'SET NULL' | 'NO ACTION';

export interface TableSpec {
  name: string;
  columns: TableColumnOptions[];
  /** Named as in the entity's `@Index(name, …)`. */
  indices?: { name: string; columns: string[]; unique?: boolean }[];
  /** Named as in the entity's `@JoinColumn({ foreignKeyConstraintName })`; both rules stated, else MariaDB drifts. */
  foreignKeys?: {
    name: string;
    column: string;
    references: string;
    column2?: string;
    onDelete: Rule;
    onUpdate: Rule;
  }[];
}

/** A migration that creates the tables of one capability, and drops them in reverse order. */
export abstract class CreateTables implements MigrationInterface {
  abstract tables(c: Columns): TableSpec[];

  async up(runner: QueryRunner): Promise<void> {
    for (const spec of this.specs(runner)) {
      const table = new Table({
        name: spec.name,
        columns: spec.columns,
        indices: (spec.indices ?? []).map(
          (index) => new TableIndex({ name: index.name, columnNames: index.columns, isUnique: index.unique ?? false }),
        ),
        foreignKeys: (spec.foreignKeys ?? []).map(
          (key) =>
            new TableForeignKey({
              name: key.name,
              columnNames: [key.column],
              referencedTableName: key.references,
              referencedColumnNames: [key.column2 ?? 'id'],
              onDelete: key.onDelete,
              onUpdate: key.onUpdate,
            }),
        ),
      });
      await runner.createTable(table);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const spec of this.specs(runner).reverse()) await runner.dropTable(spec.name);
  }

  private specs(runner: QueryRunner): TableSpec[] {
    return this.tables(new Columns(runner.connection.options.type === 'better-sqlite3'));
  }
}
