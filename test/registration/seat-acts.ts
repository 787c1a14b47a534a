import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Database, Transactions } from '../../src/database/index.js';
import { Events } from '../../src/events/index.js';
import { Pools } from '../../src/events/pools.service.js';
import { DelegateEntry } from '../../src/registration/delegations/delegate-entry.service.js';
import { readApplicant } from '../../src/registration/form/applicant.js';
import { CancelService, Decisions, RegisterService } from '../../src/registration/index.js';
import { Proofs } from '../../src/registration/proofs.service.js';
import { Holds } from '../../src/registration/seats/holds.service.js';
import { Offers } from '../../src/registration/seats/offers.service.js';
import { Quota } from '../../src/registration/seats/quota.service.js';
import { SeatsRepository } from '../../src/registration/seats/seats.repository.js';
import { WaitingLine } from '../../src/registration/seats/waiting-line.service.js';
import { Swaps } from '../../src/registration/swap.service.js';
import { applicant, guest } from '../factories/applicants.js';
import { type Acts, codeOf, PEOPLE, type Real, type Step } from './interleaved-event.js';
import type { SeatModel, Words } from './seat-model.js';

const MINUTE = 60_000;

export const seatActs: Acts = {
  register: (n) => ({
    check: (model) => !model.isLive(n),
    run: async (model, { app, event }) => {
      app.clock.advance(3 * MINUTE);
      model.now = app.clock.now().getTime();
      const { consentTextIds, submissionNonce: _, ...input } = n % 3 === 0 ? guest(n) : applicant(n);
      const sent = { input, consentTextIds, nonce: randomUUID(), locale: 'id' as const, actor: systemActor };
      const { registration } = await app.get(RegisterService).fromForm(event.slug, sent);
      model.register(n, registration.id, { byForm: true, words: wordsOf(n) });
      return { expected: null, got: null };
    },
  }),
  /** By the desk of his unit, which vouches for him. */
  send: (n) => ({
    check: (model) => !model.isLive(n),
    run: async (model, { app, desk, event }) => {
      const { kind, nip, name, position, phone, email, submissionNonce: nonce } = n % 3 === 0 ? guest(n) : applicant(n);
      const row = { ...(nip ? { nip } : { kind: 'Tamu' }), name, position, phone, email, nonce };
      const [sent] = await app.get(DelegateEntry).register(desk, [row], 'id', systemActor);
      const [stored] = await app.db.query<{ id: string; kind: string }>(
        `SELECT id, kind FROM registration WHERE event_id = '${event.id}' AND submission_nonce = '${nonce}'`,
      );
      expect([sent?.outcome, stored?.kind]).toEqual(['registered', kind]);
      model.register(n, stored?.id ?? '', { byForm: false, words: { ...wordsOf(n), unit: 'Dinas Uji' } });
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
        real.app
          .get(Swaps)
          .swap(real.event.id, leaving, substitute, vouched)
          .then(({ id }) => model.swap(n, coming, id, vouched, wordsOf(coming))),
      );
      return { expected, got };
    },
  }),
  cancel: (n) => ({
    check: (model) => model.people.has(n),
    run: async (model, real) => ({
      got: await codeOf(
        real.app.get(CancelService).byStaff(real.event.id, await idOf(model, real, n), 'Sakit', systemActor),
      ),
      expected: model.cancel(n),
    }),
  }),
  approve: (n) =>
    decision(n, (model, ids, { app, event }) => [
      app.get(Decisions).approve(event.id, ids, systemActor),
      model.approve(n),
    ]),
  decline: (n) =>
    decision(n, (model, ids, { app, event }) => [
      app.get(Decisions).decline(event.id, ids, 'Penuh', systemActor),
      model.decline(n),
    ]),
  undo: (n) =>
    decision(n, (model, ids, { app, event }) => [app.get(Decisions).undo(event.id, ids, systemActor), model.undo(n)]),
  accept: (n) => ({
    check: (model) => model.people.has(n),
    run: async (model, real) => ({
      got: await codeOf(real.app.get(Offers).accept(await real.row(model, n), true, systemActor)),
      expected: model.accept(n),
    }),
  }),
  reject: (n, leave) => ({
    check: (model) => model.people.has(n),
    run: async (model, real) => ({
      got: await codeOf(real.app.get(Offers).reject(await real.row(model, n), leave, systemActor)),
      expected: model.reject(n, leave),
    }),
  }),
  prove: (n) => ({
    check: (model) => model.people.has(n),
    run: async (model, real) => ({
      got: await codeOf(real.app.get(Proofs).prove(await real.row(model, n), systemActor)),
      expected: model.prove(n),
    }),
  }),
  prioritise: (n, on) => ({
    check: (model) => model.people.has(n),
    run: async (model, real) => ({
      got: await codeOf(
        real.app.get(WaitingLine).prioritise(real.event.id, await idOf(model, real, n), on, systemActor),
      ),
      expected: model.prioritise(n, on),
    }),
  }),
  /** A day passes; the sweep runs, or comes late. */
  pass: (hours, sweep) => ({
    run: async (model, { app, event }) => {
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
    run: async (model, { app, event }) => {
      await app.db.query(`UPDATE mail_message SET attempts = 1 WHERE event_id = '${event.id}'`);
      model.mailsGoOut();
      return { expected: null, got: null };
    },
  }),
  setSeats: (seats, named) => ({
    run: async (model, { app, event }) => {
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

const idOf = async (model: SeatModel, real: Real, n: number): Promise<string> => (await real.row(model, n)).id;

const wordsOf = (n: number): Words => {
  const { position, unitText = '' } = n % 3 === 0 ? guest(n) : applicant(n);
  return { position, unit: unitText };
};

const decision = (
  n: number,
  decide: (model: SeatModel, ids: string[], real: Real) => [ReturnType<Decisions['undo']>, string | null],
): Step => ({
  check: (model) => model.people.has(n),
  run: async (model, real) => {
    const ids = [await idOf(model, real, n)];
    const [act, expected] = decide(model, ids, real);
    return { got: (await act).refused[0]?.code ?? null, expected };
  },
});
