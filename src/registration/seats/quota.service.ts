import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor, FieldError } from '../../common/index.js';
import type { Reader, Tx } from '../../database/index.js';
import { type Event, Events } from '../../events/index.js';
import { printedNameOf } from '../form/applicant.js';
import { Decisions } from '../decisions.service.js';
import type { Registration } from '../registration.entity.js';
import { holdsSeat } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { SeatsRepository } from './seats.repository.js';

/** Fewer seats than are taken: says whose would go, and takes them only from those whom the organiser names. */
@Injectable()
export class Quota implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly decisions: Decisions,
  ) {}

  onModuleInit(): void {
    this.events.listen({
      mustGo: async (m, eventId, pools) =>
        (await this.mustGo(m, eventId, pools)).map((row) => ({ id: row.id, name: printedNameOf(row) })),
      makeRoom: (tx, event, release, actor) => this.makeRoom(tx, event, release, actor),
    });
  }

  /**
   * Who would have to go, were the pools so small: the last who registered first, and who has arrived only after all
   * others. Inner pools come first, since whoever goes from one frees a seat of the event's own as well.
   */
  async mustGo(
    m: Reader,
    eventId: string,
    pools: readonly { id: string; capacity: number }[],
  ): Promise<Registration[]> {
    const stands = await this.events.pools(m, eventId);
    const wanted = new Map(pools.map(({ id, capacity }) => [id, capacity]));
    const going = new Map<string, Registration>();
    for (const { id, taken } of [...stands].sort((a, b) => Number(b.scope === 'inner') - Number(a.scope === 'inner'))) {
      const over = taken - (wanted.get(id) ?? taken);
      if (over <= 0) continue;
      const holders = await this.registrations.lastHolders(m, id, over + going.size);
      const already = holders.filter((row) => going.has(row.id)).length;
      const more = holders.filter((row) => !going.has(row.id)).slice(0, Math.max(0, over - already));
      for (const row of more) going.set(row.id, row);
    }
    return [...going.values()].sort(
      (a, b) => Number(a.arrivedAt !== null) - Number(b.arrivedAt !== null) || b.arrivalNo - a.arrivalNo,
    );
  }

  private async makeRoom(
    tx: Tx,
    event: Event,
    { ids, reason }: { ids: string[]; reason: string },
    actor: Actor,
  ): Promise<FieldError[]> {
    await this.seats.takeTurnOf(tx, event.id);
    const rows = await this.registrations.findManyInEvent(tx, event.id, ids);
    const seated = new Map(rows.filter(({ status }) => holdsSeat(status)).map((row) => [row.id, row]));
    const faults: FieldError[] = [];
    for (const [index, id] of ids.entries()) {
      const registration = seated.get(id);
      const field = `release.ids.${index}`;
      if (!registration) faults.push({ field, code: 'RELEASE_NOT_SEATED' });
      else if (registration.arrivedAt) {
        faults.push({ field, code: 'RELEASE_ARRIVED', params: { name: printedNameOf(registration) } });
      } else await this.decisions.declineOne(tx, registration, reason, actor);
    }
    return faults;
  }
}
