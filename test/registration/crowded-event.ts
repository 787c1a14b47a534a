import type { Key, ListFilter, Sql } from '../../src/registration/list/list-sql.js';
import { forEngine, keyOf } from '../../src/registration/list/list-sql.js';
import { readSearch } from '../../src/registration/list/search-words.js';
import { writeCrowd } from '../factories/crowd.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import type { TestApp } from '../support/app.js';

/** An event with so many people in its list, and another one beside it, so that an event is not the whole table. */
export async function crowdedEvent(app: TestApp, people: number): Promise<MadeEvent> {
  const beside = await makeEvent(app, { capacity: 20_000 });
  const event = await makeEvent(app, { capacity: 20_000 });
  const db = { run: (sql: string, values: unknown[]) => app.db.query(sql, values) };
  await writeCrowd(db, { id: event.id, poolId: event.pools[0]!.id }, { to: people });
  await writeCrowd(db, { id: beside.id, poolId: beside.pools[0]!.id }, { from: people, to: people + people / 2 });
  for (const table of ['registration', 'registration_word']) {
    await app.db.query(app.db.engine === 'sqlite' ? `ANALYZE ${table}` : `ANALYZE TABLE ${table}`);
  }
  return event;
}

export const searching = (text: string, unitIds: string[] = []): ListFilter => ({
  search: { ...readSearch(text), unitIds },
});

export function ask(app: TestApp, sql: Sql): Promise<Record<string, unknown>[]> {
  const { text, values } = forEngine(sql, app.db.engine);
  return app.db.query(text, values);
}

/** As the next page would be asked for. */
export const keyOfRow = (row: Record<string, unknown>, ...sorting: Parameters<typeof keyOf>): Key =>
  keyOf(...sorting).map(({ column }) => (row[column] ?? '') as string | number);
