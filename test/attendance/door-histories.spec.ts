import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { DeviceSessions } from '../../src/identity/index.js';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor } from './door.js';
import { MINUTE, Phones } from './phones.js';

const HISTORIES = 20;
const DAY = 'day:2026-11-24';
/** Three of one account, and after them one that is paired. */
const PHONES = 4;
const PAIRED = PHONES - 1;

type Step =
  | { what: 'online' | 'keep'; phone: number; direction: 'in' | 'out'; minute: number }
  | { what: 'sync'; phone: number; twice: boolean }
  | { what: 'undo'; phone: number; minute: number }
  | { what: 'clock'; phone: number; by: number; watched: boolean }
  | { what: 'rule'; nth: number; decision: 'admit' | 'void'; byPhone: boolean }
  | { what: 'correct'; kind: 'present' | 'absent' | 'withdrawn'; isOpen: boolean; minute: number }
  | { what: 'reissue' }
  | { what: 'revoke'; minute: number };

const phone = fc.constantFrom(0, 1, 2, PAIRED, PAIRED);
const passage = { phone, direction: fc.constantFrom<'in' | 'out'>('in', 'in', 'out'), minute: fc.nat(89) };
const clock = { what: fc.constant('clock' as const), phone };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('online' as const), ...passage }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('keep' as const), ...passage }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('sync' as const), phone, twice: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('undo' as const), phone, minute: fc.nat(89) }) },
  {
    weight: 2,
    arbitrary: fc.oneof(
      fc.record({ ...clock, by: fc.constantFrom(-1_440, -30, 25, 1_440), watched: fc.constant(true) }),
      // Shifted by these no two scans fall into one moment.
      fc.record({ ...clock, by: fc.constantFrom(-30.01, 25.003), watched: fc.constant(false) }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('rule' as const),
      nth: fc.nat(5),
      decision: fc.constantFrom<'admit' | 'void'>('admit', 'void'),
      byPhone: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('correct' as const),
      kind: fc.constantFrom<'present' | 'absent' | 'withdrawn'>('present', 'absent', 'withdrawn'),
      isOpen: fc.boolean(),
      // Nobody can say before 08.10 that somebody left then.
      minute: fc.integer({ min: 61, max: 89 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ what: 'reissue' as const }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('revoke' as const), minute: fc.nat(89) }) },
);

interface Kept {
  id: string;
  minute: number;
  direction: 'in' | 'out';
  /** The minute in which its officer took it back. */
  undone: number | null;
  paired: boolean;
  /** By how many minutes the clock of its phone was wrong then, and has been set since. */
  wrongBy: number;
  setBy: number;
  /** While the phone did not look. */
  unwatched: boolean;
}

/** Two errors of a clock are the same within these minutes. */
const AGREES_WITHIN = 2;

type Decision = 'admit' | 'void';
/** What becomes of the time of a scan: a phone that did not look cannot tell by how much its clock was set. */
interface Fate {
  shift: number;
  inDoubt: boolean;
}

function fateOf({ unwatched, setBy }: Kept): Fate {
  const shift = unwatched ? -setBy : 0;
  const inDoubt = Math.abs(shift) > AGREES_WITHIN;
  // In doubt what was heard before tells the time, which here is right.
  return { shift: inDoubt ? 0 : shift, inDoubt };
}

/** To a thousandth of a minute, as they are compared. */
const rounded = (minute: number | null) => minute && Math.round(minute * 1_000) / 1_000;

/** What must be so, told in the simplest way. */
class Model {
  readonly scans: (Kept &
    Pick<Fate, 'inDoubt'> & { admissible: boolean; barred: boolean; decision: Decision | null })[] = [];
  /** His ticket was replaced by another. */
  reissued = false;
  /** The minute from which on the paired phone may do nothing. */
  revokedAt: number | null = null;
  corrections: { kind: 'present' | 'absent' | 'withdrawn'; isOpen: boolean; minute: number }[] = [];

  receive(kept: Kept): void {
    let scan = this.scans.find(({ id }) => id === kept.id);
    const { shift, inDoubt } = fateOf(kept);
    if (!scan) {
      const minute = kept.minute + shift;
      const barred = this.isTooLate(kept, minute);
      const admissible = !this.reissued && !barred && !inDoubt;
      // Of a ticket that was replaced it is no matter when it was.
      const asks = inDoubt && !this.reissued;
      this.scans.push((scan = { ...kept, minute, inDoubt: asks, admissible, barred, decision: null }));
    }
    if (kept.undone !== null && !this.isTooLate(kept, kept.undone + shift)) scan.decision ??= 'void';
  }

  /** A revocation is known to the server alone, so only what it receives after it can be. */
  private isTooLate({ paired }: Kept, minute: number): boolean {
    return paired && this.revokedAt !== null && minute > this.revokedAt;
  }

  /** What waits for a ruling because the right of its phone had ended, or nobody knows when it was. */
  marked(): string[] {
    return this.scans
      .filter(({ barred, inDoubt, decision }) => decision === null && (barred || inDoubt))
      .map(({ id }) => id);
  }

  said() {
    const newest = this.corrections.sort((a, b) => a.minute - b.minute).at(-1);
    return newest?.kind === 'withdrawn' ? undefined : newest;
  }

  stays(): (number | null)[][] {
    const said = this.said();
    const stays: (number | null)[][] = said?.kind === 'present' ? [[0, said.isOpen ? null : 60]] : [];
    const counting = this.scans.filter(({ admissible, decision }) => (decision ? decision === 'admit' : admissible));
    for (const { minute, direction } of counting.sort((a, b) => a.minute - b.minute)) {
      if (said && minute <= said.minute) continue;
      const last = stays.at(-1);
      const inside = last !== undefined && last[1] === null;
      if (direction === 'in' && !inside) stays.push([minute, null]);
      if (direction === 'out' && inside) last[1] = minute;
    }
    return stays;
  }
}

describe('any history of scans, phones, rulings and corrections', () => {
  let app: TestApp;
  let door: Door;
  let organiser: Client;
  let phones: Phones;
  const guests: Guest[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app, { capacity: HISTORIES + 4 });
    for (let n = 0; n < HISTORIES + 4; n += 1) guests.push(await addGuest(app, door.event, n));
    app.clock.advance(120 * MINUTE);
    organiser = await app.as('organiser', door.event.id);
    phones = new Phones(app, door, organiser);
  });
  afterAll(() => app.close());

  // The clock of each phone is wrong in its own way.
  const wrongBy = [0, 9, -1_440, -13];
  // 07.10 + n, so that 08.00 and 09.00 of a correction are whole minutes of the same scale.
  const base = MORNING.getTime();
  const momentOf = (minute: number, by = 0) => new Date(Math.round(base + (minute + by) * MINUTE)).toISOString();
  const minuteOf = (stored: string | Date | null): number | null => {
    if (stored === null) return null;
    const at = stored instanceof Date ? stored : new Date(`${stored.replace(' ', 'T')}Z`);
    return Math.round((at.getTime() - base) / 60) / 1_000;
  };

  /** As a phone tells it that cannot know whether it has slept. */
  function toldOf({ wrongBy: by, setBy, unwatched }: Kept): object {
    const knownSkewMs = Math.round(-by * MINUTE);
    if (unwatched) return { knownSkewMs };
    return setBy === 0 ? {} : { knownSkewMs, clockSetMs: Math.round(setBy * MINUTE) };
  }

  async function staysOf(guest: Guest): Promise<(number | null)[][]> {
    const rows = await app.db.query<{ in_at: string | Date; out_at: string | Date | null }>(
      `SELECT in_at, out_at FROM presence WHERE registration_id = '${guest.id}' ORDER BY entry_no`,
    );
    return rows.map((row) => [minuteOf(row.in_at), minuteOf(row.out_at)]);
  }

  async function play(guest: Guest, history: Step[]): Promise<Model> {
    const model = new Model();
    const paired = await phones.pair({ role: 'supervisor' });
    const officers = wrongBy.map((_, n) => (n === PAIRED ? paired.phone : organiser));
    const queues: Kept[][] = officers.map(() => []);
    const last: (Kept | undefined)[] = [];
    const taken = new Set<number>();
    const clocks = [...wrongBy];
    const made: Kept[][] = officers.map(() => []);
    const bodyOf = (kept: Kept, by: number) => ({
      id: kept.id,
      gateId: null,
      input: guest.qr,
      method: 'camera',
      direction: kept.direction,
      scannedAt: momentOf(kept.minute, by),
    });
    const sync = async (n: number): Promise<void> => {
      const scans = queues[n]!.map((kept) => ({
        ...bodyOf(kept, kept.wrongBy),
        shown: 'accepted',
        undoneAt: kept.undone === null ? null : momentOf(kept.undone, kept.wrongBy),
        ...toldOf(kept),
      }));
      const sentAt = new Date(Math.round(app.clock.now().getTime() + clocks[n]! * MINUTE)).toISOString();
      const answer = await officers[n]!.post(`/events/${door.event.id}/scans/sync`, { sentAt, scans });
      expect(answer.status).toBe(200);
      for (const kept of queues[n]!) model.receive(kept);
    };
    for (const each of history) {
      switch (each.what) {
        case 'online':
        case 'keep': {
          if (taken.has(each.minute)) break;
          taken.add(each.minute);
          const { minute, direction } = each;
          const kept: Kept = {
            ...{ id: randomUUID(), minute, direction, undone: null, paired: each.phone === PAIRED },
            ...{ wrongBy: clocks[each.phone]!, setBy: 0, unwatched: false },
          };
          last[each.phone] = kept;
          made[each.phone]!.push(kept);
          if (each.what === 'keep') {
            queues[each.phone]!.push(kept);
            break;
          }
          const answer = await officers[each.phone]!.post(`/events/${door.event.id}/scans`, bodyOf(kept, 0));
          const refused = kept.paired && model.revokedAt !== null;
          expect(answer.status).toBe(refused ? 401 : 200);
          // It goes on by itself, as without a network.
          if (refused) queues[each.phone]!.push(kept);
          else model.receive(kept);
          break;
        }
        case 'sync':
          await sync(each.phone);
          if (each.twice) await sync(each.phone);
          queues[each.phone] = [];
          break;
        case 'undo': {
          const kept = last[each.phone];
          if (!kept) break;
          kept.undone ??= each.minute;
          if (!queues[each.phone]!.includes(kept)) queues[each.phone]!.push(kept);
          break;
        }
        case 'clock':
          clocks[each.phone]! += each.by;
          for (const kept of made[each.phone]!) {
            kept.setBy += each.by;
            kept.unwatched ||= !each.watched;
          }
          break;
        case 'rule': {
          const scan = model.scans[each.nth % Math.max(1, model.scans.length)];
          if (!scan) break;
          const { decision } = each;
          const by = each.byPhone ? paired.phone : organiser;
          const ruling = { decision, reason: 'Dilihat' };
          const answer = await by.post(`/events/${door.event.id}/scans/${scan.id}/rulings`, ruling);
          const refused = each.byPhone && model.revokedAt !== null;
          expect(answer.status).toBe(refused ? 401 : 204);
          if (!refused) scan.decision = decision;
          break;
        }
        case 'correct': {
          const times = each.kind === 'present' ? { from: '07:10', ...(each.isOpen ? {} : { to: '08:10' }) } : {};
          const said = { slot: DAY, registrationIds: [guest.id], kind: each.kind, reason: 'Daftar kertas', ...times };
          const now = app.clock.now();
          // Between the scans, and never at the moment of one or of another correction.
          const minute = each.minute + (model.corrections.length + 1) / 1_000;
          app.clock.set(new Date(momentOf(minute)));
          const answer = await organiser.post(`/events/${door.event.id}/presence/corrections`, said);
          const isRefused = each.kind === 'withdrawn' && !model.said();
          expect(answer.status).toBe(isRefused ? 422 : 204);
          app.clock.set(now);
          if (!isRefused) model.corrections.push({ ...each, minute });
          break;
        }
        case 'reissue':
          model.reissued = true;
          await app.db.query(`UPDATE registration SET epoch = epoch + 1 WHERE id = '${guest.id}'`);
          break;
        case 'revoke': {
          if (model.revokedAt !== null) break;
          model.revokedAt = each.minute;
          expect((await phones.revoke(paired.id)).status).toBe(200);
          const at = momentOf(each.minute).replace('T', ' ').replace('Z', '');
          await app.db.query('UPDATE device SET revoked_at = ? WHERE id = ?', [at, paired.id]);
          break;
        }
      }
    }
    for (const n of officers.keys()) await sync(n);
    return model;
  }

  it('gives the presence that a simple model gives, and nothing is left to rebuild', async () => {
    const some = fc.array(step, { minLength: 12, maxLength: 22 });
    const histories = fc.sample(some, { numRuns: HISTORIES, seed: 20261129 });
    for (const [n, history] of histories.entries()) {
      const guest = guests[n]!;
      const model = await play(guest, history);
      const stays = await staysOf(guest);
      expect({ history, stays }).toEqual({ history, stays: model.stays().map((stay) => stay.map(rounded)) });
      const stored = await app.db.query<{ id: string; conflict: string | null }>(
        `SELECT id, conflict FROM scan WHERE registration_id = '${guest.id}'`,
      );
      expect(stored.map(({ id }) => id).sort()).toEqual(model.scans.map(({ id }) => id).sort());
      const asked = new Set(['device_revoked', 'clock_implausible']);
      const marked = stored.filter(({ conflict }) => conflict && asked.has(conflict)).map(({ id }) => id);
      expect({ history, marked: marked.sort() }).toEqual({ history, marked: model.marked().sort() });
    }
    const { body } = await organiser.post<{ changed: number }>(`/events/${door.event.id}/presence/rebuild`);
    expect(body.changed).toBe(0);
  });

  it('gives another when nothing tells that the right of a phone has ended', async () => {
    const passage = { phone: PAIRED, direction: 'in', minute: 10 } as const;
    const revoked = { what: 'revoke', minute: 20 } as const;
    const letIn: Step[] = [revoked, { ...passage, what: 'keep', minute: 30 }];
    const takenBack: Step[] = [{ ...passage, what: 'online' }, revoked, { what: 'undo', phone: PAIRED, minute: 30 }];
    const played = async (history: Step[]) => {
      const guest = guests.pop()!;
      const model = await play(guest, history);
      return { model: model.stays(), server: await staysOf(guest) };
    };
    expect(await played(letIn)).toEqual({ model: [], server: [] });
    expect(await played(takenBack)).toEqual({ model: [[10, null]], server: [[10, null]] });

    const sessions = app.get(DeviceSessions);
    const known = sessions.resolve.bind(sessions);
    const guard = jest.spyOn(sessions, 'resolve').mockImplementation(async (secret) => {
      const device = await known(secret);
      return device && { ...device, ended: null };
    });
    try {
      expect(await played(letIn)).toEqual({ model: [], server: [[30, null]] });
      expect(await played(takenBack)).toEqual({ model: [[10, null]], server: [] });
    } finally {
      guard.mockRestore();
    }
  });
});
