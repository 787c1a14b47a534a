import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Not } from 'typeorm';
import { Database, oneOf } from '../../src/database/index.js';
import { Unit } from '../../src/directory/index.js';
import { TestApp } from '../support/app.js';

describe('one of a list', () => {
  let app: TestApp;
  const values = Array.from({ length: 600 }, (_, n) => `u${n}`);

  beforeAll(async () => {
    app = await TestApp.start();
    const units = [1, 2, 3].map((n) => `('u${n}', 'u${n}', 'x', 'x${n}', NULL, 0, 1)`).join(', ');
    await app.db.query(`INSERT INTO unit (id, code, name, name_key, parent_id, sort, active) VALUES ${units}`);
  });
  afterAll(() => app.close());

  const found = async (where: object) =>
    app.get(Database).read(async (m) => (await m.find(Unit, { where, order: { id: 'ASC' } })).map(({ id }) => id));

  it('finds what is in it, however long it is', async () => {
    expect(await found({ id: oneOf(values) })).toEqual(['u1', 'u2', 'u3']);
    expect(await found({ id: oneOf(['u2']) })).toEqual(['u2']);
  });

  it('finds nothing in an empty one', async () => {
    expect(await found({ id: oneOf([]) })).toEqual([]);
  });

  it('keeps two of one query apart, and can be turned round', async () => {
    expect(await found({ id: oneOf(['u1', 'u2']), nameKey: oneOf(['x2', 'x3']) })).toEqual(['u2']);
    expect(await found({ id: Not(oneOf(['u1', 'u2'])), code: oneOf(values) })).toEqual(['u3']);
  });
});
