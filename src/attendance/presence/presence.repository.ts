import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { groupBy } from '../../common/index.js';
import { insertRows, type Tx } from '../../database/index.js';
import { Registration } from '../../registration/index.js';
import { Presence } from '../presence.entity.js';
import { correctionInForce } from '../rules/correction.js';
import { pageKey } from '../rules/slot.js';
import { Scan } from '../scan.entity.js';
import { AttendanceSettings } from './attendance-settings.entity.js';
import { PresenceCorrection } from './correction.entity.js';

const IDS_PER_QUERY = 500;

/** The correction is the newest of its person in its slot. */
export const newest = (
  c: string,
) => `NOT EXISTS (SELECT 1 FROM presence_correction n WHERE n.registration_id = ${c}.registration_id
  AND n.slot = ${c}.slot AND (n.at > ${c}.at OR (n.at = ${c}.at AND n.id > ${c}.id)))`;

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

  /** How many people with a seat are known to have been, or to be excused, in each slot of the event. */
  async peopleBySlot(m: EntityManager, eventId: string): Promise<Map<string, number>> {
    const seated = "r.id = t.registration_id AND r.status = 'confirmed'";
    const came = m
      .createQueryBuilder(Presence, 't')
      .select('t.slot', 'slot')
      .addSelect('COUNT(DISTINCT t.registration_id)', 'people')
      .innerJoin(Registration, 'r', seated)
      .where('t.event_id = :eventId', { eventId })
      .groupBy('t.slot');
    const away = m
      .createQueryBuilder(PresenceCorrection, 't')
      .select('t.slot', 'slot')
      .addSelect('COUNT(*)', 'people')
      .innerJoin(Registration, 'r', seated)
      .where(`t.event_id = :eventId AND t.kind IN ('excused', 'ill') AND ${newest('t')}`, { eventId })
      .andWhere('NOT EXISTS (SELECT 1 FROM presence p WHERE p.registration_id = t.registration_id AND p.slot = t.slot)')
      .groupBy('t.slot');
    const people = new Map<string, number>();
    for (const query of [came, away]) {
      for (const row of await query.getRawMany<{ slot: string; people: number | string }>()) {
        people.set(row.slot, (people.get(row.slot) ?? 0) + Number(row.people));
      }
    }
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
