import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { groupBy } from '../../common/index.js';
import { insertRows, type Tx } from '../../database/index.js';
import { Presence } from '../presence.entity.js';
import { correctionInForce } from '../rules/correction.js';
import { pageKey } from '../rules/slot.js';
import { Scan } from '../scan.entity.js';
import { AttendanceSettings } from './attendance-settings.entity.js';
import { PresenceCorrection } from './correction.entity.js';

const IDS_PER_QUERY = 500;

@Injectable()
export class PresenceRepository {
  async goneAt(m: EntityManager, eventId: string): Promise<string | null> {
    return (await m.findOneBy(AttendanceSettings, { eventId }))?.goneAt ?? null;
  }

  async setGoneAt(tx: Tx, eventId: string, goneAt: string | null): Promise<void> {
    await tx.upsert(AttendanceSettings, { eventId, goneAt }, ['eventId']);
  }

  async insertCorrections(tx: Tx, corrections: PresenceCorrection[]): Promise<void> {
    await insertRows(tx, PresenceCorrection, corrections);
  }

  /** The correction in force of each person in each slot, of the whole event or of these people. */
  async inForce(m: EntityManager, eventId: string, registrationIds?: readonly string[]): Promise<PresenceCorrection[]> {
    const said = groupBy(await this.corrections(m, eventId, registrationIds), pageKey);
    return [...said.values()].flatMap((ofPage) => correctionInForce(ofPage) ?? []);
  }

  async corrections(
    m: EntityManager,
    eventId: string,
    registrationIds?: readonly string[],
  ): Promise<PresenceCorrection[]> {
    if (!registrationIds) return m.findBy(PresenceCorrection, { eventId });
    const found: PresenceCorrection[] = [];
    for (let from = 0; from < registrationIds.length; from += IDS_PER_QUERY) {
      const registrationId = In(registrationIds.slice(from, from + IDS_PER_QUERY));
      found.push(...(await m.findBy(PresenceCorrection, { eventId, registrationId })));
    }
    return found;
  }

  /** The newest first. */
  history(m: EntityManager, registrationId: string, slot?: string): Promise<PresenceCorrection[]> {
    return m.find(PresenceCorrection, {
      where: { registrationId, ...(slot ? { slot } : {}) },
      order: { at: 'DESC', id: 'DESC' },
    });
  }

  /** Sessions at whose own door anybody was seen. */
  async usedSessionSlots(m: EntityManager, eventId: string): Promise<Set<string>> {
    const rows = await m
      .createQueryBuilder(Presence, 'p')
      .select('p.slot', 'slot')
      .where("p.event_id = :eventId AND p.slot LIKE 'session:%'", { eventId })
      .distinct()
      .getRawMany<{ slot: string }>();
    return new Set(rows.map(({ slot }) => slot));
  }

  /** Days of which anything is known: somebody was seen, or an organiser said so. */
  async knownDays(m: EntityManager, eventId: string): Promise<string[]> {
    const slots = new Set<string>();
    for (const table of [Presence, PresenceCorrection]) {
      const rows = await m
        .createQueryBuilder(table, 't')
        .select('t.slot', 'slot')
        .where("t.event_id = :eventId AND t.slot LIKE 'day:%'", { eventId })
        .distinct()
        .getRawMany<{ slot: string }>();
      for (const { slot } of rows) slots.add(slot);
    }
    return [...slots];
  }

  /** How many people are known to have been, or to be excused, in each slot of the event. */
  async peopleBySlot(m: EntityManager, eventId: string): Promise<Map<string, number>> {
    const rows = await m
      .createQueryBuilder(Presence, 'p')
      .select('p.slot', 'slot')
      .addSelect('COUNT(DISTINCT p.registration_id)', 'people')
      .where('p.event_id = :eventId', { eventId })
      .groupBy('p.slot')
      .getRawMany<{ slot: string; people: number | string }>();
    const people = new Map(rows.map(({ slot, people }) => [slot, Number(people)]));
    // Whoever is said to have been present has a stay, and is among the rows.
    const away = (await this.inForce(m, eventId)).filter(({ kind }) => kind === 'excused' || kind === 'ill');
    for (const { slot } of away) people.set(slot, (people.get(slot) ?? 0) + 1);
    return people;
  }

  /** Every person and slot of the event of which anything is known, or is believed to be. */
  async pages(m: EntityManager, eventId: string): Promise<{ registrationId: string; slot: string }[]> {
    const pages = new Map<string, { registrationId: string; slot: string }>();
    for (const table of [Scan, Presence, PresenceCorrection]) {
      const rows = await m
        .createQueryBuilder(table, 't')
        .select('t.registration_id', 'registrationId')
        .addSelect('t.slot', 'slot')
        .where('t.event_id = :eventId AND t.registration_id IS NOT NULL', { eventId })
        .distinct()
        .getRawMany<{ registrationId: string; slot: string }>();
      for (const row of rows) pages.set(pageKey(row), row);
    }
    return [...pages.values()];
  }
}
