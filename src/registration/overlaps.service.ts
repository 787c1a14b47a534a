import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/index.js';
import { dateInZone, type Event } from '../events/index.js';
import type { OverlapDto } from './dto/ticket.dto.js';
import { OverlapsRepository } from './overlaps.repository.js';
import type { Registration } from './registration.entity.js';

type Timed = Pick<Event, 'id' | 'zone' | 'startsAt' | 'endsAt'>;

/** Other events of the same days for which the same NIP is registered. */
@Injectable()
export class Overlaps {
  constructor(private readonly overlaps: OverlapsRepository) {}

  /** For the organiser, by registration. */
  async of(
    m: Reader,
    event: Timed,
    rows: readonly Pick<Registration, 'id' | 'nip'>[],
  ): Promise<Map<string, OverlapDto[]>> {
    const nips = [...new Set(rows.flatMap(({ nip }) => nip ?? []))];
    const others = (await this.overlaps.others(m, event.id, nips)).filter((other) => shareADay(event, other.event));
    return new Map(
      rows.map((row) => [row.id, others.filter(({ nip }) => nip === row.nip).map((other) => toView(other.event))]),
    );
  }

  /** For the person himself. Anybody can type his NIP, so only what carries his address or phone number as well. */
  async ownOf(m: Reader, event: Timed, row: Registration): Promise<OverlapDto[]> {
    const others = await this.overlaps.others(m, event.id, row.nip ? [row.nip] : []);
    return others
      .filter(({ email, phone }) => email === row.email || phone === row.phone)
      .filter((other) => shareADay(event, other.event))
      .map((other) => toView(other.event));
  }
}

/** Each event's days are those of its own zone. */
export function shareADay(a: Timed, b: Timed): boolean {
  if (!a.startsAt || !a.endsAt || !b.startsAt || !b.endsAt) return false;
  return (
    dateInZone(a.startsAt, a.zone) <= dateInZone(b.endsAt, b.zone) &&
    dateInZone(b.startsAt, b.zone) <= dateInZone(a.endsAt, a.zone)
  );
}

const toView = ({ id, slug, title, zone, startsAt, endsAt }: Timed & Pick<Event, 'slug' | 'title'>): OverlapDto => ({
  eventId: id,
  slug,
  title,
  zone,
  startsAt: startsAt?.toISOString() ?? null,
  endsAt: endsAt?.toISOString() ?? null,
});
