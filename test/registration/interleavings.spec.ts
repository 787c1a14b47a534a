import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { Delegations } from '../../src/registration/delegations/delegations.service.js';
import { makeEvent } from '../factories/events.js';
import { TEST_NOW, TestApp } from '../support/app.js';
import { importActs } from './import-acts.js';
import { type Acts, PEOPLE, Real } from './interleaved-event.js';
import { seatActs } from './seat-acts.js';
import { type Rules, SeatModel } from './seat-model.js';

/** A further kind of act is one more entry in one of these and one more method of the model. */
const acts: Acts = { ...seatActs, ...importActs };

describe('the seats of an event, whatever happens in whatever order', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
    await app.get(Directory).addUnits([{ code: 'UJI', name: 'Dinas Uji' }], systemActor);
  });
  afterAll(() => app.close());

  it('stand as a simple model says, and keep every rule after each step', async () => {
    const step = fc.record({
      act: fc.constantFrom(...Object.keys(acts), 'register', 'register', 'importFile'),
      n: fc.nat(PEOPLE - 1),
      flag: fc.boolean(),
    });
    const rules: fc.Arbitrary<Rules> = fc.record({
      waitingMode: fc.constantFrom('promote', 'offer'),
      byApproval: fc.boolean(),
      proofHours: fc.constantFrom(null, 12),
    });
    await fc.assert(
      fc.asyncProperty(rules, fc.array(step, { minLength: 15, maxLength: 35 }), async (given, steps) => {
        app.clock.set(TEST_NOW);
        const { model, real } = await start(given);
        for (const { act, n, flag } of steps) {
          const one = acts[act]?.(n, flag);
          if (!one || one.check?.(model) === false) continue;
          const { expected, got } = await one.run(model, real);
          expect({ act, n, flag, code: got }).toEqual({ act, n, flag, code: expected });
          await expectSame(model, real.event.id);
        }
      }),
      { numRuns: 40 },
    );
  }, 240_000);

  async function start(rules: Rules): Promise<{ model: SeatModel; real: Real }> {
    const { waitingMode, byApproval, proofHours } = rules;
    const event = await makeEvent(app, {
      capacity: 3,
      inner: [{ name: 'Mitra', capacity: 1, kinds: ['guest'] }],
      inDays: 120,
      fields: { waitingMode, byApproval, proofHours },
    });
    const model = new SeatModel(rules, { event: 3, inner: 1 });
    model.now = app.clock.now().getTime();
    return { model, real: new Real(app, event, await deskOf(event.id)) };
  }

  async function deskOf(eventId: string): Promise<string> {
    const [unit] = await app.get(Directory).units();
    const contact = { unitId: unit?.id ?? '', contactName: 'Deni Umpama', contactEmail: 'deni@uji.example' };
    const [made] = await app.get(Delegations).make(eventId, contact, systemActor);
    return made?.link?.split('/').at(-1) ?? '';
  }

  /** What both say, and what holds in the database by itself. */
  async function expectSame(model: SeatModel, eventId: string): Promise<void> {
    const rows = await app.db.query<Record<string, string | number | null>>(
      `SELECT id, status, arrival_no, priority, live_key, position, unit_text FROM registration WHERE event_id = '${eventId}'`,
    );
    const latest = new Map(rows.map((row) => [String(row.id), row]));
    for (const { id, status, arrival, words } of model.people.values()) {
      const row = latest.get(id);
      const is = [row?.status, Number(row?.arrival_no), row?.position, row?.unit_text];
      expect(is).toEqual([status, arrival, words.position, words.unit]);
    }
    const line = rows
      .filter(({ status }) => status === 'waiting')
      .sort((a, b) => Number(b.priority) - Number(a.priority) || Number(a.arrival_no) - Number(b.arrival_no));
    expect(line.map(({ id }) => id)).toEqual(model.line().map(({ id }) => id));

    const live = rows.filter(({ status }) => status !== 'cancelled' && status !== 'declined');
    expect(live.every(({ live_key }) => live_key !== null)).toBe(true);
    expect(new Set(live.map(({ live_key }) => live_key)).size).toBe(live.length);
    expect(rows.filter(({ live_key }) => live_key !== null)).toHaveLength(live.length);

    const pools = await app.db.query<Record<string, string | number>>(
      `SELECT p.scope, p.capacity, p.taken, p.waiting,
       (SELECT COUNT(*) FROM registration r JOIN registration_pool rp ON rp.registration_id = r.id
        WHERE rp.pool_id = p.id AND r.status IN ('unconfirmed', 'pending', 'confirmed', 'offered')) AS holders
     FROM seat_pool p WHERE p.event_id = '${eventId}'`,
    );
    for (const { scope, capacity, taken, waiting, holders } of pools) {
      expect(Number(taken)).toBe(Number(holders));
      expect(Number(taken)).toBeLessThanOrEqual(Number(capacity));
      expect(Number(waiting)).toBe(model.line().filter(({ pools: own }) => own.at(-1) === scope).length);
    }
    const [{ steps } = { steps: 0 }] = await app.db.query<{ steps: number }>(
      `SELECT COUNT(*) AS steps FROM audit_entry WHERE event_id = '${eventId}' AND subject_kind = 'registration'
     AND action NOT IN ('registration.prioritised', 'registration.unprioritised')`,
    );
    expect(Number(steps)).toBe(model.steps);
  }
});
