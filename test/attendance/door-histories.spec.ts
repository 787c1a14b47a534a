import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor } from './door.js';

const MINUTE = 60_000;
const HISTORIES = 16;
const DAY = 'day:2026-11-24';
const PHONES = 3;

type Step =
  | { what: 'online' | 'keep'; phone: number; direction: 'in' | 'out'; minute: number }
  | { what: 'sync'; phone: number; twice: boolean }
  | { what: 'undo'; phone: number }
  | { what: 'rule'; nth: number; decision: 'admit' | 'void' }
  | { what: 'correct'; kind: 'present' | 'absent' | 'withdrawn' }
  | { what: 'revoke' };

const phone = fc.nat(PHONES - 1);
const passage = { phone, direction: fc.constantFrom<'in' | 'out'>('in', 'in', 'out'), minute: fc.nat(89) };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('online' as const), ...passage }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('keep' as const), ...passage }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('sync' as const), phone, twice: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('undo' as const), phone }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('rule' as const),
      nth: fc.nat(5),
      decision: fc.constantFrom<'admit' | 'void'>('admit', 'void'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('correct' as const),
      kind: fc.constantFrom<'present' | 'absent' | 'withdrawn'>('present', 'absent', 'withdrawn'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ what: 'revoke' as const }) },
);

interface Kept {
  id: string;
  minute: number;
  direction: 'in' | 'out';
  undone: boolean;
}

/** What must be so, told in the simplest way. */
class Model {
  readonly scans: (Kept & { admissible: boolean; decision: 'admit' | 'void' | null })[] = [];
  revoked = false;
  correction: 'present' | 'absent' | null = null;

  receive(kept: Kept): void {
    let scan = this.scans.find(({ id }) => id === kept.id);
    if (!scan) this.scans.push((scan = { ...kept, admissible: !this.revoked, decision: null }));
    if (kept.undone) scan.decision ??= 'void';
  }

  stays(): (number | null)[][] {
    if (this.correction === 'absent') return [];
    if (this.correction === 'present') return [[0, 60]];
    const stays: (number | null)[][] = [];
    const counting = this.scans.filter(({ admissible, decision }) => (decision ? decision === 'admit' : admissible));
    for (const { minute, direction } of counting.sort((a, b) => a.minute - b.minute)) {
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
  let officers: Client[];
  const guests: Guest[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app, { capacity: HISTORIES });
    for (let n = 0; n < HISTORIES; n += 1) guests.push(await addGuest(app, door.event, n));
    app.clock.advance(120 * MINUTE);
    organiser = await app.as('organiser', door.event.id);
    // One account at three phones, whose clocks are wrong each in its own way.
    officers = Array.from({ length: PHONES }, () => organiser);
  });
  afterAll(() => app.close());

  const wrongBy = [0, 9 * MINUTE, -1_440 * MINUTE];
  // 07.10 + n, so that 08.00 and 09.00 of a correction are whole minutes of the same scale.
  const base = MORNING.getTime();
  const momentOf = (minute: number, by = 0) => new Date(base + minute * MINUTE + by).toISOString();
  const minuteOf = (stored: string | Date | null): number | null => {
    if (stored === null) return null;
    const at = stored instanceof Date ? stored : new Date(`${stored.replace(' ', 'T')}Z`);
    return (at.getTime() - base) / MINUTE;
  };

  async function play(guest: Guest, history: Step[]): Promise<Model> {
    const model = new Model();
    const queues: Kept[][] = officers.map(() => []);
    const last: (Kept | undefined)[] = [];
    const taken = new Set<number>();
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
        ...bodyOf(kept, wrongBy[n]!),
        shown: 'accepted',
        undoneAt: kept.undone ? momentOf(kept.minute) : null,
      }));
      const sentAt = new Date(app.clock.now().getTime() + wrongBy[n]!).toISOString();
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
          const kept = { id: randomUUID(), minute: each.minute, direction: each.direction, undone: false };
          last[each.phone] = kept;
          if (each.what === 'keep') {
            queues[each.phone]!.push(kept);
            break;
          }
          const answer = await officers[each.phone]!.post(`/events/${door.event.id}/scans`, bodyOf(kept, 0));
          expect(answer.status).toBe(200);
          model.receive(kept);
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
          kept.undone = true;
          if (!queues[each.phone]!.includes(kept)) queues[each.phone]!.push(kept);
          break;
        }
        case 'rule': {
          const scan = model.scans[each.nth % Math.max(1, model.scans.length)];
          if (!scan) break;
          const { decision } = each;
          await organiser.post(`/events/${door.event.id}/scans/${scan.id}/rulings`, { decision, reason: 'Dilihat' });
          scan.decision = decision;
          break;
        }
        case 'correct': {
          const times = each.kind === 'present' ? { from: '07:10', to: '08:10' } : {};
          const said = { slot: DAY, registrationIds: [guest.id], kind: each.kind, reason: 'Daftar kertas', ...times };
          const answer = await organiser.post(`/events/${door.event.id}/presence/corrections`, said);
          expect(answer.status).toBe(204);
          app.clock.advance(1);
          model.correction = each.kind === 'withdrawn' ? null : each.kind;
          break;
        }
        case 'revoke':
          model.revoked = true;
          await app.db.query(`UPDATE registration SET epoch = epoch + 1 WHERE id = '${guest.id}'`);
          break;
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
      const rows = await app.db.query<{ in_at: string | Date; out_at: string | Date | null }>(
        `SELECT in_at, out_at FROM presence WHERE registration_id = '${guest.id}' ORDER BY entry_no`,
      );
      const stays = rows.map((row) => [minuteOf(row.in_at), minuteOf(row.out_at)]);
      expect({ history, stays }).toEqual({ history, stays: model.stays() });
      const stored = await app.db.query<{ id: string }>(`SELECT id FROM scan WHERE registration_id = '${guest.id}'`);
      expect(stored.map(({ id }) => id).sort()).toEqual(model.scans.map(({ id }) => id).sort());
    }
    const { body } = await organiser.post<{ changed: number }>(`/events/${door.event.id}/presence/rebuild`);
    expect(body.changed).toBe(0);
  });
});
