import type { EntityManager } from 'typeorm';

const ROWS_PER_STATEMENT = 300;

/**
 * Multi-row INSERTs, written by hand from the entity's columns: the query builder costs a fifth of the throughput when
 * many register at once. Nothing is read back: ids are made by the application. What no row has keeps its default.
 */
export async function insertRows<T extends object>(tx: EntityManager, entity: new () => T, rows: T[]): Promise<void> {
  const { driver } = tx.connection;
  const { columns, tableName } = tx.connection.getMetadata(entity);
  const written = columns.filter((column) => rows.some((row) => column.getEntityValue(row) !== undefined));
  const names = written.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
  const places = `(${written.map(() => '?').join(', ')})`;
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const some = rows.slice(from, from + ROWS_PER_STATEMENT);
    const values = some.flatMap((row) =>
      written.map((column): unknown => driver.preparePersistentValue(column.getEntityValue(row, true), column) ?? null),
    );
    await tx.query(
      `INSERT INTO ${driver.escape(tableName)} (${names}) VALUES ${some.map(() => places).join(', ')}`,
      values,
    );
  }
}
