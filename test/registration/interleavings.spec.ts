import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { DomainError, systemActor } from '../../src/common/index.js';
import { Database, Transactions } from '../../src/database/index.js';
import { Directory } from '../../src/directory/index.js';
import { Events } from '../../src/events/index.js';
import { Pools } from '../../src/events/pools.service.js';
import { CancelService, Decisions, RegisterService } from '../../src/registration/index.js';
import { readApplicant } from '../../src/registration/form/applicant.js';
import { DelegateEntry } from '../../src/registration/delegations/delegate-entry.service.js';
import { Delegations } from '../../src/registration/delegations/delegations.service.js';
import { Holds } from '../../src/registration/seats/holds.service.js';
import { Offers } from '../../src/registration/seats/offers.service.js';
import { Quota } from '../../src/registration/seats/quota.service.js';
import { Proofs } from '../../src/registration/proofs.service.js';
import { RegistrationsRepository } from '../../src/registration/registrations.repository.js';
import { SeatsRepository } from '../../src/registration/seats/seats.repository.js';
import { Swaps } from '../../src/registration/swap.service.js';
import { WaitingLine } from '../../src/registration/seats/waiting-line.service.js';
import { applicant, guest } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { TEST_NOW, TestApp } from '../support/app.js';
import { type Rules, SeatModel } from './seat-model.js';

jest.setTimeout(120_000);

const PEOPLE = 7;
const MINUTE = 60_000;
let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start({ mail: 'outbox' });
  await app.get(Directory).addUnits([{ code: 'UJI', name: 'Dinas Uji' }], systemActor);
});
afterAll(() => app.close());

/** One event, as the application has it. */
class Real {
  constructor(
    readonly event: MadeEvent,
    /** The secret of a unit's link. */
    readonly desk: string,
  ) {}

  async row(model: SeatModel, n: number) {
    const row = await app
      .get(Database)
      .read((m) => app.get(RegistrationsRepository).find(m, model.people.get(n)?.id ?? ''));
    if (!row) throw new Error(`No row of ${n}`);
    return row;
  }
}

interface Step {
  /** Whether it can be tried now. */
  check?: (model: SeatModel) => boolean;
  /** Does it in both, and says how each answered: null, or the code of the refusal. */
  run: (model: SeatModel, real: Real) => Promise<{ expected: string | null; got: string | null }>;
}

/** A further kind of act is one more entry here and one more method of the model. */
const acts: Record<string, (n: number, flag: boolean) => Step> = {
  register: (n) => ({
    check: (model) => !model.isLive(n),
    run: async (model, { event }) => {
      app.clock.advance(3 * MINUTE);
      model.now = app.clock.now().getTime();
      const { consentTextIds, submissionNonce: _, ...input } = n % 3 === 0 ? guest(n) : applicant(n);
      const sent = { input, consentTextIds, nonce: randomUUID(), locale: 'id' as const, actor: systemActor };
      const { registration } = await app.get(RegisterService).fromForm(event.slug, sent);
      model.register(n, registration.id);
      return { expected: null, got: null };
    },
  }),
  /** By the desk of his unit, which vouches for him. */
  send: (n) => ({
    check: (model) => !model.isLive(n),
    run: async (model, { desk, event }) => {
      const { kind, nip, name, position, phone, email, submissionNonce: nonce } = n % 3 === 0 ? guest(n) : applicant(n);
      const row = { ...(nip ? { nip } : { kind: 'Tamu' }), name, position, phone, email, nonce };
      const [sent] = await app.get(DelegateEntry).register(desk, [row], 'id', systemActor);
      const [stored] = await app.db.query<{ id: string; kind: string }>(
        `SELECT id, kind FROM registration WHERE event_id = '${event.id}' AND submission_nonce = '${nonce}'`,
      );
      expect([sent?.outcome, stored?.kind]).toEqual(['registered', kind]);
      model.register(n, stored?.id ?? '', false);
      return { expected: null, got: null };
    },
  }),
  swap: (n, vouched) => ({
    check: (model) => model.people.has(n),
    run: async (model, real) => {
      const coming = (n + (vouched ? 3 : 1)) % PEOPLE;
      const expected = model.swapFault(n, coming);
      const { consentTextIds, submissionNonce: nonce, ...input } = coming % 3 === 0 ? guest(coming) : applicant(coming);
      const { applicant: person } = readApplicant(input, () => null);
      if (!person) throw new Error(`${coming} cannot be read`);
      const common = { locale: 'id', actor: systemActor, source: 'staff' } as const;
      const substitute = { ...common, applicant: person, consentTextIds, nonce };
      const leaving = await idOf(model, real, n);
      const got = await codeOf(
        app
          .get(Swaps)
          .swap(real.event.id, leaving, substitute, vouched)
          .then(({ id }) => model.swap(n, coming, id, vouched)),
      );
      return { expected, got };
    },
  }),
  cancel: (n) => ({
    check: (model) => model.people.has(n),
    run: async (model, real) => ({
      got: await codeOf(
        app.get(CancelService).byStaff(real.event.id, await idOf(model, real, n), 'Sakit', systemActor),
      ),
      expected: model.cancel(n),
    }),
  }),
  approve: (n) => decision(n, (model, ids, id) => [app.get(Decisions).approve(id, ids, systemActor), model.approve(n)]),
  decline: (n) =>
    decision(n, (model, ids, id) => [app.get(Decisions).decline(id, ids, 'Penuh', systemActor), model.decline(n)]),
  undo: (n) => decision(n, (model, ids, id) => [app.get(Decisions).undo(id, ids, systemActor), model.undo(n)]),
  accept: (n) => ({
    check: (model) => model.people.has(n),
    run: async (model, real) => ({
      got: await codeOf(app.get(Offers).accept(await real.row(model, n), true, systemActor)),
      expected: model.accept(n),
    }),
  }),
  reject: (n, leave) => ({
    check: (model) => model.people.has(n),
    run: async (model, real) => ({
      got: await codeOf(app.get(Offers).reject(await real.row(model, n), leave, systemActor)),
      expected: model.reject(n, leave),
    }),
  }),
  prove: (n) => ({
    check: (model) => model.people.has(n),
    run: async (model, real) => ({
      got: await codeOf(app.get(Proofs).prove(await real.row(model, n), systemActor)),
      expected: model.prove(n),
    }),
  }),
  prioritise: (n, on) => ({
    check: (model) => model.people.has(n),
    run: async (model, real) => ({
      got: await codeOf(app.get(WaitingLine).prioritise(real.event.id, await idOf(model, real, n), on, systemActor)),
      expected: model.prioritise(n, on),
    }),
  }),
  /** A day passes; the sweep runs, or comes late. */
  pass: (hours, sweep) => ({
    run: async (model, { event }) => {
      app.clock.advance((hours + 1) * 5 * 60 * MINUTE);
      model.now = app.clock.now().getTime();
      if (!sweep) return { expected: null, got: null };
      model.lapse();
      await app.get(Transactions).run(async (tx) => {
        await app.get(SeatsRepository).takeTurnOf(tx, event.id);
        await app.get(Holds).lapse(tx, await app.get(Events).find(tx, event.id), systemActor);
      });
      return { expected: null, got: null };
    },
  }),
  mailsGoOut: () => ({
    run: async (model, { event }) => {
      await app.db.query(`UPDATE mail_message SET attempts = 1 WHERE event_id = '${event.id}'`);
      model.mailsGoOut();
      return { expected: null, got: null };
    },
  }),
  setSeats: (seats, named) => ({
    run: async (model, { event }) => {
      const [own, ...inner] = event.pools;
      const going = model.mustGo(seats + 1).map(({ id }) => id);
      const wanted = [{ id: own?.id ?? '', capacity: seats + 1 }];
      const told = await app.get(Database).read((m) => app.get(Quota).mustGo(m, event.id, wanted));
      expect(told.map(({ id }) => id)).toEqual(going);
      const input = {
        capacity: seats + 1,
        inner: inner.map(({ id, name }) => ({ id, name, capacity: 1, kinds: ['guest' as const] })),
      };
      const release = named && going.length > 0 ? { release: { ids: going, reason: 'Ruangan lebih kecil' } } : {};
      const got = await codeOf(app.get(Pools).set(systemActor, event.id, { ...input, ...release }));
      const refused = going.length > 0 && !named;
      if (!refused) model.setSeats(seats + 1);
      return { got, expected: refused ? 'POOL_MUST_RELEASE' : null };
    },
  }),
};

describe('the seats of an event, whatever happens in whatever order', () => {
  it('stand as a simple model says, and keep every rule after each step', async () => {
    const step = fc.record({
      act: fc.constantFrom(...Object.keys(acts), 'register', 'register'),
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
      { numRuns: 14 },
    );
  });
});

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
  return { model, real: new Real(event, await deskOf(event.id)) };
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
    `SELECT id, status, arrival_no, priority, live_key FROM registration WHERE event_id = '${eventId}'`,
  );
  const latest = new Map(rows.map((row) => [String(row.id), row]));
  for (const { id, status, arrival } of model.people.values()) {
    const row = latest.get(id);
    expect([row?.status, Number(row?.arrival_no)]).toEqual([status, arrival]);
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

/** The code of a refusal, null of a success. */
async function codeOf(act: Promise<unknown>): Promise<string | null> {
  try {
    await act;
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.errors[0]?.code ?? error.code;
    throw error;
  }
}

const idOf = async (model: SeatModel, real: Real, n: number): Promise<string> => (await real.row(model, n)).id;

const decision = (
  n: number,
  decide: (model: SeatModel, ids: string[], eventId: string) => [ReturnType<Decisions['undo']>, string | null],
): Step => ({
  check: (model) => model.people.has(n),
  run: async (model, real) => {
    const ids = [await idOf(model, real, n)];
    const [act, expected] = decide(model, ids, real.event.id);
    return { got: (await act).refused[0]?.code ?? null, expected };
  },
});
