import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ListFilter, pageSql, sortings } from '../../src/registration/list/list-sql.js';
import { crowdRow, crowdUnit } from '../factories/crowd.js';
import type { MadeEvent } from '../factories/events.js';
import type { Client } from '../support/client.js';
import { TestApp } from '../support/app.js';
import { ask, crowdedEvent, searching } from './crowded-event.js';

const PEOPLE = 700;
const BEHIND_TITLE = 'Pnt. ma, S.Th.';
type Row = ReturnType<typeof crowdRow>;
interface Page {
  rows: { ticketCode: string }[];
  next: string | null;
  matched: number;
  total: number;
  counts: Record<string, number>;
}

describe('list pages', () => {
  let app: TestApp;
  let event: MadeEvent;
  let organiser: Client;
  let people: Row[];

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox', env: { RATE_READS: '1000000' } });
    event = await crowdedEvent(app, PEOPLE);
    organiser = await app.as('organiser');
    people = Array.from({ length: PEOPLE }, (_, n) => crowdRow(event.id, n));
  }, 240_000);
  afterAll(() => app.close());

  /** Each choice of a filter, with what it means said once more in the simplest way. */
  const choices: Record<string, Record<string, (row: Row) => boolean>> = {
    status: Object.fromEntries(
      ['confirmed', 'waiting', 'pending', 'cancelled', 'declined'].map((status) => [
        status,
        (row) => row.status === status,
      ]),
    ),
    kind: Object.fromEntries(['pns', 'guest'].map((kind) => [kind, (row) => row.kind === kind])),
    mail: {
      sent: (row) => row.mail_standing === 'sent',
      failed: (row) => row.mail_standing === 'failed',
      undelivered: (row) => row.mail_standing === 'failed' || row.mail_standing === 'bounced',
    },
    present: { yes: (row) => row.arrived_at !== null, no: (row) => row.arrived_at === null },
    unitId: { [crowdUnit(3)]: (row) => row.unit_id === crowdUnit(3) },
    q: {
      ma: (row) => wordsOfRow(row).some((word) => word.startsWith('ma')),
      'rum hengky': (row) => ['rum', 'hengky'].every((start) => wordsOfRow(row).some((word) => word.startsWith(start))),
      [BEHIND_TITLE]: (row) => row.front_title === 'Pnt.' && wordsOfRow(row).some((word) => word.startsWith('ma')),
      '@gawai': (row) => String(row.email).includes('@gawai'),
      peserta12: (row) => String(row.email).startsWith('peserta12'),
      '+62 812-1000-01': (row) => String(row.phone).startsWith('+628121000'.concat('01')),
      '19700101': (row) => String(row.nip ?? '').startsWith('19700101'),
    },
    from: { '2026-11-01': () => true },
  };

  const wordsOfRow = (row: Row): string[] =>
    `${String(row.name_key)} ${row.unit_id === null ? String(row.unit_text).toLowerCase() : ''}`.split(/[ -]/);

  const filter = fc.record(
    Object.fromEntries(
      Object.entries(choices).map(([name, values]) => [name, fc.constantFrom(...Object.keys(values))]),
    ),
    { requiredKeys: [] },
  );

  async function wholeList(query: URLSearchParams): Promise<{ codes: string[]; pages: Page[] }> {
    const pages: Page[] = [];
    for (let after = ''; ;) {
      const { body } = await organiser.get<Page>(`/events/${event.id}/registrations?${query.toString()}${after}`);
      pages.push(body);
      if (!body.next) return { codes: pages.flatMap(({ rows }) => rows.map(({ ticketCode }) => ticketCode)), pages };
      after = `&after=${encodeURIComponent(body.next)}`;
    }
  }

  async function exported(query: URLSearchParams): Promise<string[]> {
    const answer = await organiser.get(`/events/${event.id}/registrations.csv?${query.toString()}&columns=code`);
    const [head, ...lines] = answer.raw.toString('utf8').replace('\uFEFF', '').trimEnd().split('\r\n');
    expect(head).toBe('Kode tiket');
    return lines;
  }

  it('shows and exports for every filter and sorting exactly those who match, each once and in one order', async () => {
    await fc.assert(
      fc.asyncProperty(
        filter,
        fc.constantFrom(...sortings),
        fc.integer({ min: 40, max: 200 }),
        async (chosen, sort, limit) => {
          const asked = Object.entries(chosen) as [string, string][];
          const query = new URLSearchParams([...asked, ['sort', sort]]);
          const expected = people.filter((row) => asked.every(([name, value]) => choices[name]?.[value]?.(row)));
          const { codes, pages } = await wholeList(new URLSearchParams([...query, ['limit', String(limit)]]));
          expect([...codes].sort()).toEqual(expected.map((row) => String(row.ticket_code)).sort());
          expect(pages[0]?.matched).toBe(expected.length);
          expect(await exported(query)).toEqual(codes);
        },
      ),
      { numRuns: 60 },
    );
  }, 240_000);

  it('finds names behind a title that could begin a name', async () => {
    const { codes } = await wholeList(new URLSearchParams({ q: BEHIND_TITLE }));
    const expected = people.filter((row) => choices.q?.[BEHIND_TITLE]?.(row)).map((row) => String(row.ticket_code));
    expect(expected.length).toBeGreaterThan(5);
    expect(codes.sort()).toEqual(expected.sort());
  });

  it('counts each state of the event', async () => {
    const { body } = await organiser.get<Page>(`/events/${event.id}/registrations`);
    expect(body.total).toBe(PEOPLE);
    for (const status of ['confirmed', 'waiting', 'pending', 'cancelled', 'declined']) {
      expect([status, body.counts[status]]).toEqual([status, people.filter((row) => row.status === status).length]);
    }
  });

  const narrowOrBroad: ListFilter[] = [
    { status: 'confirmed' },
    { kind: 'guest', present: 'no' },
    { mail: 'undelivered' },
    { unitIds: [crowdUnit(3)], present: 'yes' },
    { from: '2026-11-01 00:05:00.000', before: '2026-11-01 00:15:00.000' },
    searching('ma'),
    searching('ma rum'),
    searching(BEHIND_TITLE),
    searching('@gawai'),
    searching('dinas 3', [crowdUnit(3)]),
    { ...searching('peserta1'), status: 'waiting' },
  ];

  it.each(sortings)(
    'reads the same rows whether it takes a filter for a broad one or not, sorted by %s',
    async (sort) => {
      for (const one of narrowOrBroad) {
        const regions =
          sort !== 'arrived' || one.present
            ? [one]
            : [
                { ...one, present: 'yes' as const },
                { ...one, present: 'no' as const },
              ];
        for (const region of regions) {
          const read = async (broad: boolean) => {
            const request = { columns: ['ticket_code'], sort, after: null, limit: PEOPLE, broad, broadSearch: broad };
            return (await ask(app, pageSql(event.id, region, request))).map(({ ticket_code }) => ticket_code);
          };
          expect([region, await read(true)]).toEqual([region, await read(false)]);
        }
      }
    },
  );

  it('goes on after the same row when others come in between', async () => {
    const first = await organiser.get<Page>(`/events/${event.id}/registrations?sort=name&limit=100`);
    const { codes } = await wholeList(new URLSearchParams({ sort: 'name', limit: '100' }));
    await app.db.query("UPDATE registration SET name_key = 'aaa' WHERE ticket_code = ?", [codes[150]]);
    const next = await organiser.get<Page>(
      `/events/${event.id}/registrations?sort=name&limit=40&after=${encodeURIComponent(first.body.next ?? '')}`,
    );
    expect(next.body.rows.map(({ ticketCode }) => ticketCode)).toEqual(codes.slice(100, 140));
    await app.db.query('UPDATE registration SET name_key = ? WHERE ticket_code = ?', [
      String(people.find((row) => row.ticket_code === codes[150])?.name_key),
      codes[150],
    ]);
  });
});
