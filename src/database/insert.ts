import type { EntityManager } from 'typeorm';

const ROWS_PER_STATEMENT = 300;

/** Multi-row INSERTs. TypeORM reads nothing back: ids are made by the application. */
export async function insertRows<T extends object>(tx: EntityManager, entity: new () => T, rows: T[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await tx
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(rows.slice(from, from + ROWS_PER_STATEMENT))
      .updateEntity(false)
      .execute();
  }
}
