import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';
import { Phones } from './phones.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

interface Synced {
  scanId: string;
  verdict: string | null;
  standing: string | null;
  conflict: string | null;
}
interface ConflictView {
  scanId: string;
  conflict: string;
  person: { printedName: string } | null;
  seen: { at: string; gate: string | null; device: string | null };
  countsOn: string | null;
  endsNothing: boolean;
  first: { at: string; gate: string | null; device: string | null } | null;
}

describe('what phones kept without network', () => {
  let app: TestApp;
  let door: Door;
  let officer: Client;
  let organiser: Client;
  let other: Door;
  const waiting: Guest[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app, { capacity: 60 });
    other = await openDoor(app);
    // Registration closes when the programme begins.
    for (let n = 0; n < 50; n++) waiting.push(await addGuest(app, door.event, n));
    app.clock.advance(120 * MINUTE);
    officer = await app.as('gate', door.event.id);
    organiser = await app.as('organiser', door.event.id);
  });
  afterAll(() => app.close());

  const person = (): Guest => {
    const guest = waiting.shift();
    if (!guest) throw new Error('Everybody has been scanned: register more');
    return guest;
  };
  const at = (minute: number, wrongBy = 0) => new Date(MORNING.getTime() + minute * MINUTE + wrongBy).toISOString();
  const kept = (input: string, minute: number, more: object = {}, wrongBy = 0) => ({
    id: randomUUID(),
    gateId: door.gates[0]!.id,
    input,
    method: 'camera',
    direction: 'in',
    shown: 'accepted',
    scannedAt: at(minute, wrongBy),
    ...more,
  });
  const sync = async (scans: object[], { device = 'Ponsel A', wrongBy = 0 } = {}): Promise<Synced[]> => {
    const sentAt = new Date(app.clock.now().getTime() + wrongBy).toISOString();
    const body = { sentAt, deviceLabel: device, scans };
    const answer = await officer.post<Synced[]>(`/events/${door.event.id}/scans/sync`, body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const conflicts = async () => (await organiser.get<ConflictView[]>(`/events/${door.event.id}/conflicts`)).body;
  const rule = (scanId: string, decision: string) =>
    organiser.post(`/events/${door.event.id}/scans/${scanId}/rulings`, { decision, reason: 'Kartu dilihat langsung' });
  const stays = (guest: Guest) =>
    app.db.query<{ n: number; at: string }>(
      `SELECT entry_no AS n, in_at AS at FROM presence WHERE registration_id = '${guest.id}' ORDER BY entry_no`,
    );
  const isAt = (stored: unknown, minute: number) =>
    expect(new Date(stored instanceof Date ? stored : `${String(stored).replace(' ', 'T')}Z`).toISOString()).toBe(
      at(minute),
    );

  it('is stored once, however often it is sent, and answered the same', async () => {
    const guest = person();
    const scans = [kept(guest.qr!, 10), kept('ABC', 11, { shown: 'malformed' })];
    const first = await sync(scans);
    expect(first).toMatchObject([
      { verdict: 'accepted', standing: 'counted', conflict: null },
      { verdict: 'malformed', standing: 'refused', conflict: null },
    ]);
    expect(await Promise.all([sync(scans), sync(scans), sync([...scans, ...scans])])).toEqual([first, first, first]);
    expect(await stays(guest)).toHaveLength(1);
  });

  it('is ordered by the time at the door, though the clock of the phone is wrong by minutes or by decades', async () => {
    for (const wrongBy of [7 * MINUTE, -25 * MINUTE, DAY, -DAY, 40 * DAY, -40 * DAY, -50 * 365 * DAY]) {
      const guest = person();
      const [answer] = await sync([kept(guest.qr!, 30, {}, wrongBy)], { wrongBy });
      expect(answer).toMatchObject({ verdict: 'accepted', standing: 'counted' });
      isAt((await stays(guest))[0]!.at, 30);
    }
  });

  it('keeps its time though the clock was set right before it is sent', async () => {
    for (const wrongBy of [7 * MINUTE, -DAY]) {
      const guest = person();
      // With nobody to tell of it, it is shifted by as much as the clock was.
      const untold = await sync([kept(guest.qr!, 30, {}, wrongBy)]);
      expect([untold[0]!.verdict === 'accepted', (await stays(guest)).length]).toEqual(
        wrongBy === -DAY ? [false, 0] : [true, 1],
      );
      const told = person();
      const [answer] = await sync([kept(told.qr!, 30, { clockSetMs: -wrongBy }, wrongBy)]);
      expect(answer).toMatchObject({ verdict: 'accepted', standing: 'counted', conflict: null });
      isAt((await stays(told))[0]!.at, 30);
    }
  });

  it('asks a person when the phone cannot tell whether its clock was set, and that shows a difference', async () => {
    const guest = person();
    const unsure = kept(guest.qr!, 30, { knownSkewMs: 20 * MINUTE });
    expect(await sync([unsure])).toMatchObject([
      { verdict: 'clock_implausible', standing: 'refused', conflict: 'clock_implausible' },
    ]);
    expect(await stays(guest)).toEqual([]);
    expect((await rule(unsure.id, 'admit')).status).toBe(204);
    isAt((await stays(guest))[0]!.at, 50);
    const agreeing = person();
    await sync([kept(agreeing.qr!, 30, { knownSkewMs: 1_500 })]);
    isAt((await stays(agreeing))[0]!.at, 30);
    const field = { status: 422, body: { errors: [{ field: 'scans.0.clockSetMs' }] } };
    const body = { sentAt: at(120), scans: [kept(agreeing.qr!, 30, { clockSetMs: 1e18 })] };
    expect(await officer.post(`/events/${door.event.id}/scans/sync`, body)).toMatchObject(field);
  });

  it('counts on the day it came in, when its own day is none of the event and somebody rules that he was there', async () => {
    const [guest, leaving, inside] = [person(), person(), person()];
    await sync([kept(inside.qr!, 20)]);
    const [strayed, again] = [kept(guest.qr!, 30, {}, -DAY), kept(inside.qr!, 40, {}, -DAY)];
    const out = kept(leaving.qr!, 31, { direction: 'out' }, -DAY);
    for (const scan of [strayed, out, again]) {
      expect(await sync([scan])).toMatchObject([{ verdict: 'not_for_this_session', conflict: 'not_for_this_session' }]);
    }
    const listed = new Map((await conflicts()).map((each) => [each.scanId, each.countsOn]));
    expect([strayed, out, again].map(({ id }) => listed.get(id))).toEqual(['2026-11-24', null, '2026-11-24']);
    for (const { id } of [strayed, again]) expect((await rule(id, 'admit')).status).toBe(204);
    // An exit on another day ends no stay: to say that it was right would change nothing.
    expect((await conflicts()).filter(({ endsNothing }) => endsNothing).map(({ scanId }) => scanId)).toEqual([out.id]);
    expect(await rule(out.id, 'admit')).toMatchObject({ status: 409, body: { code: 'EXIT_OFF_DAY' } });
    expect((await conflicts()).map(({ scanId }) => scanId)).toContain(out.id);
    expect((await rule(out.id, 'void')).status).toBe(204);
    const left = new Set((await conflicts()).map(({ scanId }) => scanId));
    expect([strayed, out, again].filter(({ id }) => left.has(id))).toEqual([]);
    isAt((await stays(guest))[0]!.at, 30);
    expect(await stays(leaving)).toEqual([]);
    // He was seen that day anyway: nobody has to say so.
    isAt((await stays(inside))[0]!.at, 20);
    const slotsOf = async ({ id }: Guest) =>
      (await app.db.query<{ slot: string }>(`SELECT slot FROM presence WHERE registration_id = '${id}'`)).map(
        ({ slot }) => slot,
      );
    expect([await slotsOf(guest), await slotsOf(inside)]).toEqual([['day:2026-11-24'], ['day:2026-11-24']]);
    // A time that has not come yet is as much no day of his.
    const ahead = person();
    const early = kept(ahead.qr!, 100 + 2 * 1_440);
    await sync([early]);
    await rule(early.id, 'admit');
    expect(await slotsOf(ahead)).toEqual(['day:2026-11-24']);
    // The newest ruling counts, here too.
    expect((await rule(early.id, 'void')).status).toBe(204);
    expect(await slotsOf(ahead)).toEqual([]);
    const rebuilt = await organiser.post<{ changed: number }>(`/events/${door.event.id}/presence/rebuild`);
    expect(rebuilt.body.changed).toBe(0);
  });

  it('makes the earlier of two admissions the one that counts, whichever phone reports first', async () => {
    const guest = person();
    const [late] = await sync([kept(guest.qr!, 50)], { device: 'Ponsel A' });
    expect(late).toMatchObject({ verdict: 'accepted', standing: 'counted', conflict: null });
    const [early] = await sync([kept(guest.qr!, 40, { gateId: door.gates[1]!.id })], { device: 'Ponsel B' });
    expect(early).toMatchObject({ verdict: 'accepted', standing: 'counted', conflict: null });
    const entries = await stays(guest);
    expect(entries).toHaveLength(1);
    isAt(entries[0]!.at, 40);
    const open = (await conflicts()).filter(({ person: who }) => who?.printedName === guest.printedName);
    expect(open).toEqual([
      expect.objectContaining({
        scanId: late!.scanId,
        conflict: 'double',
        seen: { at: at(50), gate: 'Pintu Utama', device: 'Ponsel A' },
        first: { at: at(40), gate: 'Pintu Timur', device: 'Ponsel B' },
      }),
    ]);
    // The first phone was wrong: with its scan void the other one counts, and nothing is left to rule on.
    expect((await rule(early!.scanId, 'void')).status).toBe(204);
    isAt((await stays(guest))[0]!.at, 50);
    expect((await conflicts()).filter(({ person: who }) => who?.printedName === guest.printedName)).toEqual([]);
  });

  it('asks a person about a ticket that was revoked meanwhile, and counts it once that is ruled', async () => {
    const guest = person();
    await app.db.query(`UPDATE registration SET epoch = epoch + 1 WHERE id = '${guest.id}'`);
    const [revoked] = await sync([kept(guest.qr!, 20)]);
    expect(revoked).toMatchObject({ verdict: 'revoked', standing: 'refused', conflict: 'revoked' });
    expect(await stays(guest)).toEqual([]);
    await rule(revoked!.scanId, 'admit');
    isAt((await stays(guest))[0]!.at, 20);
    expect((await conflicts()).map(({ scanId }) => scanId)).not.toContain(revoked!.scanId);
    const [stored] = await app.db.query<{ verdict: string; standing: string }>(
      `SELECT verdict, standing FROM scan WHERE id = '${revoked!.scanId}'`,
    );
    expect(stored).toEqual({ verdict: 'revoked', standing: 'counted' });
    await rule(revoked!.scanId, 'void');
    expect(await stays(guest)).toEqual([]);
  });

  it('asks about a code that could only be checked later and is nobody’s', async () => {
    const [unknown] = await sync([kept('0000-0000', 15, { method: 'code', shown: 'to_check' })]);
    expect(unknown).toMatchObject({ standing: 'refused', conflict: unknown!.verdict });
    expect((await conflicts()).find(({ scanId }) => scanId === unknown!.scanId)?.person).toBeNull();
    await rule(unknown!.scanId, 'void');
    expect((await conflicts()).map(({ scanId }) => scanId)).not.toContain(unknown!.scanId);
  });

  it('is kept when its gate is gone, and marks an id that another event has used', async () => {
    const guest = person();
    const [orphan] = await sync([kept(guest.qr!, 12, { gateId: randomUUID() })]);
    expect(orphan).toMatchObject({ verdict: 'accepted', standing: 'counted' });
    const id = randomUUID();
    const theirs = await app.as('gate', other.event.id);
    expect((await scan(app, theirs, other, 'ABC', { id })).status).toBe(200);
    expect(await sync([kept(guest.qr!, 14, { id })])).toEqual([
      { scanId: id, verdict: null, standing: null, conflict: null },
    ]);
  });

  it('is ruled on together, where a whole queue is in question, and what is settled stays so', async () => {
    const guests = [person(), person(), person()];
    const unsure = guests.map((guest) => kept(guest.qr!, 30, { knownSkewMs: 20 * MINUTE }));
    const nobody = kept('0000-0000', 31, { method: 'code', shown: 'to_check' });
    await sync([...unsure, nobody]);
    const [settled, ...others] = unsure.map(({ id }) => id);
    await rule(settled!, 'void');
    const ids: string[] = [...unsure, nobody].map(({ id }) => id);
    const together = (scanIds: string[], by = organiser) =>
      by.post<{
        ruled: string[];
        refused: { scanId: string; code: string; message: string; printedName: string | null }[];
      }>(`/events/${door.event.id}/conflicts/rulings`, { scanIds, decision: 'admit' });
    await app.db.query(`UPDATE registration SET status = 'cancelled' WHERE id = '${guests[2]!.id}'`);
    const { status, body } = await together([...ids, randomUUID()]);
    expect(status).toBe(200);
    expect(body.ruled).toEqual([others[0]]);
    expect(body.refused.map(({ message: _message, ...refusal }) => refusal)).toEqual([
      { scanId: nobody.id, code: 'NOBODY_TO_ADMIT', printedName: null },
      { scanId: others[1], code: 'REGISTRATION_GIVEN_UP', printedName: guests[2]!.printedName },
    ]);
    expect(body.refused.map(({ message }) => message)).toEqual([
      expect.stringContaining('bukan milik peserta'),
      expect.stringContaining('sudah dibatalkan'),
    ]);
    expect(await Promise.all(guests.map((guest) => stays(guest)))).toMatchObject([[], [{ n: 1 }], []]);
    const left = (await conflicts()).map(({ scanId }) => scanId).filter((id) => ids.includes(id));
    expect(left.sort()).toEqual([others[1]!, nobody.id].sort());
    expect((await together([])).body).toMatchObject({ errors: [{ field: 'scanIds' }] });
    expect((await together(ids, officer)).status).toBe(403);
  });

  it('asks about whom a phone turned away by itself though his ticket is valid, until he comes', async () => {
    const [gone, back] = [person(), person()];
    const refused = { shown: 'not_for_this_session' };
    const [left, waits] = [kept(gone.qr!, 20, refused), kept(back.qr!, 21, refused)];
    const told = { verdict: 'accepted', standing: 'refused', conflict: 'turned_away' };
    expect(await sync([left, waits])).toMatchObject([told, told]);
    expect([await stays(gone), await stays(back)]).toEqual([[], []]);
    expect(await sync([kept(back.qr!, 25)])).toMatchObject([{ standing: 'counted', conflict: null }]);
    const open = new Set((await conflicts()).map(({ scanId }) => scanId));
    expect([open.has(left.id), open.has(waits.id)]).toEqual([true, false]);
    await rule(left.id, 'admit');
    isAt((await stays(gone))[0]!.at, 20);
  });

  it('takes 500 in one call and refuses more by name', async () => {
    const guests = Array.from({ length: 5 }, person);
    const many = Array.from({ length: 500 }, (_, n) => kept(guests[n % 5]!.qr!, 10 + (n % 90)));
    const answers = await sync(many);
    expect(answers.filter(({ verdict }) => verdict === 'accepted')).toHaveLength(5);
    expect(answers.filter(({ conflict }) => conflict === 'double')).toHaveLength(495);
    for (const scans of [[...many, kept(guests[0]!.qr!, 1)], [many.slice(0, 1)]]) {
      const refused = await officer.post<{ errors: { field: string }[] }>(`/events/${door.event.id}/scans/sync`, {
        sentAt: at(120),
        scans,
      });
      expect([refused.status, refused.body.errors[0]?.field]).toEqual([422, 'scans']);
    }
  });

  it('learns what was shown when its own answer got lost', async () => {
    const guest = person();
    await sync([kept(guest.qr!, 10)]);
    const lost = randomUUID();
    const once = await scan(app, officer, door, guest.qr!, { id: lost, scannedAt: at(20) });
    expect(once.body.verdict).toBe('already_in');
    expect((await conflicts()).filter((each) => each.scanId === lost)).toEqual([]);
    const told = { ...kept(guest.qr!, 20), id: lost };
    expect(await sync([told])).toMatchObject([{ verdict: 'already_in', standing: 'repeat', conflict: 'double' }]);
    expect(await sync([{ ...told, shown: 'already_in' }])).toMatchObject([{ conflict: 'double' }]);
  });

  it('is ruled on once by those who look at an old list, and anew by who means to', async () => {
    const path = `/events/${door.event.id}/scans`;
    const waiting = async () => {
      const guest = person();
      const [first, second] = [kept(guest.qr!, 10), kept(guest.qr!, 12)];
      await sync([first]);
      expect(await sync([second], { device: 'Ponsel B' })).toMatchObject([{ conflict: 'double' }]);
      return second.id;
    };
    const ruleOnOpen = (id: string, decision: string) =>
      organiser.post<Problem>(`${path}/${id}/rulings`, { decision, onlyIfOpen: true });
    const late = await waiting();
    expect((await ruleOnOpen(late, 'admit')).status).toBe(204);
    expect((await ruleOnOpen(late, 'void')).body.code).toBe('SCAN_NOT_OPEN');
    expect((await rule(late, 'void')).status).toBe(204);
    for (let n = 0; n < 5; n++) {
      const id = await waiting();
      const both = await Promise.all([ruleOnOpen(id, 'admit'), ruleOnOpen(id, 'void')]);
      expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    }
  });

  it('admits nobody on a code that is nobody’s', async () => {
    const stray = kept('592CVTFV', 10, { shown: 'to_check' });
    expect(await sync([stray])).toMatchObject([{ standing: 'refused', conflict: 'unknown' }]);
    expect((await rule(stray.id, 'admit')).body).toMatchObject({ code: 'NOBODY_TO_ADMIT' });
    const open = { decision: 'void', onlyIfOpen: true };
    expect((await organiser.post(`/events/${door.event.id}/scans/${stray.id}/rulings`, open)).status).toBe(204);
  });

  it('believes the next officer of the same phone about a scan, and no phone that is paired', async () => {
    const guest = person();
    const id = randomUUID();
    await scan(app, officer, door, guest.qr!, { id, scannedAt: at(10) });
    const takenBack = { ...kept(guest.qr!, 10), id, undoneAt: at(11) };
    const mine = officer;
    const { phone } = await new Phones(app, door, organiser).pair();
    for (const [other, standing] of [
      [phone, 'counted'],
      [organiser, 'refused'],
    ] as const) {
      officer = other;
      expect(await sync([takenBack])).toMatchObject([{ standing }]);
    }
    officer = phone;
    const byPhone = kept(guest.qr!, 20);
    await sync([byPhone]);
    officer = mine;
    expect(await sync([{ ...byPhone, undoneAt: at(21) }])).toMatchObject([{ standing: 'counted' }]);
  });

  it('answers of the next scan that it counts, when the first was taken back in the same call', async () => {
    const guest = person();
    const [first, next] = [kept(guest.qr!, 10, { undoneAt: at(11) }), kept(guest.qr!, 20)];
    expect(await sync([first, next])).toMatchObject([
      { scanId: first.id, standing: 'refused', conflict: null },
      { scanId: next.id, standing: 'counted', conflict: null },
    ]);
  });

  it('counts a scan for nothing that was taken back, whether it was sent before or with that', async () => {
    const [early, late] = [person(), person()];
    const first = kept(early.qr!, 10);
    const second = kept(late.qr!, 12, { undoneAt: at(13) });
    await sync([first]);
    expect(await stays(early)).toHaveLength(1);
    const undone = { ...first, undoneAt: at(11) };
    expect(await sync([undone, second])).toMatchObject([{ standing: 'refused' }, { standing: 'refused' }]);
    expect(await sync([undone, second])).toMatchObject([{ conflict: null }, { conflict: null }]);
    expect([await stays(early), await stays(late)]).toEqual([[], []]);
    const [{ n }] = (await app.db.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM ruling WHERE scan_id IN ('${first.id}', '${second.id}')`,
    )) as [{ n: number }];
    expect(Number(n)).toBe(2);
    // Scanned anew he is in.
    expect(await sync([kept(late.qr!, 15)])).toMatchObject([{ standing: 'counted' }]);
  });
});
