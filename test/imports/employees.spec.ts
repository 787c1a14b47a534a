import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { ImportHandlers } from '../../src/imports/index.js';
import { type JobContext, Jobs } from '../../src/jobs/index.js';
import { sheetFile, zipOf } from '../../src/documents/testing/sheets.js';
import { nipOf } from '../factories/applicants.js';
import { TestApp } from '../support/app.js';
import { faultOf, ImportDriver, lines } from './uploading.js';

describe('employees', () => {
  let app: TestApp;
  let hr: ImportDriver;
  let directory: Directory;

  const PATH = '/directory/imports?kind=employees';
  const HEAD = ['NIP', 'Nama', 'Unit Kerja/OPD', 'Jabatan', 'Pangkat/Gol.', 'No. HP', 'E-mail', 'TMT'];
  const person = (n: number, changes: Partial<Record<number, string>> = {}): string[] => {
    const row = [nipOf(n), `Pegawai ${n}`, 'Dinas Kesehatan', 'Analis', 'III/a', '', '', ''];
    return row.map((cell, index) => changes[index] ?? cell);
  };

  beforeAll(async () => {
    app = await TestApp.start();
    directory = app.get(Directory);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.empty();
    await directory.addUnits(
      [
        { code: 'DINKES', name: 'Dinas Kesehatan' },
        { code: 'DIKBUD', name: 'Dinas Pendidikan' },
        { code: 'SEK-1', name: 'Sekretariat', parentCode: 'DINKES' },
        { code: 'SEK-2', name: 'Sekretariat', parentCode: 'DIKBUD' },
      ],
      systemActor,
    );
    hr = new ImportDriver(app, await app.as('hr'), '/directory/imports', '?kind=employees');
  });

  const historyOf = async (nip: string) => {
    const employee = await directory.employeeByNip(nip);
    const answer = await hr.client.get<{ history: object[] }>(`/directory/employees/${employee?.id ?? ''}`);
    return answer.body.history;
  };

  describe('a file of employees', () => {
    it('is previewed cell by cell, and nothing is saved before somebody says so', async () => {
      const preview = await hr.upload(
        lines(
          ['Daftar pegawai 2026'],
          HEAD,
          person(1, { 5: '0812-3456-7890', 6: 'a@uji.example' }),
          person(2, { 0: '1,98503E+17' }),
          person(3, { 2: 'Dinas Entah', 4: 'V/z', 5: '12', 6: 'bukan' }),
          person(1),
          person(4, { 2: 'Sekretariat' }),
          person(5, { 2: 'Dinas Pendidikan / Sekretariat' }),
          person(6, { 7: '31/02/2026' }),
          person(7, { 3: '#REF!' }),
          ['', '', ''],
        ),
      );
      expect(preview.counts).toEqual({ new: 2, changed: 0, same: 0, refused: 6 });
      const rows = await hr.rows(preview.id);
      expect(rows.map(({ line, reasons }) => [line, reasons.map(({ field, code }) => `${field} ${code}`)])).toEqual([
        [3, []],
        [4, ['nip NIP_EXCEL']],
        [5, ['unit UNIT_NAME_UNKNOWN', 'rank NOT_ALLOWED', 'phone PHONE_INVALID', 'email NOT_EMAIL']],
        [6, ['nip IMPORT_ROW_TWICE']],
        [7, ['unit UNIT_AMBIGUOUS']],
        [8, []],
        [9, ['from IMPORT_NOT_DAY']],
        [10, ['position IMPORT_FORMULA']],
      ]);
      expect(rows[1]?.reasons[0]?.message).toContain('1,98503E+17');
      const english = await hr.client.get<{ rows: { reasons: { message: string }[] }[] }>(
        `/directory/imports/${preview.id}/rows?outcome=refused`,
        { headers: { 'accept-language': 'en' } },
      );
      expect(english.body.rows[0]?.reasons[0]?.message).toContain('Excel has turned this NIP');
      expect(await directory.employeeByNip(nipOf(1))).toBeNull();
    });

    it('is saved once, however often it comes', async () => {
      const file = lines(HEAD, person(1), person(2));
      expect(await hr.imported(file)).toMatchObject({ state: 'done', toDo: 2, done: 2, states: { applied: 2 } });
      const again = await hr.upload(file);
      expect(again.counts).toEqual({ new: 0, changed: 0, same: 2, refused: 0 });
      const refused = await hr.client.post<{ code: string }>(`/directory/imports/${again.id}/apply`);
      expect([refused.status, refused.body.code]).toEqual([409, 'IMPORT_NOTHING_TO_DO']);
      expect(await app.db.query('SELECT id FROM employee')).toHaveLength(2);
    });

    it('keeps the history of unit, position and rank by day', async () => {
      await hr.imported(lines(HEAD, person(1, { 7: '01/03/2020' })));
      const moved = await hr.upload(lines(HEAD, person(1, { 2: 'DIKBUD', 4: 'Penata (III/c)', 7: '2026-11-02' })));
      expect((await hr.rows(moved.id))[0]?.changes).toEqual([
        { field: 'unit', from: 'Dinas Kesehatan', to: 'Dinas Pendidikan' },
        { field: 'rank', from: 'Penata Muda (III/a)', to: 'Penata (III/c)' },
      ]);
      await hr.run(moved.id, 'apply');
      expect(await historyOf(nipOf(1))).toEqual([
        {
          unit: 'Dinas Pendidikan',
          position: 'Analis',
          rank: 'Penata (III/c)',
          validFrom: '2026-11-02',
          validTo: null,
        },
        {
          unit: 'Dinas Kesehatan',
          position: 'Analis',
          rank: 'Penata Muda (III/a)',
          validFrom: '2020-03-01',
          validTo: '2026-11-01',
        },
      ]);
      const earlier = await hr.upload(lines(HEAD, person(1, { 7: '01/01/2019' })));
      expect((await hr.rows(earlier.id))[0]?.reasons.map(({ code }) => code)).toEqual(['EMPLOYMENT_BEFORE_LAST']);
    });

    it('is undone as a whole, but for what has changed since', async () => {
      await hr.imported(lines(HEAD, person(1)));
      const second = await hr.imported(lines(HEAD, person(1, { 3: 'Kepala Seksi' }), person(2), person(3)));
      await hr.imported(lines(HEAD, person(2, { 3: 'Bendahara' })));
      const undone = await hr.run(second.id, 'undo');
      expect(undone).toMatchObject({ state: 'undone', states: { undone: 2, kept: 1 } });
      const [kept] = await hr.rows(second.id, '&state=kept');
      expect([kept?.line, kept?.reasons[0]?.code]).toEqual([3, 'EMPLOYEE_CHANGED_SINCE']);
      expect(await directory.employeeByNip(nipOf(1))).toMatchObject({ position: 'Analis' });
      expect(await historyOf(nipOf(1))).toHaveLength(1);
      expect(await directory.employeeByNip(nipOf(2))).toMatchObject({ position: 'Bendahara' });
      expect(await directory.employeeByNip(nipOf(3))).toBeNull();
    });

    it('does nothing that was not shown', async () => {
      const stale = await hr.upload(lines(HEAD, person(1, { 3: 'Kepala Bidang' }), person(2)));
      await hr.imported(lines(HEAD, person(1)));
      const done = await hr.run(stale.id, 'apply');
      expect(done.states).toMatchObject({ applied: 1, idle: 1 });
      expect((await hr.rows(stale.id, '&outcome=refused'))[0]?.reasons[0]?.code).toBe('IMPORT_ROW_MOVED');
      expect(await directory.employeeByNip(nipOf(1))).toMatchObject({ position: 'Analis' });
    });

    it('goes on where it was when its run was killed', async () => {
      const { id } = await hr.upload(lines(HEAD, ...Array.from({ length: 250 }, (_, n) => person(n))));
      const handler = app.get(ImportHandlers).get('employees');
      const apply = handler.apply.bind(handler);
      let portions = 0;
      handler.apply = async (run, rows) => {
        if (++portions > 1) throw new Error('killed');
        await apply(run, rows);
      };
      await hr.client.post(`/directory/imports/${id}/apply`);
      await app.drain();
      expect(await hr.get(id)).toMatchObject({ state: 'applying', done: 100, toDo: 250 });
      handler.apply = apply;
      app.clock.set(new Date(app.clock.now().getTime() + 3_600_000));
      await app.drain();
      expect(await hr.get(id)).toMatchObject({ state: 'done', done: 250, states: { applied: 250, open: 0 } });
      expect(await app.db.query('SELECT id FROM employee')).toHaveLength(250);
      expect(await app.db.query('SELECT id FROM employment')).toHaveLength(250);
    });

    it('is read in windows-1252 and as a spreadsheet whose NIP is a number', async () => {
      const named = lines(HEAD, person(1, { 1: 'Nur’aini “Ani” D’Sälvå' }));
      await hr.imported(iconv.encode(named, 'win1252'));
      expect(await directory.employeeByNip(nipOf(1))).toMatchObject({ name: 'Nur’aini “Ani” D’Sälvå' });
      const sheet = await hr.upload(await sheetFile([HEAD, [198503122010011004, 'Rusak', 'DINKES', 'Analis']]));
      expect((await hr.rows(sheet.id))[0]?.reasons.map(({ code }) => code)).toEqual(['NIP_EXCEL']);
    });
  });

  describe('a file that is none', () => {
    it.each<[string, () => Promise<Buffer | string>, string]>([
      ['empty', async () => '', 'REQUIRED'],
      ['a page named .xlsx', async () => '<html><body>', 'SHEET_HTML'],
      ['with macros', async () => zipOf({ 'xl/workbook.xml': '<x/>', 'xl/vbaProject.bin': 'x' }), 'SHEET_MACROS'],
      ['a bomb', async () => zipOf({ 'xl/workbook.xml': '<x/>', 'xl/a.xml': Buffer.alloc(5e7) }), 'SHEET_SWOLLEN'],
      ['without a heading', async () => 'a;b\n1;2', 'IMPORT_NO_HEADING'],
      ['without a needed column', async () => 'NIP;Nama\n1;2', 'IMPORT_COLUMN_MISSING'],
      ['with a column twice', async () => 'NIP;NIP Baru;Nama;OPD\n1;2;3;4', 'IMPORT_COLUMN_TWICE'],
      ['without rows', async () => lines(HEAD), 'IMPORT_NO_ROWS'],
      ['of 10,000 columns', async () => 'NIP;'.repeat(10_000), 'SHEET_TOO_MANY_COLUMNS'],
    ])('%s is refused with its reason', async (_, file, code) => {
      expect(await faultOf(hr.client, PATH, await file())).toEqual(['file', code]);
    });

    it('of 100 MB is refused without being held', async () => {
      const huge = Buffer.alloc(100_000_000, 'a');
      const before = process.memoryUsage().rss;
      expect(await faultOf(hr.client, PATH, huge)).toEqual(['file', 'FILE_TOO_LARGE']);
      expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
    });
  });

  describe('a template', () => {
    it.each(['xlsx', 'csv'])('as %s is taken back, its example left out', async (format) => {
      const answer = await hr.client.get(`/directory/imports/template?kind=employees&format=${format}`);
      expect(String(answer.headers['content-disposition'])).toContain(`template-employees.${format}`);
      expect(await faultOf(hr.client, PATH, answer.raw)).toEqual(['file', 'IMPORT_NO_ROWS']);
    });
  });

  it('an import of another kind or event is not found', async () => {
    const { id } = await hr.upload(lines(HEAD, person(1)));
    const organiser = await app.as('organiser');
    expect((await organiser.get(`/directory/imports/${id}`)).status).toBe(403);
    expect((await hr.client.get('/directory/imports/0190b6c2-0000-7000-8000-00000000dead')).status).toBe(404);
  });

  it('a preview that nobody takes goes after a week', async () => {
    await hr.upload(lines(HEAD, person(1)));
    const kept = await hr.imported(lines(HEAD, person(2)));
    app.clock.set(new Date(app.clock.now().getTime() + 8 * 86_400_000));
    await app
      .get(Jobs)
      .handler('imports.sweep')
      ?.run({}, {} as JobContext);
    expect(await app.db.query('SELECT id FROM import_batch')).toEqual([{ id: kept.id }]);
  });
});
