import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { scan } from './door.js';
import { DAY, MINUTE, offlineDoor, Phones } from './phones.js';

describe('what phones kept without network', () => {
  const { here, person, at, kept, sync, conflicts, rule, stays, isAt } = offlineDoor(45);

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
    expect(await here.officer.post(`/events/${here.door.event.id}/scans/sync`, body)).toMatchObject(field);
  });

  it('makes the earlier of two admissions the one that counts, whichever phone reports first', async () => {
    const guest = person();
    const [late] = await sync([kept(guest.qr!, 50)], { device: 'Ponsel A' });
    expect(late).toMatchObject({ verdict: 'accepted', standing: 'counted', conflict: null });
    const [early] = await sync([kept(guest.qr!, 40, { gateId: here.door.gates[1]!.id })], { device: 'Ponsel B' });
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
    const theirs = await here.app.as('gate', here.other.event.id);
    expect((await scan(here.app, theirs, here.other, 'ABC', { id })).status).toBe(200);
    expect(await sync([kept(guest.qr!, 14, { id })])).toEqual([
      { scanId: id, verdict: null, standing: null, conflict: null },
    ]);
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
      const refused = await here.officer.post<{ errors: { field: string }[] }>(
        `/events/${here.door.event.id}/scans/sync`,
        {
          sentAt: at(120),
          scans,
        },
      );
      expect([refused.status, refused.body.errors[0]?.field]).toEqual([422, 'scans']);
    }
  });

  it('learns what was shown when its own answer got lost', async () => {
    const guest = person();
    await sync([kept(guest.qr!, 10)]);
    const lost = randomUUID();
    const once = await scan(here.app, here.officer, here.door, guest.qr!, { id: lost, scannedAt: at(20) });
    expect(once.body.verdict).toBe('already_in');
    expect((await conflicts()).filter((each) => each.scanId === lost)).toEqual([]);
    const told = { ...kept(guest.qr!, 20), id: lost };
    expect(await sync([told])).toMatchObject([{ verdict: 'already_in', standing: 'repeat', conflict: 'double' }]);
    expect(await sync([{ ...told, shown: 'already_in' }])).toMatchObject([{ conflict: 'double' }]);
  });

  it('does not believe another officer, or another phone, about a scan', async () => {
    const guest = person();
    const { officer, organiser } = here;
    const { phone } = await new Phones(here.app, here.door, organiser).pair();
    for (const [by, others] of [
      [officer, [organiser, phone]],
      [phone, [officer]],
    ] as const) {
      here.officer = by;
      const first = kept(guest.qr!, 10);
      await sync([first]);
      const takenBack = { ...first, undoneAt: at(11) };
      for (const other of others) {
        here.officer = other;
        expect((await sync([takenBack]))[0]?.standing).not.toBe('refused');
      }
      here.officer = by;
      expect(await sync([takenBack])).toMatchObject([{ standing: 'refused' }]);
    }
    here.officer = officer;
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
    const [{ n }] = (await here.app.db.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM ruling WHERE scan_id IN ('${first.id}', '${second.id}')`,
    )) as [{ n: number }];
    expect(Number(n)).toBe(2);
    // Scanned anew he is in.
    expect(await sync([kept(late.qr!, 15)])).toMatchObject([{ standing: 'counted' }]);
  });
});
