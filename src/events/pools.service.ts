import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, type FieldError, newId, validationFailed } from '../common/index.js';
import { Transactions, type Tx } from '../database/index.js';
import type { InnerPoolInput, PoolsEdit, PoolsInput } from './dto/pools.input.js';
import { EventListeners } from './event-listeners.js';
import { EventReferences } from './event-references.js';
import { ofEvent } from './events.audit.js';
import { Events } from './events.service.js';
import { type PoolFields, PoolsRepository } from './pools.repository.js';
import type { SeatPool } from './seat-pool.entity.js';

/** So many fit into a sentence; the page shows them all. */
const MOST_NAMES = 10;

/** Seats of an event, and the shares of them kept for some kinds or units. */
@Injectable()
export class Pools {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly pools: PoolsRepository,
    private readonly references: EventReferences,
    private readonly listeners: EventListeners,
    private readonly audit: Audit,
  ) {}

  /**
   * Sets the seats. A pool never gets fewer seats than are taken, unless the organiser names whose seats go; one of a
   * published event stays.
   */
  set(actor: Actor, eventId: string, input: PoolsEdit): Promise<void> {
    return this.transactions.run(async (tx) => {
      const event = await this.events.hold(tx, eventId);
      const [whole, ...inner] = await this.pools.ofEvent(tx, eventId);
      if (!whole) throw new Error(`Event ${eventId} has no pool of its own`);
      const wanted = input.inner ?? [];
      const gone = inner.filter((pool) => !wanted.some(({ id }) => id === pool.id));
      const faults = await this.faults(tx, input);
      if (event.state === 'published' && input.capacity < 1)
        faults.push({ field: 'capacity', code: 'EVENT_NEEDS_SEATS' });
      const lost = event.state === 'draft' ? undefined : gone[0];
      if (lost) faults.push({ field: 'inner', code: 'POOL_STAYS', params: { name: lost.name } });
      wanted.forEach(({ id }, index) => {
        if (id && !inner.some((pool) => pool.id === id))
          faults.push({ field: `inner.${index}.id`, code: 'POOL_UNKNOWN' });
      });
      if (faults.length === 0 && input.release) {
        faults.push(...(await this.listeners.makeRoom(tx, event, input.release, actor)));
      }
      if (faults.length) throw validationFailed(faults);
      await this.pools.remove(
        tx,
        gone.map(({ id }) => id),
      );
      const fresh = wanted.flatMap((pool, index) => (pool.id ? [] : [innerPool(eventId, pool, index)]));
      if (fresh.length) await this.pools.insert(tx, fresh);
      const changed = [
        ...(await this.change(tx, whole.id, { ...whole, ...wholeOf(input, whole) }, 'capacity')),
        ...(await this.changeInner(tx, eventId, wanted, inner)),
      ];
      if (changed.length) throw validationFailed(changed);
      const payload = { from: whole.capacity, to: input.capacity, inner: wanted.length };
      await this.audit.append(tx, ofEvent(actor, 'events.pools_changed', eventId, { payload }));
      if (event.state === 'published') await this.listeners.seatsChanged(tx, event, actor);
    });
  }

  /** Pools of a new event; the caller has refused the faults. */
  async insert(tx: Tx, eventId: string, { capacity, byApproval = false, inner = [] }: PoolsInput): Promise<void> {
    const whole = {
      id: newId(),
      eventId,
      scope: 'event',
      name: 'Semua peserta',
      capacity,
      byApproval,
      sort: 0,
    } as const;
    await this.pools.insert(tx, [
      { ...whole, kinds: null, unitIds: null },
      ...inner.map((pool, index) => innerPool(eventId, pool, index)),
    ]);
  }

  async faults(tx: Tx, { capacity, inner = [] }: PoolsInput): Promise<FieldError[]> {
    const faults: FieldError[] = [];
    for (const [index, pool] of inner.entries()) {
      const at = `inner.${index}`;
      if (pool.capacity > capacity) {
        faults.push({ field: `${at}.capacity`, code: 'POOL_ABOVE_EVENT', params: { capacity } });
      }
      for (const [place, unitId] of (pool.unitIds ?? []).entries()) {
        faults.push(...(await this.references.unit(tx, unitId, `${at}.unitIds.${place}`)));
      }
    }
    return faults;
  }

  private async changeInner(
    tx: Tx,
    eventId: string,
    wanted: readonly InnerPoolInput[],
    before: readonly SeatPool[],
  ): Promise<FieldError[]> {
    const faults: FieldError[] = [];
    for (const [index, pool] of wanted.entries()) {
      if (pool.id === undefined) continue;
      const byApproval = pool.byApproval ?? before.find(({ id }) => id === pool.id)?.byApproval;
      const fields = innerPool(eventId, { ...pool, byApproval }, index);
      faults.push(...(await this.change(tx, pool.id, fields, `inner.${index}.capacity`)));
    }
    return faults;
  }

  private async change(
    tx: Tx,
    id: string,
    { eventId, name, capacity, byApproval, kinds, unitIds, sort }: PoolFields & Pick<SeatPool, 'eventId'>,
    field: string,
  ): Promise<FieldError[]> {
    if (await this.pools.change(tx, id, { name, capacity, byApproval, kinds, unitIds, sort })) return [];
    const taken = await this.pools.taken(tx, id);
    const people = await this.listeners.mustGo(tx, eventId, [{ id, capacity }]);
    if (people.length === 0) return [{ field, code: 'POOL_BELOW_TAKEN', params: { taken } }];
    const names = people.slice(0, MOST_NAMES).map(({ name }) => name);
    const more = people.length > names.length ? ['…'] : [];
    const params = { taken, count: people.length, names: [...names, ...more].join('; ') };
    return [{ field, code: 'POOL_MUST_RELEASE', params }];
  }
}

const wholeOf = ({ capacity, byApproval }: PoolsInput, before: SeatPool) => ({
  capacity,
  byApproval: byApproval ?? before.byApproval,
});

const innerPool = (
  eventId: string,
  { name, capacity, byApproval = false, kinds, unitIds }: InnerPoolInput,
  index: number,
) => ({
  id: newId(),
  eventId,
  scope: 'inner' as const,
  name,
  capacity,
  byApproval,
  kinds: kinds ?? null,
  unitIds: unitIds ?? null,
  sort: index + 1,
});
