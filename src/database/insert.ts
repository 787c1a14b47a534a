import { type EntityManager, QueryFailedError } from 'typeorm';

const ROWS_PER_STATEMENT = 300;

/** What we need of better-sqlite3, which is an optional dependency. */
interface SqliteHandle {
  prepare(sql: string): SqliteStatement;
}
interface SqliteStatement {
  run(...values: unknown[]): unknown;
}

/**
 * Multi-row INSERTs, written by hand from the entity's columns: the query builder costs a fifth of the throughput when
 * many register at once. Nothing is read back: ids are made by the application. What no row has keeps its default.
 *
 * @param knownBy a unique column: a row whose value in it exists already is left out
 */
export async function insertRows<T extends object>(
  tx: EntityManager,
  entity: new () => T,
  rows: T[],
  knownBy?: string,
): Promise<void> {
  if (rows.length === 0) return;
  const { driver } = tx.connection;
  const { columns, tableName } = tx.connection.getMetadata(entity);
  const valueOf = (row: T, name: string): unknown => row[name as keyof T];
  const written = columns.filter(({ propertyName }) => rows.some((row) => valueOf(row, propertyName) !== undefined));
  const names = written.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
  const places = `(${written.map(() => '?').join(', ')})`;
  const into = `INSERT INTO ${driver.escape(tableName)} (${names}) VALUES `;
  const stored = (row: T): unknown[] =>
    written.map((column): unknown => driver.preparePersistentValue(valueOf(row, column.propertyName), column) ?? null);
  if (driver.options.type === 'better-sqlite3') {
    const unlessKnown = knownBy ? ` ON CONFLICT (${knownBy}) DO NOTHING` : '';
    const { databaseConnection } = driver as unknown as { databaseConnection: SqliteHandle };
    const statement = prepared(databaseConnection, into + places + unlessKnown);
    for (const row of rows) {
      const values = stored(row);
      try {
        statement.run(...values);
      } catch (error) {
        throw new QueryFailedError(into + places, values, error as Error);
      }
    }
    return;
  }
  const unlessKnown = knownBy ? ` ON DUPLICATE KEY UPDATE ${knownBy} = ${knownBy}` : '';
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const some = rows.slice(from, from + ROWS_PER_STATEMENT);
    await tx.query(into + some.map(() => places).join(', ') + unlessKnown, some.flatMap(stored));
  }
}

const statements = new WeakMap<SqliteHandle, Map<string, SqliteStatement>>();

/** SQLite is called in process: one row a time by a statement that is kept costs less than to read a new one for so many rows. */
function prepared(database: SqliteHandle, sql: string): SqliteStatement {
  const known = statements.get(database) ?? new Map<string, SqliteStatement>();
  statements.set(database, known);
  const statement = known.get(sql) ?? database.prepare(sql);
  known.set(sql, statement);
  return statement;
}
