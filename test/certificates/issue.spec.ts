import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Candidates } from '../../src/certificates/candidates.js';
import { NumberSeriesRepository } from '../../src/certificates/number-series.repository.js';
import { Transactions } from '../../src/database/index.js';
import { engine } from '../databases.js';
import { TestApp, TEST_NOW } from '../support/app.js';
import { makeEvent } from '../factories/events.js';
import { heldEvent, issue, ON_TIME, registerOf } from './held-event.js';
import { travel } from '../support/travel.js';

interface EligibilityAnswer {
  summary: {
    eligible: number;
    toIssue: number;
    below: number;
    absent: number;
    registered: number;
    minSharePercent: number;
  };
  rows: {
    printedName: string;
    attendedJp: number;
    jp: number;
    sharePercent: number;
    eligible: boolean;
    reasonCode: string | null;
    reason: string | null;
    certificateId: string | null;
  }[];
  next: string | null;
}

describe('issuing certificates', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  afterAll(() => app.close());
  afterEach(() => {
    jest.restoreAllMocks();
  });
  beforeEach(async () => {
    await app.empty();
    app.clock.set(TEST_NOW);
  });

  const serials = async (eventId: string) =>
    (await registerOf(app, eventId, '?limit=200')).rows.map((row) => row.serial);
  const eligibility = async (eventId: string, query = '', language = 'id') => {
    const answer = await (
      await app.as('admin')
    ).get<EligibilityAnswer>(`/events/${eventId}/certificates/eligibility${query}`, {
      headers: { 'accept-language': language },
    });
    expect(answer.status).toBe(200);
    return answer.body;
  };

  it('numbers each person once when two organisers press at the same moment, and again later', async () => {
    const event = await heldEvent(app, { people: 12 });
    const reserved = await Promise.all([issue(app, event.id), issue(app, event.id), issue(app, event.id)]);
    expect([...reserved].sort((a, b) => a - b)).toEqual([0, 0, 12]);
    expect(await serials(event.id)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect(await issue(app, event.id)).toBe(0);
  });

  // SQLite lets one transaction in at a time, so both cannot have read before either has written.
  if (engine === 'mysql') {
    it('is refused by the key of the person when nothing makes the second wait', async () => {
      const event = await heldEvent(app, { people: 3 });
      const series = app.get(NumberSeriesRepository);
      const candidates = app.get(Candidates);
      await app.get(Transactions).run((tx) => series.hold(tx, { unitCode: 'DISKOMINFO', year: 2026 }, 1));
      jest.spyOn(series, 'hold').mockResolvedValue();
      const everybody = candidates.ofEvent.bind(candidates);
      let arrived = 0;
      let open: () => void = () => undefined;
      const both = new Promise<void>((resolve) => (open = resolve));
      jest.spyOn(candidates, 'ofEvent').mockImplementation(async (m, of) => {
        const found = await everybody(m, of);
        if (++arrived === 2) open();
        await both;
        return found;
      });
      const admin = await app.as('admin');
      const press = () =>
        admin.post<{ code?: string; reserved?: number }>(`/events/${event.id}/certificates/issue`, {});
      const answers = await Promise.all([press(), press()]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await serials(event.id)).toEqual([1, 2, 3]);
    });
  }

  it('gives two events of one unit numbers of one series, without gap or double', async () => {
    const one = await heldEvent(app, { people: 6, title: 'Satu' });
    const other = await heldEvent(app, { people: 6, title: 'Dua', from: 50 });
    await Promise.all([issue(app, one.id), issue(app, other.id)]);
    const all = [...(await serials(one.id)), ...(await serials(other.id))].sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it('writes numbers after the pattern, dated on the last day or on the date that the event names', async () => {
    const plain = await heldEvent(app, { people: 1 });
    await issue(app, plain.id);
    expect((await registerOf(app, plain.id)).rows[0]?.number).toBe('800.1/0001/DISKOMINFO/XI/2026');
    const dated = await heldEvent(app, {
      people: 1,
      from: 30,
      fields: {
        numberPattern: '{kode}/{urut:00000}/{unit}/{seri}/{bulan_romawi}/{tahun}',
        numberSeries: 'AKJ-26',
        numberStart: 120,
        certificateDatedOn: '2027-01-04',
      },
    });
    await issue(app, dated.id);
    expect((await registerOf(app, dated.id)).rows[0]?.number).toBe('800.1/00120/DISKOMINFO/AKJ-26/I/2027');
  });

  it('goes through the units in their order, and through the names within a unit', async () => {
    const units = ['Zeta', 'Alfa', 'Mitra'];
    const event = await heldEvent(app, {
      people: 6,
      typed: (n) => ({ unitText: `Kantor ${units[n % 3]}`, name: n <= 3 ? `Yusuf ${n}` : `Bert ${n}` }),
    });
    await issue(app, event.id);
    const rows = (await registerOf(app, event.id)).rows.map((row) => [row.unit, row.printedName.split(' ')[0]]);
    expect(rows).toEqual([
      ['Kantor Alfa', 'Bert'],
      ['Kantor Alfa', 'Yusuf'],
      ['Kantor Mitra', 'Bert'],
      ['Kantor Mitra', 'Yusuf'],
      ['Kantor Zeta', 'Bert'],
      ['Kantor Zeta', 'Yusuf'],
    ]);
  });

  it('says of each person why he gets none, with the figures, in both languages', async () => {
    const afternoon = 13 * 60 + 30;
    const event = await heldEvent(app, {
      people: 4,
      arrival: (n) => ({ 1: ON_TIME, 2: afternoon })[n] ?? null,
    });
    const [, , , cancelled] = event.participants;
    const admin = await app.as('admin');
    const list = await admin.get<{ rows: { id: string; ticketCode: string }[] }>(`/events/${event.id}/registrations`);
    const row = list.body.rows.find(({ ticketCode }) => ticketCode === cancelled?.ticketCode);
    await admin.post(`/events/${event.id}/registrations/${row?.id}/cancel`, { reason: 'Sakit pada hari kegiatan' });

    const { summary, rows } = await eligibility(event.id);
    expect(summary).toEqual({
      ...{ eligible: 1, toIssue: 1, below: 1, absent: 1, registered: 3, minSharePercent: 80, soFar: false },
    });
    expect(rows.map((person) => person.reason)).toEqual(
      expect.arrayContaining([
        null,
        'Hadir 4 dari 8 JP (50%), syaratnya 80%.',
        'Tidak hadir.',
        'Pendaftaran dibatalkan.',
      ]),
    );
    const english = (await eligibility(event.id, '?eligible=no', 'en')).rows.map((person) => person.reason);
    expect(english).toContain('Attended 4 of 8 JP (50%); 80% are required.');
    expect(english).toHaveLength(3);

    expect(await issue(app, event.id)).toBe(1);
    const after = await eligibility(event.id, '?eligible=yes');
    expect(after.rows[0]?.certificateId).toBeTruthy();
    expect(after.summary).toMatchObject({ eligible: 1, toIssue: 0 });
  });

  it('counts hours until now while the event runs, and says so', async () => {
    const event = await heldEvent(app, { people: 2, arrival: (n) => (n === 1 ? ON_TIME : null) });
    const over = app.clock.now();
    // Half an hour into the second topic, whose hours are ahead.
    await travel(app, new Date(new Date(event.endsAt).getTime() - 150 * 60_000));
    const { summary, rows } = await eligibility(event.id);
    expect(summary).toMatchObject({ eligible: 0, below: 1, absent: 1, soFar: true });
    expect(rows.map(({ reason }) => reason).sort()).toEqual([
      'Belum hadir.',
      'Sejauh ini hadir 4 dari 8 JP (50%), syaratnya 80%.',
    ]);
    const english = (await eligibility(event.id, '', 'en')).rows.map(({ reason }) => reason).sort();
    expect(english).toEqual(['Attended 4 of 8 JP so far (50%); 80% are required.', 'Has not come yet.']);
    await travel(app, over);
    expect((await eligibility(event.id)).summary).toMatchObject({ eligible: 1, absent: 1, soFar: false });
  });

  it('lists everybody once over pages', async () => {
    const event = await heldEvent(app, { people: 7, arrival: () => null });
    const names: string[] = [];
    for (let after = ''; ;) {
      const page = await eligibility(event.id, `?limit=3${after}`);
      names.push(...page.rows.map((row) => row.printedName));
      if (!page.next) break;
      after = `&after=${encodeURIComponent(page.next)}`;
    }
    expect(names).toHaveLength(7);
    expect(new Set(names).size).toBe(7);
  });

  it('waits until the event is over, and needs a signatory', async () => {
    const admin = await app.as('admin');
    const early = await makeEvent(app);
    const before = await admin.post<{ code: string; detail: string }>(`/events/${early.id}/certificates/issue`, {});
    expect(before.status).toBe(409);
    expect(before.body.code).toBe('CERTIFICATES_EVENT_NOT_OVER');
    expect(before.body.detail).toMatch(/\d\d-\d\d-2026 15\.30 WITA/);
    await travel(app, new Date(new Date(early.endsAt).getTime() + 1));
    const unsigned = await admin.post<{ code: string }>(`/events/${early.id}/certificates/issue`, {});
    expect(unsigned.body.code).toBe('CERTIFICATES_NO_SIGNATORY');
  });

  it('refuses a date before the last day', async () => {
    const event = await heldEvent(app, { people: 1, fields: { certificateDatedOn: '2026-11-20' } });
    const answer = await (await app.as('admin')).post<{ code: string }>(`/events/${event.id}/certificates/issue`, {});
    expect([answer.status, answer.body.code]).toEqual([409, 'CERTIFICATES_DATE_TOO_EARLY']);
  });

  it('counts a unit that is written in other letters in the same series', async () => {
    const first = await heldEvent(app, { people: 1, fields: { numberUnit: 'BKPSDM' } });
    await issue(app, first.id);
    const second = await heldEvent(app, { people: 1, from: 20, fields: { numberUnit: 'bkpsdm' } });
    await issue(app, second.id);
    expect(await serials(second.id)).toEqual([2]);
  });

  it('refuses a pattern that writes a number which is on another certificate, and takes none', async () => {
    const first = await heldEvent(app, {
      people: 1,
      fields: { numberPattern: '{kode}{urut}/{unit}/{tahun}', numberCode: '1', numberStart: 2 },
    });
    await issue(app, first.id);
    const fields = { numberPattern: '{urut}/{unit}/{tahun}', numberStart: 12 };
    const second = await heldEvent(app, { people: 1, from: 20, fields });
    const answer = await (await app.as('admin')).post<{ code: string }>(`/events/${second.id}/certificates/issue`, {});
    expect([answer.status, answer.body.code]).toEqual([409, 'CERTIFICATES_NUMBER_TAKEN']);
    const [series] = await app.db.query<{ next_serial: number }>('SELECT next_serial FROM number_series');
    expect(Number(series?.next_serial)).toBe(3);
  });

  it('keeps foreign events and roles out', async () => {
    const event = await heldEvent(app, { people: 1 });
    const other = await makeEvent(app);
    const stranger = await app.as('organiser', other.id);
    const path = `/events/${event.id}/certificates`;
    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.post(`${path}/issue`, {})).status).toBe(404);
    expect((await (await app.as('gate')).get(path)).status).toBe(403);
    expect((await (await app.as('auditor')).post(`${path}/issue`, {})).status).toBe(403);
    expect((await (await app.as('auditor')).get(path)).status).toBe(200);
  });
});
