import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { ImportHandlers } from '../../src/imports/index.js';
import { nipOf } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { register } from '../factories/registrations.js';
import { TestApp } from '../support/app.js';
import { ImportDriver, lines, upload } from './uploading.js';

describe('participants', () => {
  let app: TestApp;
  let event: MadeEvent;
  let organiser: ImportDriver;

  const HEAD = ['NIP', 'Nama', 'Unit Kerja', 'Jabatan', 'Gol', 'HP', 'Email'];
  const row = (n: number, changes: Partial<Record<number, string>> = {}): string[] => {
    const cells = [nipOf(n), `Peserta ${n}`, 'Dinas Kesehatan', 'Analis', 'III/a', '081234567890', `p${n}@uji.example`];
    return cells.map((cell, index) => changes[index] ?? cell);
  };
  const guestRow = (name: string, email: string) => ['', name, 'Balai Desa', 'Warga', '', '081234567890', email];

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.empty();
    event = await makeEvent(app, { capacity: 3 });
    organiser = new ImportDriver(app, await app.as('organiser'), `/events/${event.id}/imports`);
  });

  interface Row {
    id: string;
    nip: string | null;
    status: string;
    arrival_no: number;
    email: string;
    source: string;
    import_batch_id: string | null;
  }
  const registrations = (): Promise<Row[]> =>
    app.db.query<Row>(
      'SELECT id, nip, status, arrival_no, email, source, import_batch_id FROM registration ORDER BY arrival_no',
    );
  const taken = async (): Promise<number[]> => {
    const [pool] = await app.db.query(`SELECT taken, waiting FROM seat_pool WHERE event_id = '${event.id}'`);
    return [Number(pool?.taken), Number(pool?.waiting)];
  };

  describe('participants of a file', () => {
    it('get seats, then places in line, in the order of the file; each a mail and an entry', async () => {
      const done = await organiser.imported(
        lines(HEAD, ...[4, 2, 5, 1].map((n) => row(n)), guestRow('Tole', 't@uji.example')),
      );
      expect(done).toMatchObject({ state: 'done', counts: { new: 5 }, states: { applied: 5 } });
      const rows = await registrations();
      expect(rows.map(({ nip, status }) => [nip, status])).toEqual([
        [nipOf(4), 'confirmed'],
        [nipOf(2), 'confirmed'],
        [nipOf(5), 'confirmed'],
        [nipOf(1), 'waiting'],
        [null, 'waiting'],
      ]);
      expect(rows.every((one) => one.source === 'import' && one.import_batch_id === done.id)).toBe(true);
      expect(await taken()).toEqual([3, 2]);
      expect(await app.db.query('SELECT id FROM mail_message')).toHaveLength(5);
      const again = await organiser.upload(lines(HEAD, row(4), row(2), guestRow('TOLE', 'T@uji.example')));
      expect(again.counts).toMatchObject({ new: 0, same: 2, changed: 1 });
    });

    it('are judged as in the form, with the reason at its cell', async () => {
      const { id } = await organiser.upload(
        lines(
          HEAD,
          row(1, { 0: '12345', 5: '' }),
          row(2, { 5: '', 6: 'bukan email' }),
          row(3),
          row(3, { 1: 'Lain' }),
          guestRow('', 'x@uji.example'),
          row(4, { 4: 'IX' }),
        ),
      );
      const rows = await organiser.rows(id);
      expect(
        rows.map(({ outcome, reasons }) => [outcome, reasons.map(({ field, code }) => `${field} ${code}`)]),
      ).toEqual([
        ['refused', ['nip NIP_LENGTH']],
        ['refused', ['phone REQUIRED', 'email NOT_EMAIL']],
        ['new', []],
        ['refused', ['nip IMPORT_ROW_TWICE']],
        ['refused', ['name REQUIRED']],
        ['refused', ['rank NOT_ALLOWED']],
      ]);
      expect(rows[0]?.reasons[0]?.message).toContain('18');
    });

    it('whom the directory knows need no more than their NIP', async () => {
      const directory = app.get(Directory);
      await directory.addUnits([{ code: 'DINKES', name: 'Dinas Kesehatan' }], systemActor);
      const unitId = (await directory.units())[0]?.id ?? '';
      const known = {
        frontTitle: 'dr.',
        name: 'Rahel Contoh',
        backTitle: '',
        kind: 'pns',
        unitId,
        rank: 'III/d',
      } as const;
      await directory.addEmployees(
        [{ ...known, nip: nipOf(9), position: 'Dokter', phone: '+6281200000009', email: 'rahel@uji.example' }],
        systemActor,
      );
      const preview = await organiser.upload(lines(['NIP', 'Jabatan'], [nipOf(9), ''], [nipOf(10), '']));
      const [filled, unknown] = await organiser.rows(preview.id);
      expect(filled?.changes.map(({ to }) => to)).toContain('Dinas Kesehatan');
      expect(unknown?.outcome).toBe('refused');
      await organiser.run(preview.id, 'apply');
      const [only, ...others] = await app.db.query(
        'SELECT name, position, unit_text, email, unit_id FROM registration',
      );
      expect(only).toMatchObject({
        name: 'Rahel Contoh',
        position: 'Dokter',
        unit_text: 'Dinas Kesehatan',
        unit_id: unitId,
      });
      expect(others).toEqual([]);
    });

    it('who are there are corrected, and empty cells change nothing', async () => {
      await register(app, event.slug, 1, { name: 'Peserta 1', position: 'Lama', email: 'p1@uji.example' });
      const preview = await organiser.upload(lines(['NIP', 'Nama', 'Jabatan', 'HP'], [nipOf(1), '', 'Baru', '']));
      const [change] = await organiser.rows(preview.id);
      expect([change?.outcome, change?.changes]).toEqual([
        'changed',
        [{ field: 'position', from: 'Lama', to: 'Baru' }],
      ]);
      await organiser.run(preview.id, 'apply');
      expect(await app.db.query('SELECT name, position FROM registration')).toEqual([
        { name: 'Peserta 1', position: 'Baru' },
      ]);
      expect(
        await app.db.query("SELECT 1 FROM audit_entry WHERE action = 'registration.corrected_by_import'"),
      ).toHaveLength(1);
      await organiser.run(preview.id, 'undo');
      expect(await app.db.query('SELECT position FROM registration')).toEqual([{ position: 'Lama' }]);
    });
  });

  describe('undoing the whole import', () => {
    it('cancels who still stands as it left him; freed seats go to who waits', async () => {
      await register(app, event.slug, 50);
      const done = await organiser.imported(lines(HEAD, row(1), row(2), row(3)));
      await register(app, event.slug, 60);
      const rows = await registrations();
      const [first] = rows.filter(({ nip }) => nip === nipOf(1));
      await organiser.client.post(`/events/${event.id}/registrations/${first?.id}/cancel`, { reason: 'Berhalangan' });
      await organiser.imported(lines(['NIP', 'Jabatan'], [nipOf(2), 'Kepala']));
      const undone = await organiser.run(done.id, 'undo');
      expect(undone).toMatchObject({ state: 'undone', states: { undone: 1, kept: 2 } });
      const kept = await organiser.rows(done.id, '&state=kept');
      expect(kept.map(({ reasons }) => reasons[0]?.code)).toEqual([
        'REGISTRATION_ENDED_SINCE',
        'REGISTRATION_CHANGED_SINCE',
      ]);
      expect((await registrations()).map(({ nip, status }) => [nip, status])).toEqual([
        [nipOf(50), 'confirmed'],
        [nipOf(1), 'cancelled'],
        [nipOf(2), 'confirmed'],
        [nipOf(3), 'cancelled'],
        [nipOf(60), 'confirmed'],
      ]);
      expect(await taken()).toEqual([3, 0]);
      const twice = await organiser.client.post<{ code: string }>(`/events/${event.id}/imports/${done.id}/undo`);
      expect(twice.body.code).toMatch(/IMPORT_NOT(HING_TO_DO|_NOW)/);
    });
  });

  describe('a run that is killed', () => {
    /** @returns the import, of which nothing is written down though its two have seats */
    async function killedAfterSeating(): Promise<string> {
      const { id } = await organiser.upload(lines(HEAD, row(1), row(2)));
      const handler = app.get(ImportHandlers).get('participants');
      const apply = handler.apply.bind(handler);
      handler.apply = (run, rows) => apply({ ...run, record: () => Promise.reject(new Error('killed')) }, rows);
      await organiser.client.post(`/events/${event.id}/imports/${id}/apply`);
      await app.drain();
      handler.apply = apply;
      return id;
    }

    async function goesOn(): Promise<void> {
      app.clock.set(new Date(app.clock.now().getTime() + 3_600_000));
      await app.drain();
    }

    it('after the seats were given, before that was written down, gives none twice', async () => {
      const id = await killedAfterSeating();
      expect(await registrations()).toHaveLength(2);
      expect(await organiser.get(id)).toMatchObject({ state: 'applying', done: 0 });
      await goesOn();
      expect(await organiser.get(id)).toMatchObject({ state: 'done', states: { applied: 2 } });
      expect(await registrations()).toHaveLength(2);
      expect(await taken()).toEqual([2, 0]);
    });

    it('gives no second seat to whoever cancelled meanwhile', async () => {
      const id = await killedAfterSeating();
      const [first] = await registrations();
      const cancelled = await organiser.client.post(`/events/${event.id}/registrations/${first?.id}/cancel`, {
        reason: 'Sakit',
      });
      expect(cancelled.status).toBe(200);
      await goesOn();
      expect(await organiser.get(id)).toMatchObject({ state: 'done', states: { applied: 2 } });
      expect((await registrations()).map(({ status }) => status)).toEqual(['cancelled', 'confirmed']);
      expect(await taken()).toEqual([1, 0]);
    });
  });

  describe('who may', () => {
    it('neither another event nor a draft', async () => {
      const { id } = await organiser.upload(lines(HEAD, row(1)));
      const other = await makeEvent(app, { publish: false });
      expect((await organiser.client.get(`/events/${other.id}/imports/${id}`)).status).toBe(404);
      const draft = await upload<{ code: string }>(
        organiser.client,
        `/events/${other.id}/imports`,
        lines(HEAD, row(1)),
      );
      expect([draft.status, draft.body.code]).toEqual([409, 'EVENT_CANCELLED']);
      const auditor = await app.as('auditor');
      expect((await auditor.get(`/events/${event.id}/imports/${id}`)).status).toBe(403);
    });
  });
});
