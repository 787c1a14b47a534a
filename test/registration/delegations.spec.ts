import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { applicant, nipOf } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { register } from '../factories/registrations.js';
import { MORNING, openDoor, scan } from '../attendance/door.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';

interface Result {
  outcome: string;
  nonce: string;
  cells: Record<string, string>;
  reasons: { field: string; code: string; message: string }[];
  warnings: { field: string; code: string }[];
  status: string | null;
  waitingPlace: number | null;
}
interface Link {
  id: string;
  state: string;
  registered: number;
  lastUsedAt: string | null;
  link: string | null;
}
interface Person {
  id: string;
  printedName: string;
  nip: string | null;
  status: string;
  canSwap: boolean;
  canWithdraw: boolean;
}

describe('delegations', () => {
  let app: TestApp;
  let event: MadeEvent;
  let organiser: Client;
  let units: Record<string, string>;
  let token: string;
  let desk: Link;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    await app.empty();
    organiser = await app.as('organiser');
    const directory = app.get(Directory);
    await directory.addUnits(
      [
        { code: 'DINKES', name: 'Dinas Kesehatan' },
        { code: 'PKM', name: 'Puskesmas Girian', parentCode: 'DINKES' },
        { code: 'DISDIK', name: 'Dinas Pendidikan' },
      ],
      systemActor,
    );
    units = Object.fromEntries((await directory.units()).map(({ code, id }) => [code, id]));
    const known = { kind: 'pns' as const, frontTitle: 'dr.', backTitle: '', position: 'Dokter', rank: 'III/c' };
    await directory.addEmployees(
      [
        {
          ...known,
          nip: nipOf(1),
          name: 'Siti Umpama',
          unitId: units.PKM ?? '',
          phone: '+628121111111',
          email: 's@a.id',
        },
        {
          ...known,
          nip: nipOf(2),
          name: 'Orang Lain',
          unitId: units.DISDIK ?? '',
          phone: '+62812222222',
          email: 'o@a.id',
        },
      ],
      systemActor,
    );
    event = await makeEvent(app, { capacity: 3 });
    desk = await make();
  });
  afterAll(() => app.close());

  const contact = { contactName: 'Deni Umpama', contactEmail: 'deni@dinkes.example' };
  async function make(fields: object = {}): Promise<Link> {
    const body = { unitId: units.DINKES, ...contact, ...fields };
    const made = await organiser.post<Link[]>(`/events/${event.id}/delegations`, body);
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    token = made.body[0]?.link?.split('/').at(-1) ?? '';
    return made.body[0] as Link;
  }
  const at = (path = '') => `/public/delegations/${token}${path}`;
  const row = (n: number, changes: Record<string, string> = {}) => {
    const { nip = '', name, position, rank = '', phone, email } = applicant(n);
    return { nip, name, position, rank, phone, email, nonce: randomUUID() as string, ...changes };
  };
  const enter = (...sent: object[]) => app.client().post<Result[]>(at('/registrations'), { rows: sent });
  const check = (...sent: object[]) => app.client().post<Result[]>(at('/check'), { rows: sent });
  const people = async () => (await app.client().get<{ people: Person[] }>(at())).body.people;
  const codes = ({ reasons }: Result) => Object.fromEntries(reasons.map(({ field, code }) => [field, code]));
  const stored = () =>
    app.db.query<Record<string, string | null>>(
      'SELECT id, name, status, source, delegation_id, unit_id, unit_text FROM registration ORDER BY arrival_no',
    );

  describe('the desk of a unit', () => {
    it('registers the good rows, and says beside the bad one what is wrong, as typed', async () => {
      const bad = row(12, { nip: '1,98E+17', email: 'bukan' });
      const answer = await enter(row(11), bad, row(13, { unit: 'Puskesmas Girian' }));
      expect(answer.status).toBe(200);
      expect(answer.body.map(({ outcome }) => outcome)).toEqual(['registered', 'refused', 'registered']);
      const refused = answer.body[1] as Result;
      expect(codes(refused)).toMatchObject({ nip: 'NIP_EXCEL', email: 'NOT_EMAIL' });
      expect(refused.cells).toMatchObject({ nip: '1,98E+17', name: bad.name, email: 'bukan' });
      expect(await stored()).toMatchObject([
        { source: 'delegate', delegation_id: desk.id, unit_id: units.DINKES, unit_text: 'Dinas Kesehatan' },
        { source: 'delegate', delegation_id: desk.id, unit_id: units.PKM, unit_text: 'Puskesmas Girian' },
      ]);
    });

    it('acts in its own name, and takes no consent for anybody', async () => {
      await enter(row(11));
      const [entry] = await app.db.query<Record<string, string>>(
        "SELECT actor_kind, actor_id, actor_name FROM audit_entry WHERE action = 'registration.confirmed'",
      );
      expect(entry).toEqual({ actor_kind: 'delegation', actor_id: desk.id, actor_name: 'Deni Umpama' });
      expect(await app.db.query('SELECT id FROM consent')).toEqual([]);
      const [listed] = (await organiser.get<Link[]>(`/events/${event.id}/delegations`)).body;
      expect(listed).toMatchObject({ registered: 1, lastUsedAt: app.clock.now().toISOString() });
    });

    it('sent twice registers once; over the seats it is the waiting list', async () => {
      const sent = [row(11), row(12), row(13), row(14)];
      const first = await enter(...sent);
      expect(first.body.map(({ status }) => status)).toEqual(['confirmed', 'confirmed', 'confirmed', 'waiting']);
      expect(first.body[3]?.waitingPlace).toBe(1);
      const again = await enter(...sent);
      expect(again.body.map(({ outcome }) => outcome)).toEqual(Array(4).fill('registered'));
      expect(await stored()).toHaveLength(4);
    });

    it('refuses who is registered, who stands twice in the table, and another unit', async () => {
      await register(app, event.slug, 11);
      const answer = await check(row(11), row(12), row(12), row(13, { unit: 'Dinas Pendidikan' }));
      expect(answer.body.map(codes)).toEqual([
        { nip: 'PERSON_REGISTERED' },
        {},
        { nip: 'ROW_TWICE' },
        { unit: 'UNIT_OUTSIDE' },
      ]);
      expect(await stored()).toHaveLength(1);
    });

    it('fills in what the directory knows of its own people, and tells of no others', async () => {
      const answer = await check({ nip: nipOf(1), nonce: 'a' }, { nip: nipOf(2), nonce: 'b' });
      expect(answer.body[0]).toMatchObject({
        outcome: 'ready',
        cells: { frontTitle: 'dr.', name: 'Siti Umpama', unit: 'Puskesmas Girian', position: 'Dokter', rank: 'III/c' },
      });
      expect(answer.body[1]?.cells).toEqual({ nip: nipOf(2) });
      expect(answer.body[1]?.outcome).toBe('refused');
    });

    it('warns of another event on the same day', async () => {
      const other = await makeEvent(app, { title: 'Bimtek lain' });
      await register(app, other.slug, 1);
      const answer = await check({ nip: nipOf(1), nonce: 'a' });
      expect(answer.body[0]?.warnings.map(({ code }) => code)).toEqual(['OVERLAPS']);
    });

    it.each([
      [
        'with headings in any order',
        `Nama\tNIP\tEmail\tHP\tJabatan\nAna Contoh\t${nipOf(11)}\ta@b.id\t081234567890\tStaf`,
      ],
      ['without headings', `${nipOf(11)}\tAna Contoh\tStaf\tIII/a\t081234567890\ta@b.id`],
      ['with semicolons', `${nipOf(11)};Ana Contoh;Staf;III/a;081234567890;a@b.id\r\n\r\n`],
      ['with a sign that opens no quotation', `${nipOf(11)}\t"Ana Contoh\tStaf\tIII/a\t081234567890\ta@b.id`],
    ])('reads what was copied from a sheet, %s', async (_, text) => {
      const answer = await app.client().post<Result[]>(at('/paste'), { text });
      expect(answer.body[0]).toMatchObject({ outcome: 'ready', cells: { nip: nipOf(11), email: 'a@b.id' } });
      expect(answer.body[0]?.cells.name).toContain('Ana Contoh');
      expect(await stored()).toEqual([]);
    });

    it('says of a sheet what is wrong with it', async () => {
      const faults = async (text: string) =>
        (await app.client().post<Problem>(at('/paste'), { text })).body.errors?.map(({ field, code }) => [field, code]);
      expect(await faults(' \n ')).toEqual([['text', 'IMPORT_NO_ROWS']]);
      expect(await faults('Jabatan\tEmail\nStaf\ta@b.id')).toEqual([['text', 'IMPORT_COLUMN_MISSING']]);
      expect(
        await faults(
          Array(51)
            .fill(`${nipOf(3)}\tAna`)
            .join('\n'),
        ),
      ).toEqual([['text', 'TOO_MANY']]);
    });

    it('shows the people of its units and no others, the number masked', async () => {
      await register(app, event.slug, 21, { unitId: units.PKM, unitText: undefined });
      await register(app, event.slug, 22, { unitId: units.DISDIK, unitText: undefined });
      const other = await makeEvent(app);
      await register(app, other.slug, 23, { unitId: units.PKM, unitText: undefined });
      const shown = await people();
      expect(shown).toHaveLength(1);
      expect(shown[0]?.nip).not.toBe(nipOf(21));
      expect(JSON.stringify(shown)).not.toContain('peserta21');
    });

    it('withdraws its own and no others; the seat goes to who waits', async () => {
      await register(app, event.slug, 22, { unitId: units.DISDIK, unitText: undefined });
      await enter(row(11), row(12));
      await register(app, event.slug, 23);
      const [stranger, first] = await stored();
      const strange = await app.client().post<Problem>(at(`/registrations/${stranger?.id}/withdraw`), {});
      expect([strange.status, strange.body.code]).toEqual([404, 'REGISTRATION_NOT_FOUND']);
      expect((await app.client().post(at(`/registrations/${first?.id}/withdraw`), {})).status).toBe(204);
      expect((await stored()).map(({ status }) => status)).toEqual([
        'confirmed',
        'cancelled',
        'confirmed',
        'confirmed',
      ]);
      const [mail] = await app.db.query<{ id: string }>(
        "SELECT id FROM mail_message WHERE template = 'registration_cancelled'",
      );
      const shown = await (await app.as('admin')).get(`/mails/${mail?.id}`);
      expect(JSON.stringify(shown.body)).toContain('ditarik oleh unit kerja Anda');
    });

    it('swaps its own and no others, past nobody who waits', async () => {
      await enter(row(11), row(12), row(13));
      await register(app, event.slug, 23);
      const [first] = await people();
      const swap = (id: string, body: object) =>
        app.client().post<Result & Problem>(at(`/registrations/${id}/swap`), body);
      const bad = await swap(first?.id ?? '', row(15, { email: 'bukan' }));
      expect([bad.status, bad.body.errors?.map(({ field }) => field)]).toEqual([422, ['email']]);
      const sent = row(15);
      expect((await swap(first?.id ?? '', sent)).body).toMatchObject({ outcome: 'registered', status: 'confirmed' });
      expect((await swap(first?.id ?? '', sent)).body).toMatchObject({ outcome: 'registered', status: 'confirmed' });
      const after = await stored();
      expect(after.map(({ status }) => status)).toEqual([
        'cancelled',
        'confirmed',
        'confirmed',
        'waiting',
        'confirmed',
      ]);
      const outsider = after.find(({ status }) => status === 'waiting')?.id ?? '';
      expect((await swap(outsider, row(16))).status).toBe(404);
    });

    it('neither swaps nor withdraws who has come', async () => {
      app.clock.set(MORNING);
      const door = await openDoor(app);
      ({ event } = door);
      await make();
      await enter(row(11));
      const [here] = await people();
      expect(here).toMatchObject({ canSwap: true, canWithdraw: true });
      const [{ ticket_code: code } = { ticket_code: '' }] = await app.db.query<{ ticket_code: string }>(
        `SELECT ticket_code FROM registration WHERE id = '${here?.id}'`,
      );
      await scan(app, await app.as('gate', door.event.id), door, code, { method: 'code' });
      expect((await people())[0]).toMatchObject({ canSwap: false, canWithdraw: false });
      const path = at(`/registrations/${here?.id}`);
      const swapped = await app.client().post<Problem>(`${path}/swap`, row(12));
      expect([swapped.status, swapped.body.code]).toEqual([409, 'SWAP_ARRIVED']);
      const withdrawn = await app.client().post<Problem>(`${path}/withdraw`, {});
      expect([withdrawn.status, withdrawn.body.code]).toEqual([409, 'CANCEL_ARRIVED']);
      for (const { body } of [swapped, withdrawn]) expect(body.detail).toContain('hubungi panitia di meja registrasi');
      expect((await stored()).map(({ status }) => status)).toEqual(['confirmed']);
    });

    it('asks for approval where the organiser does', async () => {
      event = await makeEvent(app, { fields: { byApproval: true } });
      await make();
      const answer = await enter(row(11));
      expect(answer.body[0]).toMatchObject({ outcome: 'registered', status: 'pending' });
      const [first] = await people();
      const swapped = await app.client().post<Result>(at(`/registrations/${first?.id}/swap`), row(12));
      expect(swapped.body.status).toBe('pending');
    });

    it('registers nobody once registration has closed', async () => {
      await app.db.query("UPDATE event SET registration_closes_at = '2020-01-01 00:00:00.000'");
      const late = await app.client().post<Problem>(at('/registrations'), { rows: [row(11)] });
      expect([late.status, late.body.code]).toEqual([409, 'REGISTRATION_CLOSED']);
      expect(await stored()).toEqual([]);
    });

    it('follows its unit when that becomes part of another', async () => {
      await enter(row(11));
      const hr = await app.as('hr');
      await hr.post(`/directory/units/${units.DINKES}/merge`, { intoId: units.DISDIK });
      const { body } = await app.client().get<{ unit: string; people: Person[] }>(at());
      expect([body.unit, body.people.length]).toEqual(['Dinas Pendidikan', 1]);
    });
  });

  describe('the link of a desk', () => {
    it('goes to the contact by mail', async () => {
      const [mail] = await app.db.query<Record<string, string>>(
        "SELECT id, to_address FROM mail_message WHERE template = 'delegation_link'",
      );
      expect(mail?.to_address).toBe(contact.contactEmail);
      const shown = await (await app.as('admin')).get(`/mails/${mail?.id}`);
      expect(JSON.stringify(shown.body)).toContain(token);
      const everything = JSON.stringify(await app.db.query('SELECT * FROM delegation'));
      expect(everything).not.toContain(token);
    });

    it('ends on its day, when it is revoked, and when another takes its place', async () => {
      const act = (what: string, body: object = {}) =>
        organiser.post<Link[]>(`/events/${event.id}/delegations/${desk.id}/${what}`, body);
      const code = async () => (await app.client().get<Problem>(at())).body.code;
      expect((await act('revoke')).body[0]).toMatchObject({ state: 'revoked', link: null });
      expect(await code()).toBe('DELEGATION_NOT_FOUND');
      const renewed = (await act('renew')).body[0];
      expect(renewed?.state).toBe('open');
      expect(await code()).toBe('DELEGATION_NOT_FOUND');
      token = renewed?.link?.split('/').at(-1) ?? '';
      expect(await code()).toBeUndefined();
      app.clock.advance(9 * 86_400_000);
      expect(await code()).toBe('DELEGATION_EXPIRED');
      expect((await enter(row(11))).status).toBe(410);
    });

    it('opens nothing when it is another link, or made up', async () => {
      const { token: ticket } = await register(app, event.slug, 1);
      for (const wrong of [ticket, `${token.slice(0, -2)}AA`, 'x']) {
        expect((await app.client().get<Problem>(`/public/delegations/${wrong}`)).status).toBe(404);
      }
      expect((await app.client().get(`/public/tickets/${token}`)).status).toBe(404);
    });

    it('needs a unit that is there, an address, and a day to come', async () => {
      const body = { unitId: randomUUID(), contactName: ' ', contactEmail: 'bukan', expiresOn: '2020-01-01' };
      const bad = await organiser.post<Problem>(`/events/${event.id}/delegations`, body);
      expect(bad.body.errors?.map(({ field }) => field).sort()).toEqual(['contactEmail', 'contactName']);
      const past = await organiser.post<Problem>(`/events/${event.id}/delegations`, {
        unitId: units.PKM,
        ...contact,
        expiresOn: '2020-01-01',
      });
      expect(past.body.errors).toMatchObject([{ field: 'expiresOn', code: 'EXPIRY_PAST' }]);
      const absent = await organiser.post<Problem>(`/events/${event.id}/delegations`, {
        unitId: randomUUID(),
        ...contact,
      });
      expect(absent.body.errors).toMatchObject([{ field: 'unitId', code: 'UNIT_UNKNOWN' }]);
    });
  });
});
