import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/index.js';
import { schema } from '../../src/schema.js';
import { openTestDatabase, type TestDatabase } from '../databases.js';

describe('migrations', () => {
  let db: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    db = await openTestDatabase('migrations');
    await db.drop();
    source = await new DataSource(dataSourceOptions(db.config(), schema)).initialize();
  });
  afterAll(() => source.destroy());

  const pending = () => source.showMigrations();
  const drift = async () => (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);

  it('goes up, and the tables are then what the entities say', async () => {
    await source.runMigrations({ transaction: 'each' });
    expect(await pending()).toBe(false);
    expect(await drift()).toEqual([]);
    expect((await db.tables()).sort()).toEqual(source.entityMetadatas.map(({ tableName }) => tableName).sort());
  }, 60_000);

  it('goes all the way down, leaving nothing, and up again', async () => {
    for (let left = schema.migrations.length; left > 0; left--) await source.undoLastMigration({ transaction: 'each' });
    expect(await db.tables()).toEqual([]);
    await source.runMigrations({ transaction: 'each' });
    expect(await drift()).toEqual([]);
  }, 60_000);

  it('states both rules of every foreign key, and names it', () => {
    for (const { foreignKeys, tableName } of source.entityMetadatas) {
      for (const key of foreignKeys) {
        const where = `${tableName}.${key.columnNames.join()}`;
        expect({ where, onDelete: key.onDelete, onUpdate: key.onUpdate, named: Boolean(key.givenName) }).toEqual({
          where,
          onDelete: expect.any(String),
          onUpdate: expect.any(String),
          named: true,
        });
      }
    }
  });
});
