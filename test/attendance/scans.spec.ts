import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { humanCode } from '../../src/common/crypto/index.js';
import { TicketSigner } from '../../src/identity/index.js';
import { makeEvent } from '../factories/events.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { addGuest, type Door, MORNING, openDoor, scan, type ScanAnswer } from './door.js';

describe('scans at a gate', () => {
  let app: TestApp;
  let door: Door;
  let officer: Client;
  let rows: (sql: string) => Promise<Record<string, unknown>[]>;

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    rows = (sql) => app.db.query(sql);
    door = await openDoor(app, { capacity: 40 });
    officer = await app.as('gate', door.event.id);
  });
  afterAll(() => app.close());

  const stored = async (id: string) => (await rows(`SELECT * FROM scan WHERE id = '${id}'`))[0];
  const audited = async (id: string) =>
    (await rows(`SELECT action, actor_name FROM audit_entry WHERE subject_id = '${id}'`)).length;

  async function refusedAs(verdict: string, input: string, changes = {}): Promise<ScanAnswer> {
    const { status, body } = await scan(app, officer, door, input, changes);
    expect(status).toBe(200);
    expect(body.verdict).toBe(verdict);
    expect(await stored(body.scanId)).toMatchObject({ verdict, event_id: door.event.id });
    expect(await audited(body.scanId)).toBe(1);
    return body;
  }

  it('lets a confirmed person in, by QR or by code in any spelling', async () => {
    const maria = await addGuest(app, door.event, 1);
    const { body } = await scan(app, officer, door, maria.qr!);
    expect(body).toMatchObject({
      verdict: 'accepted',
      direction: 'in',
      person: { printedName: maria.printedName, unit: 'Sekretariat Daerah' },
      first: null,
    });
    const yosep = await addGuest(app, door.event, 2);
    const spelt = ` ${yosep.ticketCode.slice(0, 4).toLowerCase()}-${yosep.ticketCode.slice(4).toLowerCase()}\r\n`;
    const typed = await scan(app, officer, door, spelt, { method: 'code' });
    expect(typed.body).toMatchObject({ verdict: 'accepted', person: { printedName: yosep.printedName } });
    expect(typed.body.counts).toEqual({ present: 2, registered: 2 });
    expect(await audited(body.scanId)).toBe(1);
    const presence = await rows(`SELECT slot, entry_no FROM presence WHERE in_scan_id = '${body.scanId}'`);
    expect(presence).toEqual([{ slot: 'day:2026-11-24', entry_no: 1 }]);
  });

  it('says when and where a person came in first', async () => {
    const ramla = await addGuest(app, door.event, 3);
    const first = await scan(app, officer, door, ramla.qr!, { gateId: door.gates[1]!.id, deviceLabel: 'Gawai 1' });
    app.clock.advance(4 * 60_000);
    const again = await refusedAs('already_in', ramla.qr!);
    expect(again).toMatchObject({
      person: { printedName: ramla.printedName },
      first: { at: first.body.scannedAt, gate: 'Pintu Timur', device: 'Gawai 1' },
    });
    expect(again.counts).toEqual(first.body.counts);
  });

  it('tells times by its own clock, whatever the phone believes', async () => {
    const yosef = await addGuest(app, door.event, 13);
    await scan(app, officer, door, yosef.qr!);
    app.clock.advance(10 * 60_000);
    const [now, fast] = [app.clock.now(), new Date(app.clock.now().getTime() + 3_600_000).toISOString()];
    const { body } = await scan(app, officer, door, yosef.qr!, { scannedAt: fast, sentAt: fast });
    expect(body).toMatchObject({ verdict: 'already_in', scannedAt: now.toISOString() });
    const { body: recent } = await officer.get<object[]>(`/events/${door.event.id}/scans/recent?limit=1`);
    expect(recent).toMatchObject([{ scanId: body.scanId, scannedAt: now.toISOString() }]);
  });

  it('answers a repeated scan as the first time and stores it once', async () => {
    const siti = await addGuest(app, door.event, 4);
    const id = randomUUID();
    const first = await scan(app, officer, door, siti.qr!, { id });
    const repeated = await scan(app, officer, door, siti.qr!, { id: id.toUpperCase() });
    expect(repeated.body).toEqual(first.body);
    expect(repeated.body.verdict).toBe('accepted');
    const again = await scan(app, officer, door, siti.qr!);
    const refused = await scan(app, officer, door, siti.qr!, { id: again.body.scanId });
    expect(refused.body).toEqual(again.body);
    expect(await rows(`SELECT COUNT(*) AS n FROM scan WHERE registration_id = '${siti.id}'`)).toEqual([{ n: 2 }]);
    expect(await audited(id)).toBe(1);
  });

  it('refuses an id that another event has used', async () => {
    const other = await openDoor(app);
    const id = randomUUID();
    const there = await app.as('gate');
    expect((await scan(app, there, other, 'junk', { id })).body.verdict).toBe('malformed');
    const here = await scan<Problem>(app, officer, door, 'junk', { id });
    expect([here.status, here.body.code]).toEqual([409, 'SCAN_ID_TAKEN']);
  });

  it('lets a person out and in again, as a new entry', async () => {
    const albert = await addGuest(app, door.event, 5);
    const verdicts: string[] = [];
    for (const direction of ['in', 'out', 'out', 'in', 'in'] as const) {
      app.clock.advance(60_000);
      verdicts.push((await scan(app, officer, door, albert.qr!, { direction })).body.verdict);
    }
    expect(verdicts).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'already_in']);
    const entries = await rows(
      `SELECT entry_no, out_at IS NULL AS inside FROM presence WHERE registration_id = '${albert.id}' ORDER BY entry_no`,
    );
    expect(entries.map(({ entry_no, inside }) => [entry_no, Number(inside)])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  describe('refuses', () => {
    it.each([
      ['nothing', ''],
      ['an address', 'https://example.org/promo?id=1'],
      ['a wrong sign in a code', 'AAAAAAA0'],
      ['another script', 'билет на семинар 入場券 تذكرة'],
      ['10 kB of junk', 'B1:'.padEnd(10_240, '%')],
      ['a ticket cut short', 'B1:ABCDEF'],
      ['control signs', '\u0000\u0007\u202e'],
    ])('%s as malformed, in both languages', async (_name, input) => {
      const answer = await refusedAs('malformed', input);
      expect(answer).toMatchObject({ person: null, first: null, otherEvent: null, cancelledAt: null });
      const english = await officer.post<ScanAnswer>(
        `/events/${door.event.id}/scans`,
        { id: randomUUID(), input, method: 'keyboard', scannedAt: app.clock.now().toISOString() },
        { headers: { 'accept-language': 'tlh, xx-pirate;q=0.9' } },
      );
      expect([english.status, english.body.verdict]).toEqual([200, 'malformed']);
    });

    it('a code nobody has, and a forged ticket, as unknown', async () => {
      const person = await addGuest(app, door.event, 6);
      await refusedAs('unknown', humanCode(7));
      const at = 60;
      const forged = person.qr!.slice(0, at) + (person.qr![at] === 'A' ? 'B' : 'A') + person.qr!.slice(at + 1);
      await refusedAs('unknown', forged);
      const nobody = { eventId: door.event.id, registrationId: randomUUID(), epoch: 1 };
      await refusedAs('unknown', await app.get(TicketSigner).sign(nobody));
    });

    it('a ticket of another event, naming it only when it is published', async () => {
      const other = await makeEvent(app, { inDays: 1, title: 'Bimbingan Teknis Smart City Tahap 2' });
      const person = await addGuest(app, other, 7);
      const answer = await refusedAs('not_for_this_event', person.qr!);
      expect(answer).toMatchObject({ person: null, otherEvent: { title: 'Bimbingan Teknis Smart City Tahap 2' } });
      await refusedAs('unknown', person.ticketCode);
      const draft = await makeEvent(app, { inDays: 1, title: 'Belum terbit', publish: false });
      const signed = await app.get(TicketSigner).sign({ eventId: draft.id, registrationId: person.id, epoch: 1 });
      expect((await refusedAs('not_for_this_event', signed)).otherEvent).toBeNull();
    });

    it('a cancelled registration', async () => {
      const hizkia = await addGuest(app, door.event, 8);
      const organiser = await app.as('organiser');
      const reason = { reason: 'Berhalangan' };
      await organiser.post(`/events/${door.event.id}/registrations/${hizkia.id}/cancel`, reason);
      const answer = await refusedAs('cancelled', hizkia.qr!);
      expect(answer.person?.printedName).toBe(hizkia.printedName);
      expect(answer.cancelledAt).toBe(app.clock.now().toISOString());
      await refusedAs('cancelled', hizkia.ticketCode);
    });

    it('a ticket whose links were revoked', async () => {
      const person = await addGuest(app, door.event, 9);
      await rows(`UPDATE registration SET epoch = epoch + 1 WHERE id = '${person.id}'`);
      await refusedAs('revoked', person.qr!);
    });

    it('the waiting list', async () => {
      const full = await openDoor(app, { capacity: 1 });
      await addGuest(app, full.event, 10);
      const waiting = await addGuest(app, full.event, 11);
      expect(waiting.qr).toBeNull();
      const { body } = await scan(app, await app.as('gate'), full, waiting.ticketCode);
      expect(body).toMatchObject({ verdict: 'not_confirmed', person: { printedName: waiting.printedName } });
    });

    it('a day that is not one of the event, and a phone whose clock is wrong', async () => {
      const person = await addGuest(app, door.event, 12);
      const shifted = (hours: number) => new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString();
      await refusedAs('not_for_this_session', person.qr!, { scannedAt: shifted(-24) });
      await refusedAs('clock_implausible', person.qr!, { scannedAt: shifted(3) });
      await refusedAs('clock_implausible', person.qr!, { scannedAt: '1970-01-01T00:00:00Z' });
      expect((await scan(app, officer, door, person.qr!)).body.verdict).toBe('accepted');
    });

    it('every ticket of a cancelled event', async () => {
      const off = await openDoor(app);
      const person = await addGuest(app, off.event, 13);
      const confirm = { reason: 'Ruang terendam banjir', confirm: 'BATALKAN' };
      expect((await (await app.as('admin')).post(`/events/${off.event.id}/cancel`, confirm)).status).toBeLessThan(300);
      const { body } = await scan(app, await app.as('gate'), off, person.qr!);
      expect(body.verdict).toBe('cancelled');
    });
  });

  it('names the fault of a request that is no scan', async () => {
    const bad = { id: 'x', input: 7, method: 'telepathy', direction: 'up', scannedAt: '2026-11-24T07:10:00', foo: 1 };
    const { status, body } = await officer.post<Problem>(`/events/${door.event.id}/scans`, bad);
    expect(status).toBe(422);
    expect(body.errors?.map(({ field }) => field).sort()).toEqual(Object.keys(bad).sort());
    const elsewhere = await scan<Problem>(app, officer, door, 'junk', { gateId: randomUUID() });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([404, 'GATE_NOT_FOUND']);
  });

  it('shows the last scans of a gate, the newest first, with name and unit alone', async () => {
    const deasy = await addGuest(app, door.event, 14);
    const gateId = door.gates[1]!.id;
    await scan(app, officer, door, 'junk', { gateId });
    app.clock.advance(1_000);
    const accepted = await scan(app, officer, door, deasy.qr!, { gateId });
    const { body } = await officer.get<object[]>(`/events/${door.event.id}/scans/recent?gateId=${gateId}&limit=2`);
    expect(body).toEqual([
      {
        scanId: accepted.body.scanId,
        verdict: 'accepted',
        standing: 'counted',
        direction: 'in',
        printedName: deasy.printedName,
        unit: 'Sekretariat Daerah',
        gate: 'Pintu Timur',
        scannedAt: accepted.body.scannedAt,
      },
      expect.objectContaining({ verdict: 'malformed', printedName: null, unit: null }),
    ]);
  });

  it('never stores what was read', async () => {
    const secret = 'KTP 7172010101900001';
    const { body } = await scan(app, officer, door, secret);
    const everything = JSON.stringify([await stored(body.scanId), await rows('SELECT * FROM audit_entry')]);
    expect(everything).not.toContain('7172010101900001');
  });
});
