import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Event } from '../events/index.js';
import { Registration } from './registration.entity.js';
import { isLive, registrationStatuses } from './registration-status.js';

/** Another registration with the same NIP, and the event it is for. */
export interface OtherRegistration {
  nip: string;
  email: string;
  phone: string;
  event: Pick<Event, 'id' | 'slug' | 'title' | 'zone' | 'startsAt' | 'endsAt'>;
}

@Injectable()
export class OverlapsRepository {
  /** Live ones of other published events. */
  async others(m: EntityManager, eventId: string, nips: string[]): Promise<OtherRegistration[]> {
    if (nips.length === 0) return [];
    const rows = await m
      .createQueryBuilder(Registration, 'r')
      .innerJoinAndMapOne('r.event', Event, 'e', 'e.id = r.event_id')
      .where({ nip: In(nips), status: In(registrationStatuses.filter(isLive)) })
      .andWhere("r.event_id <> :eventId AND e.state = 'published'", { eventId })
      .orderBy('e.starts_at')
      .addOrderBy('e.id')
      .getMany();
    return rows.flatMap(({ nip, email, phone, event }) => (nip && event ? [{ nip, email, phone, event }] : []));
  }
}
