import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  countSql,
  fewCountsSql,
  hitsSql,
  type ListFilter,
  pageSql,
  sortings,
  type Sql,
} from '../../src/registration/list/list-sql.js';
import { answeredSo } from '../../src/registration/list/list-filters.js';
import { engine } from '../databases.js';
import { crowdUnit } from '../factories/crowd.js';
import type { MadeEvent } from '../factories/events.js';
import { TestApp } from '../support/app.js';
import { ask, crowdedEvent, keyOfRow, searching } from './crowded-event.js';

const PEOPLE = 6_000;

describe('list plans', () => {
  let app: TestApp;
  let event: MadeEvent;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
    event = await crowdedEvent(app, PEOPLE);
  }, 180_000);
  afterAll(() => app.close());

  /** Tables that are read from one end to the other, as the engine itself tells. */
  async function fullScans(sql: Sql): Promise<string[]> {
    const tables = ['r', 'w', 'a', 'registration'];
    if (engine === 'sqlite') {
      const plan = await ask(app, { ...sql, text: `EXPLAIN QUERY PLAN ${sql.text}` });
      const steps = plan.map(({ detail }) => String(detail));
      return steps.filter((step) =>
        tables.some((table) => step === `SCAN ${table}` || step.startsWith(`SCAN ${table} `)),
      );
    }
    const plan = await ask(app, { ...sql, text: `EXPLAIN ${sql.text}` });
    return plan.flatMap(({ table, type, key }) =>
      tables.includes(String(table)) && (type === 'ALL' || type === 'index')
        ? [`${String(table)} ${type} ${String(key)}`]
        : [],
    );
  }

  /** Whether it sorts rows by itself, instead of walking along an index that has them in order. */
  async function sorts(sql: Sql): Promise<boolean> {
    const plan = await ask(app, {
      ...sql,
      text: `EXPLAIN ${engine === 'sqlite' ? 'QUERY PLAN ' : ''}${sql.text}`,
    });
    // The last term only parts rows that have all else in common.
    return plan.some(({ detail, Extra }) => /B-TREE FOR (ORDER BY|LAST [2-9])|filesort/.test(String(detail ?? Extra)));
  }

  const filters: Record<string, ListFilter> = {
    nothing: {},
    status: { status: 'confirmed' },
    'a rare status': { status: 'declined' },
    kind: { kind: 'guest' },
    unit: { unitIds: [crowdUnit(3)] },
    units: { unitIds: Array.from({ length: 30 }, (_, n) => crowdUnit(n)) },
    mail: { mail: 'sent' },
    'a rare mail': { mail: 'bounced' },
    undelivered: { mail: 'undelivered' },
    present: { present: 'yes' },
    missing: { present: 'no' },
    'a day': { from: '2026-11-01 00:00:00.000', before: '2026-11-01 01:00:00.000' },
    'a day on': { from: '2026-11-01 01:00:00.000' },
    name: searching('rumengan'),
    names: searching('hengky rum'),
    letter: searching('a'),
    'name with titles': searching('Pnt. Hengky Rumengan, S.Th.'),
    nip: searching('197001'),
    phone: searching('0812 1000 1'),
    email: searching('peserta49'),
    domain: searching('@gawai'),
    code: searching('0000-00X1'),
    'unit by name': searching('dinas 3', [crowdUnit(3)]),
    'status, kind and mail': { status: 'confirmed', kind: 'guest', mail: 'failed' },
    'status, unit and missing': { status: 'waiting', present: 'no', unitIds: [crowdUnit(3)] },
    'search, kind and present': { ...searching('a'), kind: 'pns', present: 'yes' },
    'search and missing': { ...searching('a'), present: 'no' },
    'an answer': { more: [answeredSo('question:option')] },
    'an answer, kind and unit': { more: [answeredSo('question:any')], kind: 'guest', unitIds: [crowdUnit(3)] },
    'an answer on a day': { more: [answeredSo('question:any')], from: '2026-11-01 01:00:00.000' },
    'an answer and who is missing': { more: [answeredSo('question:any')], present: 'no' },
    'an answer and a search': { more: [answeredSo('question:any')], ...searching('a') },
    'no answer and status': { more: [answeredSo('question:none')], status: 'confirmed' },
    'day and status': { status: 'confirmed', from: '2026-11-01 01:00:00.000' },
  };

  describe.each(Object.keys(filters))('filtered by %s', (name) => {
    const filter = filters[name] ?? {};

    it('is counted along an index', async () => {
      for (const broadSearch of filter.search ? [true, false] : [false]) {
        expect(await fullScans(countSql(event.id, filter, broadSearch))).toEqual([]);
      }
      if (filter.search) expect(await fullScans(hitsSql(event.id, filter.search))).toEqual([]);
    });

    it.each(sortings)(
      'and sorted by %s it is read along an index, both as a broad and as a narrow filter',
      async (sort) => {
        const regions: ListFilter[] =
          sort === 'arrived' && !filter.present
            ? [
                { ...filter, present: 'yes' },
                { ...filter, present: 'no' },
              ]
            : [filter];
        for (const region of regions) {
          for (const [broad, broadSearch] of [
            [false, false],
            [true, false],
            [true, Boolean(filter.search)],
          ] as const) {
            const request = { columns: ['*'], sort, after: null, limit: 51, broad, broadSearch };
            const first = pageSql(event.id, region, request);
            expect(await fullScans(first)).toEqual([]);
            if (broad && broadSearch === Boolean(filter.search)) expect(await sorts(first)).toBe(false);
            const last = (await ask(app, first)).at(-1);
            if (!last) continue;
            const after = keyOfRow(last, sort, region);
            expect(await fullScans(pageSql(event.id, region, { ...request, after }))).toEqual([]);
          }
        }
      },
    );
  });

  it('counts the states of an event along an index', async () => {
    expect(await fullScans(fewCountsSql(event.id))).toEqual([]);
  });

  it('would tell of a full scan, and of a sort', async () => {
    const careless = "SELECT * FROM registration r WHERE r.name LIKE '%a%' ORDER BY r.position";
    expect(await fullScans({ text: careless, values: [] })).toHaveLength(1);
    expect(await sorts({ text: careless, values: [] })).toBe(true);
  });
});
