import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Database } from '../../src/database/index.js';
import { TestApp } from '../support/app.js';
import { filledLedger, type Ledger, type RecordPlan } from './filled-ledger.js';

const PEOPLE = 5000;
const RECORDS = 2500;

interface Summary {
  year: number;
  years: number[];
  target: number;
  employees: number;
  reached: number;
  percent: number;
  toCheck: number;
  records: number;
  units: {
    unitId: string;
    unit: string;
    employees: number;
    reached: number;
    from10: number;
    from1: number;
    none: number;
  }[];
  months: { month: number; percent: number | null; lastYearPercent: number }[];
}

interface Hours {
  rows: { employeeId: string; nip: string; printedName: string; unit: string; jp: number }[];
  next: string | null;
}

const plan = (index: number): RecordPlan => ({
  employee: index % 11 === 0 ? null : (index * 37) % 700,
  jp: [4, 6, 8, 10, 16][index % 5] ?? 8,
  year: index % 9 === 0 ? 2025 : 2026,
  month: 1 + (index % 10),
  state: index % 23 === 0 ? 'revoked' : index % 29 === 0 ? 'to_check' : 'recorded',
});

describe('the ledger of training hours', () => {
  let app: TestApp;
  let ledger: Ledger;

  beforeAll(async () => {
    app = await TestApp.start();
    ledger = await filledLedger(
      app,
      PEOPLE,
      Array.from({ length: RECORDS }, (_, index) => plan(index)),
    );
  }, 120_000);
  afterAll(() => app.close());

  const summary = async (query = '') =>
    (await (await app.as('hr')).get<Summary>(`/training-records/summary${query}`)).body;
  const hoursOf = (year: number, month = 12) => {
    const hours = new Map<string, number>();
    for (const record of ledger.records) {
      if (record.state !== 'recorded' || record.year !== year || !record.employeeId) continue;
      if (Number(record.endedOn.slice(5, 7)) > month) continue;
      hours.set(record.employeeId, (hours.get(record.employeeId) ?? 0) + record.jp);
    }
    return hours;
  };
  const unitNamed = (name: string) => ledger.units.find((unit) => unit.name === name)?.id ?? '';

  it('counts every employee once, by unit with all below it, and agrees with the records', async () => {
    const hours = hoursOf(2026);
    const answer = await summary('?year=2026');
    expect(answer).toMatchObject({ year: 2026, years: [2026, 2025], target: 20, employees: PEOPLE });
    expect(answer.reached).toBe([...hours.values()].filter((jp) => jp >= 20).length);
    expect(answer.units.map((unit) => [unit.unit, unit.employees])).toEqual([
      ['Sekretariat Daerah', 1000],
      ['Dinas Komunikasi dan Informatika', 1000],
      ['Kecamatan Maesa', 3000],
    ]);
    const between = (low: number, high: number) => [...hours.values()].filter((jp) => jp >= low && jp <= high).length;
    const sum = (key: 'reached' | 'from10' | 'from1' | 'none') =>
      answer.units.reduce((total, unit) => total + unit[key], 0);
    expect(sum('reached')).toBe(answer.reached);
    expect([sum('from10'), sum('from1')]).toEqual([between(10, 19), between(1, 9)]);
    expect(sum('reached') + sum('from10') + sum('from1') + sum('none')).toBe(PEOPLE);
    const standing = ledger.records.filter((record) => record.year === 2026 && record.state !== 'revoked');
    expect(answer.records).toBe(standing.length);
    expect(answer.toCheck).toBe(standing.filter((record) => record.state === 'to_check').length);
  });

  it('opens a unit into itself and those below it', async () => {
    const { units, employees } = await summary(`?year=2026&unitId=${unitNamed('Kecamatan Maesa')}`);
    expect(employees).toBe(3000);
    expect(units.map((unit) => [unit.unit, unit.employees])).toEqual([
      ['Kecamatan Maesa', 1000],
      ['Kelurahan Bitung Tengah', 1000],
      ['Kelurahan Pateten Satu', 1000],
    ]);
  });

  it('takes the year of the clock, and one employee by his NIP', async () => {
    const [employee] = ledger.employees;
    const answer = await summary(`?nip=${employee?.nip}`);
    expect(answer).toMatchObject({ year: 2026, employees: 1 });
    expect((await (await app.as('hr')).get('/training-records/summary?nip=12')).status).toBe(422);
  });

  it('grows over the months up to the figure of the year', async () => {
    const { months, percent, reached } = await summary('?year=2026');
    const percentUntil = (year: number, month: number) => {
      const hours = hoursOf(year, month);
      return Math.floor(([...hours.values()].filter((jp) => jp >= 20).length * 100) / PEOPLE);
    };
    for (const { month, percent: share, lastYearPercent } of months) {
      if (share !== null) expect(share).toBe(percentUntil(2026, month));
      expect(lastYearPercent).toBe(percentUntil(2025, month));
    }
    expect(months.map((month) => month.month)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    const known = months.flatMap((month) => month.percent ?? []);
    expect(known).toHaveLength(11);
    expect([...known].sort((a, b) => a - b)).toEqual(known);
    expect(known.at(-1)).toBe(percent);
    expect(months[11]?.percent).toBeNull();
    expect(reached).toBeGreaterThan(0);
  });

  it('lists whoever is most behind first, everybody once over pages', async () => {
    const hr = await app.as('hr');
    const unitId = unitNamed('Sekretariat Daerah');
    const seen: Hours['rows'] = [];
    for (let after = ''; ;) {
      const { body } = await hr.get<Hours>(`/training-records/employees?year=2026&unitId=${unitId}&limit=200${after}`);
      seen.push(...body.rows);
      if (!body.next) break;
      after = `&after=${encodeURIComponent(body.next)}`;
    }
    expect(seen).toHaveLength(1000);
    expect(new Set(seen.map((row) => row.employeeId)).size).toBe(1000);
    expect(seen.map((row) => row.jp)).toEqual(seen.map((row) => row.jp).sort((a, b) => a - b));
    const hours = hoursOf(2026);
    for (const row of seen) expect(row.jp).toBe(hours.get(row.employeeId) ?? 0);
    const found = await hr.get<Hours>('/training-records/employees?year=2026&q=pegawai%2000042');
    expect(found.body.rows.map((row) => row.printedName)).toEqual(['Pegawai 00042, S.Kom.']);
  });

  it('is answered in a few statements, however many are employed', async () => {
    const hr = await app.as('hr');
    let statements = 0;
    const database = app.get(Database);
    const read = database.read.bind(database);
    const counting = jest.spyOn(database, 'read').mockImplementation((work) =>
      read((m) => {
        const logged = jest.spyOn(m.dataSource.logger, 'logQuery').mockImplementation(() => void statements++);
        return work(m).finally(() => logged.mockRestore());
      }),
    );
    const before = performance.now();
    await hr.get('/training-records/summary?year=2026');
    const took = performance.now() - before;
    counting.mockRestore();
    expect(statements).toBeGreaterThan(5);
    expect(statements).toBeLessThanOrEqual(12);
    expect(took).toBeLessThan(3000);
  });
});
