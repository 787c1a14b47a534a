import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../support/client.js';
import type { Guest } from './door.js';
import { DAY, MINUTE, offlineDoor } from './phones.js';

describe('a scan that waits for a ruling', () => {
  const { here, person, kept, sync, conflicts, rule, stays, isAt } = offlineDoor(30);

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
      (await here.app.db.query<{ slot: string }>(`SELECT slot FROM presence WHERE registration_id = '${id}'`)).map(
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
    const rebuilt = await here.organiser.post<{ changed: number }>(`/events/${here.door.event.id}/presence/rebuild`);
    expect(rebuilt.body.changed).toBe(0);
  });

  it('asks a person about a ticket that was revoked meanwhile, and counts it once that is ruled', async () => {
    const guest = person();
    await here.app.db.query(`UPDATE registration SET epoch = epoch + 1 WHERE id = '${guest.id}'`);
    const [revoked] = await sync([kept(guest.qr!, 20)]);
    expect(revoked).toMatchObject({ verdict: 'revoked', standing: 'refused', conflict: 'revoked' });
    expect(await stays(guest)).toEqual([]);
    await rule(revoked!.scanId, 'admit');
    isAt((await stays(guest))[0]!.at, 20);
    expect((await conflicts()).map(({ scanId }) => scanId)).not.toContain(revoked!.scanId);
    const [stored] = await here.app.db.query<{ verdict: string; standing: string }>(
      `SELECT verdict, standing FROM scan WHERE id = '${revoked!.scanId}'`,
    );
    expect(stored).toEqual({ verdict: 'revoked', standing: 'counted' });
    await rule(revoked!.scanId, 'void');
    expect(await stays(guest)).toEqual([]);
  });

  it('is ruled on together, where a whole queue is in question, and what is settled stays so', async () => {
    const guests = [person(), person(), person()];
    const unsure = guests.map((guest) => kept(guest.qr!, 30, { knownSkewMs: 20 * MINUTE }));
    const nobody = kept('0000-0000', 31, { method: 'code', shown: 'to_check' });
    await sync([...unsure, nobody]);
    const [settled, ...others] = unsure.map(({ id }) => id);
    await rule(settled!, 'void');
    const ids: string[] = [...unsure, nobody].map(({ id }) => id);
    const together = (scanIds: string[], by = here.organiser) =>
      by.post<{
        ruled: string[];
        refused: { scanId: string; code: string; message: string; printedName: string | null }[];
      }>(`/events/${here.door.event.id}/conflicts/rulings`, { scanIds, decision: 'admit' });
    await here.app.db.query(`UPDATE registration SET status = 'cancelled' WHERE id = '${guests[2]!.id}'`);
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
    expect((await together(ids, here.officer)).status).toBe(403);
  });

  it('is ruled on once by those who look at an old list, and anew by who means to', async () => {
    const path = `/events/${here.door.event.id}/scans`;
    const waiting = async () => {
      const guest = person();
      const [first, second] = [kept(guest.qr!, 10), kept(guest.qr!, 12)];
      await sync([first]);
      expect(await sync([second], { device: 'Ponsel B' })).toMatchObject([{ conflict: 'double' }]);
      return second.id;
    };
    const ruleOnOpen = (id: string, decision: string) =>
      here.organiser.post<Problem>(`${path}/${id}/rulings`, { decision, onlyIfOpen: true });
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

  it('is told in the audit log by the ticket of its person, where it has one', async () => {
    const guest = person();
    const [first, second] = [kept(guest.qr!, 10), kept(guest.qr!, 12)];
    const nobody = kept('0000-0000', 31, { method: 'code', shown: 'to_check' });
    await sync([first, second, nobody]);
    for (const { id } of [second, nobody]) expect((await rule(id, 'void')).status).toBe(204);
    const auditor = await here.app.as('auditor');
    const { body } = await auditor.get<{ rows: { text: string }[] }>('/audit?action=attendance.ruled&limit=2');
    expect(body.rows.map(({ text }) => text)).toEqual([
      'Memutuskan pindaian: tidak dihitung',
      `Memutuskan pindaian tiket ${guest.ticketCode}: tidak dihitung`,
    ]);
  });

  it('admits nobody on a code that is nobody’s', async () => {
    const stray = kept('592CVTFV', 10, { shown: 'to_check' });
    expect(await sync([stray])).toMatchObject([{ standing: 'refused', conflict: 'unknown' }]);
    expect((await rule(stray.id, 'admit')).body).toMatchObject({ code: 'NOBODY_TO_ADMIT' });
    const open = { decision: 'void', onlyIfOpen: true };
    expect((await here.organiser.post(`/events/${here.door.event.id}/scans/${stray.id}/rulings`, open)).status).toBe(
      204,
    );
  });
});
