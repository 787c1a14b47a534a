import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { nipOf } from '../factories/applicants.js';
import { TestApp } from '../support/app.js';
import type { Answer, Client, Problem } from '../support/client.js';
import { addGuest, type Door, MORNING, openDoor, scan, type ScanAnswer } from './door.js';
import { Phones } from './phones.js';

describe('walk ins', () => {
  let app: TestApp;
  let door: Door;
  let officer: Client;
  /** Of those whom the directory knows, by their number. */
  const ids = new Map<number, string>();

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app, { capacity: 3 });
    officer = await app.as('gate', door.event.id);
    const directory = app.get(Directory);
    await directory.addUnits([{ code: 'SETDA', name: 'Sekretariat Daerah' }], systemActor);
    const unitId = (await directory.units())[0]!.id;
    const known = {
      frontTitle: 'Dr.',
      backTitle: 'M.Si.',
      kind: 'pns',
      position: 'Analis',
      rank: 'III/c',
      unitId,
    } as const;
    const reached = (n: number) => (n === 903 ? {} : { phone: '081234567890', email: `pegawai${n}@uji.example` });
    const employees = [901, 902, 903].map((n) => ({
      ...known,
      name: `Pegawai ${'ABC'[n - 901]}`,
      nip: nipOf(n),
      ...reached(n),
    }));
    await directory.addEmployees(employees, systemActor);
    for (const n of [901, 902, 903]) ids.set(n, (await directory.employeeByNip(nipOf(n)))!.id);
  });
  afterAll(() => app.close());

  interface Agenda {
    sessions: { id: string; title: string }[];
  }

  interface WalkInAnswer extends ScanAnswer {
    walkIn: { employeeId: string; printedName: string; unit: string; lacks: string[] } | null;
  }

  const typed = (input: string) => scan<WalkInAnswer>(app, officer, door, input, { method: 'code' });
  const admit = <Body = WalkInAnswer>(
    employeeId: string,
    id: string = randomUUID(),
    contact: object = {},
  ): Promise<Answer<Body>> =>
    officer.post<Body>(`/events/${door.event.id}/walk-ins`, {
      id,
      gateId: door.gates[0]!.id,
      employeeId,
      ...contact,
      scannedAt: app.clock.now().toISOString(),
    });
  const registrations = (nip: string) => app.db.query(`SELECT source, status FROM registration WHERE nip = '${nip}'`);

  describe('whoever comes to the door without a ticket', () => {
    it('is let in by his NIP when he is registered', async () => {
      const guest = await addGuest(app, door.event, 1);
      const { body } = await typed(nipOf(1));
      expect(body).toMatchObject({ verdict: 'accepted', person: { printedName: guest.printedName }, walkIn: null });
      expect((await typed(nipOf(1))).body).toMatchObject({ verdict: 'already_in' });
    });

    it('is shown from the directory when he is not, and nothing is stored but the scan', async () => {
      const { body } = await typed(`NIP ${nipOf(901).slice(0, 8)} ${nipOf(901).slice(8)}`);
      expect(body).toMatchObject({
        verdict: 'unknown',
        person: null,
        walkIn: {
          employeeId: ids.get(901),
          printedName: 'Dr. Pegawai A, M.Si.',
          unit: 'Sekretariat Daerah',
          lacks: [],
        },
      });
      expect(await registrations(nipOf(901))).toEqual([]);
    });

    it('stays unknown when the directory does not know him either', async () => {
      expect((await typed(nipOf(950))).body).toMatchObject({ verdict: 'unknown', walkIn: null });
      const { status, body } = await admit<Problem>(randomUUID());
      expect(status).toBe(422);
      expect(body.errors).toMatchObject([{ field: 'employeeId', code: 'EMPLOYEE_UNKNOWN' }]);
    });

    it('is registered and let in by one act, once, however often it is sent', async () => {
      const id = randomUUID();
      const [first, second] = await Promise.all([admit(ids.get(901)!, id), admit(ids.get(901)!, id)]);
      for (const { status, body } of [first, second]) {
        expect(status).toBe(200);
        expect(body).toMatchObject({
          scanId: id,
          verdict: 'accepted',
          person: { printedName: 'Dr. Pegawai A, M.Si.' },
        });
      }
      expect(await registrations(nipOf(901))).toMatchObject([{ source: 'walk_in', status: 'confirmed' }]);
      expect((await admit(ids.get(901)!)).body).toMatchObject({ verdict: 'already_in' });
      const actions = await app.db.query(
        `SELECT a.action, a.actor_kind FROM audit_entry a JOIN registration r ON r.id = a.subject_id WHERE r.nip = '${nipOf(901)}'`,
      );
      expect(actions).toEqual([{ action: 'registration.confirmed', actor_kind: 'staff' }]);
    });

    it('is turned away when the seats are gone, and does not wait for one', async () => {
      await addGuest(app, door.event, 2);
      const { status, body } = await admit<Problem>(ids.get(902)!);
      expect([status, body.code]).toEqual([409, 'EVENT_FULL']);
      expect(await registrations(nipOf(902))).toEqual([]);
      const organiser = await app.as('organiser');
      await organiser.put(`/events/${door.event.id}/pools`, { capacity: 4 });
      expect((await admit(ids.get(902)!)).body).toMatchObject({ verdict: 'accepted' });
    });

    it('is asked for what the directory does not hold, and nothing is stored before', async () => {
      expect((await typed(nipOf(903))).body.walkIn).toMatchObject({ lacks: ['phone', 'email'] });
      const { status, body } = await admit<Problem>(ids.get(903)!, randomUUID(), { phone: '12' });
      expect([status, body.errors?.map(({ field }) => field)]).toEqual([422, ['phone', 'email']]);
      expect(await registrations(nipOf(903))).toEqual([]);
    });

    it('takes no seat at a session whose door is shut', async () => {
      const { sessions } = (await (await app.as('organiser')).get<Agenda>(`/events/${door.event.id}`)).body;
      const afternoon = sessions.at(-1)!;
      const contact = { phone: '0812 3456 7891', email: 'c@uji.example', sessionId: afternoon.id };
      const { status, body } = await admit<Problem>(ids.get(903)!, randomUUID(), contact);
      expect([status, body.code]).toEqual([409, 'SESSION_SHUT']);
      expect(body.detail).toContain(`“${afternoon.title}” dibuka Selasa, 24 November 2026 pukul 11.30–15.30 WITA`);
      expect(await registrations(nipOf(903))).toEqual([]);
    });

    it('takes no seat at a gate of another event, or for the scan of somebody else', async () => {
      const contact = { phone: '0812 3456 7891', email: 'c@uji.example' };
      const elsewhere = await admit<Problem>(ids.get(903)!, randomUUID(), { ...contact, gateId: randomUUID() });
      expect([elsewhere.status, elsewhere.body.code]).toEqual([404, 'GATE_NOT_FOUND']);
      const others = (await typed(nipOf(1))).body.scanId;
      const taken = await admit<Problem>(ids.get(903)!, others, contact);
      expect([taken.status, taken.body.code]).toEqual([409, 'SCAN_ID_TAKEN']);
      expect(await registrations(nipOf(903))).toEqual([]);
    });

    it('keeps those out of the line who came with him in one fold, and them in it', async () => {
      const contact = { phone: '0812 3456 7891', email: 'c@uji.example' };
      const walking = admit<Problem>(ids.get(903)!, randomUUID(), contact);
      const [walker, guest] = await Promise.all([walking, addGuest(app, door.event, 3)]);
      expect(walker.body.code).toBe('EVENT_FULL');
      expect(guest.qr).toBeNull();
    });

    it('is nobody’s business who may not scan', async () => {
      const hr = await app.as('hr');
      const answer = await hr.post(`/events/${door.event.id}/walk-ins`, {
        id: randomUUID(),
        employeeId: ids.get(903),
        scannedAt: app.clock.now().toISOString(),
      });
      expect(answer.status).toBe(403);
    });
  });

  describe('somebody whose name is all that is known', () => {
    interface Named {
      rows: { id: string; printedName: string; nipMasked: string; unit: string }[];
      more: boolean;
    }
    let organiser: Client;
    const named = (name: string) =>
      organiser.get<Named>(`/events/${door.event.id}/scans/employees?name=${encodeURIComponent(name)}`);
    const frontTitle = (n: number, title: string) =>
      app.db.query('UPDATE employee SET front_title = ? WHERE nip = ?', [title, nipOf(n)]);
    const choose = (id: string) => scan<WalkInAnswer>(app, organiser, door, id, { method: 'name' });

    beforeAll(async () => {
      organiser = await app.as('organiser');
    });

    it('is found without his NIP, which the directory gives the same reader whole', async () => {
      const directory = await organiser.get('/directory/employees?q=pegawai');
      for (const n of ids.keys()) expect(JSON.stringify(directory.body)).toContain(nipOf(n));
      const { body } = await named('pegawai');
      expect(body).toEqual({
        rows: [...ids].map(([n, id]) => expect.objectContaining({ id, nipMasked: mask(n) })),
        more: false,
      });
      for (const text of ['Dr. Pegawai A, M.Si.', 'Letkol. Dr. Pegawai A, M.Si.', 'Pnt. Pegawai A']) {
        await frontTitle(901, text.replace(/ Pegawai.*/, ''));
        expect([text, (await named(text)).body.rows.map(({ id }) => id)]).toEqual([text, [ids.get(901)]]);
      }
      expect((await named('Pdm. Pegawai A')).body.rows).toEqual([]);
      await frontTitle(901, 'Dr.');
      expect(body.rows[0]).toEqual({
        id: ids.get(901),
        printedName: 'Dr. Pegawai A, M.Si.',
        nipMasked: mask(901),
        unit: 'Sekretariat Daerah',
      });
      for (const n of ids.keys()) expect(JSON.stringify(body)).not.toContain(nipOf(n));
    });

    it('is presented by what was found, and let in like one who gives his NIP', async () => {
      const [chosen] = (await named('pegawai c')).body.rows;
      const { body } = await choose(chosen!.id);
      expect(body).toMatchObject({
        verdict: 'unknown',
        walkIn: { employeeId: ids.get(903), lacks: ['phone', 'email'] },
      });
      expect(JSON.stringify(body)).not.toContain(nipOf(903));
      await organiser.put(`/events/${door.event.id}/pools`, { capacity: 9 });
      const contact = { phone: '0812 3456 7891', email: 'c@uji.example' };
      const admitted = await admit(body.walkIn!.employeeId, randomUUID(), contact);
      expect(admitted.body).toMatchObject({ verdict: 'accepted' });
      expect((await choose(chosen!.id)).body).toMatchObject({ verdict: 'already_in', walkIn: null });
      for (const stranger of [randomUUID(), 'x', 'x'.repeat(5000)]) {
        expect((await choose(stranger)).body).toMatchObject({ verdict: 'unknown', walkIn: null });
      }
    });

    it('is one of a few, and not searched by digits', async () => {
      const unitId = (await app.get(Directory).units())[0]!.id;
      const alike = { frontTitle: '', backTitle: '', kind: 'pns', position: '', rank: '', unitId } as const;
      const many = [910, 911, 912, 913, 914, 915, 916].map((n) => ({ ...alike, nip: nipOf(n), name: `Serupa ${n}` }));
      await app.get(Directory).addEmployees(many, systemActor);
      const { body } = await named('serupa');
      expect([body.rows.length, body.more]).toEqual([6, true]);
      for (const text of ['', 'se', nipOf(910).slice(0, 8)])
        expect([text, (await named(text)).status]).toEqual([text, 422]);
    });

    it('is not searched by who may not read the directory', async () => {
      const path = `/events/${door.event.id}/scans/employees?name=pegawai`;
      expect((await officer.get(path)).status).toBe(403);
      expect((await app.client().get(path)).status).toBe(401);
    });
  });

  describe('whom a phone without network let in by his NIP', () => {
    interface Listed {
      scanId: string;
      conflict: string;
      isRegistered: boolean;
      person: { printedName: string; unit: string } | null;
    }
    let kept: Door;
    let organiser: Client;
    const path = (rest: string) => `/events/${kept.event.id}/${rest}`;

    beforeAll(async () => {
      kept = await openDoor(app, { capacity: 1 });
      organiser = await app.as('organiser', kept.event.id);
    });

    async function sent(nip: string, more: object = {}): Promise<string> {
      const at = app.clock.now().toISOString();
      const one = {
        id: randomUUID(),
        gateId: null,
        input: nip,
        method: 'code',
        shown: 'to_check',
        scannedAt: at,
        ...more,
      };
      expect((await organiser.post(path('scans/sync'), { sentAt: at, scans: [one] })).status).toBe(200);
      return one.id;
    }
    const listed = async (scanId: string, by = organiser) =>
      (await by.get<Listed[]>(path('conflicts'))).body.find((one) => one.scanId === scanId);
    const rule = (scanId: string, decision: 'admit' | 'void', by = organiser) =>
      by.post<Problem>(path(`scans/${scanId}/rulings`), { decision });
    const stays = async (nip: string) => {
      const rows = await app.db.query<{ in_at: string | Date; out_at: string | Date | null }>(
        `SELECT p.in_at, p.out_at FROM presence p JOIN registration r ON r.id = p.registration_id
         WHERE r.nip = '${nip}' AND r.event_id = '${kept.event.id}'`,
      );
      return rows.map(({ in_at, out_at }) => [minuteOf(in_at), out_at && minuteOf(out_at)]);
    };
    const minuteOf = (stored: string | Date) => {
      const at = stored instanceof Date ? stored : new Date(`${stored.replace(' ', 'T')}Z`);
      return (at.getTime() - MORNING.getTime()) / 60_000;
    };
    const minute = (n: number) => new Date(MORNING.getTime() + n * 60_000).toISOString();

    it('is named at the desk, registered when he is admitted, and present since he came', async () => {
      const scanId = await sent(nipOf(901), { scannedAt: minute(-20) });
      expect(await listed(scanId)).toMatchObject({
        ...{ conflict: 'unknown', isRegistered: false },
        person: { printedName: 'Dr. Pegawai A, M.Si.', unit: 'Sekretariat Daerah' },
      });
      const exit = await sent(nipOf(901), { direction: 'out', scannedAt: minute(-5) });
      expect((await rule(scanId, 'admit')).status).toBe(204);
      expect(await listed(scanId)).toBeUndefined();
      expect(await stays(nipOf(901))).toEqual([[-20, null]]);
      expect(await listed(exit)).toMatchObject({ isRegistered: true });
      expect((await rule(exit, 'admit')).status).toBe(204);
      expect(await stays(nipOf(901))).toEqual([[-20, -5]]);
      expect((await rule(scanId, 'void')).status).toBe(204);
      expect(await stays(nipOf(901))).toEqual([]);
      expect((await organiser.post<{ changed: number }>(path('presence/rebuild'))).body.changed).toBe(0);
    });

    it('waits for a seat to be made where none is left, and comes first however late he is registered', async () => {
      const scanId = await sent(nipOf(902), { scannedAt: minute(-30) });
      expect((await rule(scanId, 'admit')).body).toMatchObject({ code: 'EVENT_FULL' });
      expect(await listed(scanId)).toMatchObject({ isRegistered: false });
      expect(await stays(nipOf(902))).toEqual([]);
      await organiser.put(path('pools'), { capacity: 2 });
      const walkIn = { id: randomUUID(), gateId: null, employeeId: ids.get(902) };
      const at = app.clock.now().toISOString();
      expect((await organiser.post(path('walk-ins'), { ...walkIn, scannedAt: at })).status).toBe(200);
      expect(await listed(scanId)).toMatchObject({ isRegistered: true });
      expect((await rule(scanId, 'admit')).status).toBe(204);
      expect(await stays(nipOf(902))).toEqual([[-30, null]]);
    });

    it('is asked about when only the answer to the phone was lost', async () => {
      const at = app.clock.now().toISOString();
      const lost = { id: randomUUID(), gateId: null, input: nipOf(903), method: 'code', scannedAt: at };
      const { body } = await organiser.post<WalkInAnswer>(path('scans'), lost);
      expect(body).toMatchObject({ verdict: 'unknown', walkIn: { employeeId: ids.get(903) } });
      expect(await listed(lost.id)).toBeUndefined();
      await sent(nipOf(903), { id: lost.id });
      expect(await listed(lost.id)).toMatchObject({ conflict: 'unknown', person: { unit: 'Sekretariat Daerah' } });
      expect((await rule(lost.id, 'void')).status).toBe(204);
      expect(await listed(lost.id)).toBeUndefined();
    });

    it('is nobody to a paired phone, and when the directory does not know him', async () => {
      const { phone } = await new Phones(app, kept, organiser).pair({ role: 'supervisor' });
      const scanId = await sent(nipOf(903));
      expect(await listed(scanId, phone)).toMatchObject({ person: null });
      expect((await rule(scanId, 'admit', phone)).body).toMatchObject({ code: 'NOBODY_TO_ADMIT' });
      expect((await rule(await sent(nipOf(950)), 'admit')).body).toMatchObject({ code: 'NOBODY_TO_ADMIT' });
      // He must be registered by a form, since the directory does not say how to reach him.
      expect((await rule(scanId, 'admit')).body).toMatchObject({ code: 'NOT_REACHABLE' });
      expect((await rule(scanId, 'void', phone)).status).toBe(204);
      expect(await stays(nipOf(903))).toEqual([]);
    });
  });
});

const mask = (n: number) => `${nipOf(n).slice(0, 4)}**********${nipOf(n).slice(-4)}`;
