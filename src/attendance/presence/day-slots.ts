import { Injectable } from '@nestjs/common';
import type { Reader } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { PresenceRepository } from './presence.repository.js';
import { slotsOfDay } from './slots.js';

/**
 * The stay `p` that was its person's first in these slots: one of each who came. With one slot, as nearly every event
 * has, its entry of that number.
 */
export const firstOf = (slots: readonly string[]): string => {
  if (slots.length === 1) return 'p.slot IN (:...slots) AND p.entry_no = 1';
  const earlier = '(q.in_at < p.in_at OR (q.in_at = p.in_at AND q.slot < p.slot))';
  return `p.slot IN (:...slots) AND p.entry_no = 1 AND NOT EXISTS (SELECT 1 FROM presence q
    WHERE q.registration_id = p.registration_id AND q.slot IN (:...slots) AND q.entry_no = 1 AND ${earlier})`;
};

/** Which slots say who was present on a day: the day's own, and those of its sessions that have doors of their own. */
@Injectable()
export class DaySlots {
  constructor(
    private readonly events: Events,
    private readonly presence: PresenceRepository,
  ) {}

  async of(m: Reader, eventId: string, day: string, zone: string): Promise<string[]> {
    const used = await this.presence.usedSessionSlots(m, eventId);
    if (used.size === 0) return [`day:${day}`];
    const slots = slotsOfDay(day, await this.events.sessions(m, eventId), zone);
    return slots.filter((slot, n) => n === 0 || used.has(slot));
  }
}
