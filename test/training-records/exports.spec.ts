import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { streamXlsxRows } from 'hucre';
import type { TrainingRecord } from '../../src/training-records/index.js';
import { type RecordState, recordStates } from '../../src/training-records/training-record-status.js';
import { TestApp } from '../support/app.js';
import { filledLedger, type Ledger, type RecordPlan } from './filled-ledger.js';

interface Filter {
  year?: number;
  unit?: number;
  employee?: number;
  state?: RecordState;
}

interface SiasnDocument {
  kursus: { nomorSertipikat: string; pnsOrangId: string | null; tanggalKursus: string }[];
  tanpaPnsOrangId: { nip: string; body: { nomorSertipikat: string; pnsOrangId: null } }[];
  tidakDikirim: { nomorSertipikat: string; alasan: string }[];
}

const PEOPLE = 60;

const plan = (index: number): RecordPlan => ({
  employee: index % 5 === 0 ? null : (index * 7) % PEOPLE,
  jp: 1 + (index % 24),
  year: 2024 + (index % 3),
  month: 1 + (index % 12),
  state: index % 7 === 0 ? 'revoked' : index % 4 === 0 ? 'to_check' : 'recorded',
});

/** What the filter means, said without SQL. */
function expected(ledger: Ledger, { year, unit, employee, state }: Filter): TrainingRecord[] {
  const below = (id: string): string[] => [
    id,
    ...ledger.units.filter((child) => child.parentId === id).flatMap((child) => below(child.id)),
  ];
  const unitIds = unit === undefined ? null : below(ledger.units[unit]?.id ?? '');
  return ledger.records.filter((record) => {
    const owner = ledger.employees.find(({ id }) => id === record.employeeId);
    return (
      (state ? record.state === state : record.state !== 'revoked') &&
      (year === undefined || record.year === year) &&
      (employee === undefined || record.nip === ledger.employees[employee]?.nip) &&
      (!unitIds || unitIds.includes(owner?.unitId ?? record.unitId ?? ''))
    );
  });
}

const filters = fc.record(
  {
    year: fc.integer({ min: 2023, max: 2026 }),
    unit: fc.nat(4),
    employee: fc.nat(PEOPLE - 1),
    state: fc.constantFrom(...recordStates),
  },
  { requiredKeys: [] },
);

describe('exports of training records', () => {
  let app: TestApp;
  let ledger: Ledger;

  beforeAll(async () => {
    app = await TestApp.start();
    ledger = await filledLedger(
      app,
      PEOPLE,
      Array.from({ length: 240 }, (_, index) => plan(index)),
    );
    await app.db.query(`UPDATE employee SET pns_orang_id = 'A8ACA7C9' WHERE name_key < 'pegawai 00030'`);
  }, 60_000);
  afterAll(() => app.close());

  const query = ({ year, unit, employee, state }: Filter): string => {
    const params = new URLSearchParams();
    if (year !== undefined) params.set('year', String(year));
    if (unit !== undefined) params.set('unitId', ledger.units[unit]?.id ?? '');
    if (employee !== undefined) params.set('nip', ledger.employees[employee]?.nip ?? '');
    if (state) params.set('state', state);
    return params.toString();
  };
  const download = async (format: string, filter: Filter) => {
    const answer = await (await app.as('hr')).get(`/training-records/export/${format}?${query(filter)}`);
    expect(answer.status).toBe(200);
    return answer;
  };
  const csv = async (filter: Filter) =>
    (await download('csv', filter)).raw
      .toString('utf8')
      .slice(1)
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(';'));
  const siasn = async (filter: Filter) =>
    JSON.parse((await download('siasn', filter)).raw.toString('utf8')) as SiasnDocument;
  const xlsx = async (filter: Filter) => {
    const { raw } = await download('xlsx', filter);
    const rows: unknown[][] = [];
    const bytes = Readable.toWeb(Readable.from([raw])) as ReadableStream<Uint8Array>;
    for await (const row of streamXlsxRows(bytes)) rows.push(row.values);
    return rows;
  };
  const numbers = (records: { number: string }[]) => records.map((record) => record.number).sort();

  it('carry exactly what is recorded, for every filter, in the list and in every format', async () => {
    const hr = await app.as('hr');
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const wanted = numbers(expected(ledger, filter));
        const page = await hr.get<{ rows: { number: string }[]; matched: number }>(
          `/training-records?limit=200&${query(filter)}`,
        );
        expect(page.body.matched).toBe(wanted.length);
        if (wanted.length <= 200) expect(numbers(page.body.rows)).toEqual(wanted);
        const [, ...lines] = await csv(filter);
        expect(lines.map((cells) => cells[11]).sort()).toEqual(wanted);
        const [, ...rows] = await xlsx(filter);
        expect(rows.map((cells) => cells[11]).sort()).toEqual(wanted);
        const { kursus, tanpaPnsOrangId, tidakDikirim } = await siasn(filter);
        const written = [...kursus, ...tanpaPnsOrangId.map(({ body }) => body), ...tidakDikirim];
        expect(written.map((body) => body.nomorSertipikat).sort()).toEqual(wanted);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('send to SIASN only recorded hours of employees; those without its id stand apart with null', async () => {
    const { kursus, tanpaPnsOrangId, tidakDikirim } = await siasn({});
    const owned = expected(ledger, {}).filter((record) => record.employeeId !== null);
    expect(kursus.length + tanpaPnsOrangId.length).toBe(owned.length);
    expect(kursus.length).toBeGreaterThan(0);
    expect(kursus.every((body) => body.pnsOrangId === 'A8ACA7C9')).toBe(true);
    expect(tanpaPnsOrangId.every(({ body }) => body.pnsOrangId === null)).toBe(true);
    expect(new Set(tidakDikirim.map((row) => row.alasan))).toEqual(
      new Set(['Perlu diperiksa: NIP tidak cocok dengan pegawai', 'Bukan pegawai dalam direktori']),
    );
  });

  it('keep the NIP as text, days as days, and people outside the directory at the end', async () => {
    const { raw, headers } = await download('csv', {});
    expect(raw.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(headers['content-disposition']).toBe('attachment; filename="jam-pelajaran-csv.csv"');
    const [head, ...lines] = await csv({});
    expect(head).toContain('institusiPenyelenggara');
    const standing = lines.map((cells) => cells.at(-1));
    expect(standing.lastIndexOf('Tercatat')).toBe(standing.filter((text) => text === 'Tercatat').length - 1);
    const [first] = lines;
    expect(first?.[0]).toMatch(/^\d{18}$/);
    expect(first?.[7]).toMatch(/^\d\d\/\d\d\/\d{4}$/);

    const [, row] = await xlsx({});
    expect(row?.[0]).toMatch(/^\d{18}$/);
    expect(typeof row?.[0]).toBe('string');
    expect(row?.[7]).toBeInstanceOf(Date);
    expect(typeof row?.[9]).toBe('number');
  });

  it('leave an audit entry with what was taken, and without the NIP that was asked for', async () => {
    await app.db.query("DELETE FROM audit_entry WHERE action = 'training-records.exported'");
    await download('siasn', { year: 2025, employee: 3 });
    const entries = await app.db.query<{ payload: string; actor_name: string }>(
      "SELECT payload, actor_name FROM audit_entry WHERE action = 'training-records.exported'",
    );
    expect(entries).toHaveLength(1);
    expect(JSON.parse(entries[0]?.payload ?? '')).toMatchObject({ format: 'siasn', year: 2025, oneNip: true });
    expect(entries[0]?.payload).not.toContain(ledger.employees[3]?.nip);
  });

  it('refuse SIASN bodies while the id of the institution is empty', async () => {
    const [kept] = await app.db.query<{ siasn_instansi_id: string }>('SELECT siasn_instansi_id FROM organisation');
    await app.db.query("UPDATE organisation SET siasn_instansi_id = ''");
    const answer = await (await app.as('hr')).get<{ code: string }>('/training-records/export/siasn');
    expect([answer.status, answer.body.code]).toEqual([409, 'SIASN_INSTANSI_MISSING']);
    await app.db.query('UPDATE organisation SET siasn_instansi_id = ?', [kept?.siasn_instansi_id]);
  });
});
