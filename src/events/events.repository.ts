import { Injectable } from '@nestjs/common';
import { And, In, IsNull, LessThanOrEqual, Like, MoreThan, Not } from 'typeorm';
import type { Reader, Tx } from '../database/index.js';
import { Event } from './event.entity.js';
import { editableStates, type EventState, statesBefore } from './event-status.js';
import { eventTimes } from './event-times.js';
import { Session } from './session.entity.js';

const named = { venue: true, room: true, programme: true } as const;

/** An event with the names its pages show. */
export type NamedEvent = Event & Required<Pick<Event, 'venue'>>;

const formFields = {
  id: true,
  state: true,
  zone: true,
  publishedAt: true,
  registrationOpensAt: true,
  registrationClosesAt: true,
  startsAt: true,
  endsAt: true,
  proofHours: true,
} as const;

/** What decides whether and until when a form is taken. */
export type FormEvent = Pick<Event, keyof typeof formFields>;

export interface EndingWithin {
  /** Left out: all events. */
  ids?: string[];
  after: Date;
  until: Date;
}

type Fields = Partial<Omit<Event, 'venue' | 'room' | 'programme' | 'organiserUnit' | 'certificateSignatory'>>;

@Injectable()
export class EventsRepository {
  find(m: Reader, id: string): Promise<NamedEvent | null> {
    return this.one(m, { id });
  }

  async state(m: Reader, id: string): Promise<EventState | null> {
    const event = await m.findOne(Event, { select: { id: true, state: true }, where: { id } });
    return event?.state ?? null;
  }

  findBySlug(m: Reader, slug: string): Promise<NamedEvent | null> {
    return this.one(m, { slug });
  }

  /** Read at every registration, so no more of it than a form is judged by. */
  async formEvent(m: Reader, where: { id: string } | { slug: string }): Promise<FormEvent | null> {
    const [event] = await m.find(Event, { select: formFields, where });
    return event ?? null;
  }

  list(m: Reader, filter: { ids?: string[]; withDrafts: boolean }): Promise<NamedEvent[]> {
    return m.find(Event, {
      where: {
        ...(filter.ids ? { id: In(filter.ids) } : {}),
        ...(filter.withDrafts ? {} : { state: Not('draft') }),
      },
      relations: named,
      order: { startsAt: 'DESC', id: 'DESC' },
    }) as Promise<NamedEvent[]>;
  }

  endingWithin(m: Reader, { ids, after, until }: EndingWithin): Promise<Event[]> {
    return m.find(Event, {
      where: {
        state: 'published',
        endsAt: And(MoreThan(after), LessThanOrEqual(until)),
        ...(ids ? { id: In(ids) } : {}),
      },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
  }

  toRemind(m: Reader, now: Date): Promise<NamedEvent[]> {
    return m.find(Event, {
      where: { state: 'published', startsAt: MoreThan(now), reminderDays: Not(IsNull()) },
      relations: named,
    }) as Promise<NamedEvent[]>;
  }

  /** Slugs that begin like this one. */
  async slugsLike(m: Reader, slug: string): Promise<Set<string>> {
    const rows = await m.find(Event, { select: { id: true, slug: true }, where: { slug: Like(`${slug}%`) } });
    return new Set(rows.map((row) => row.slug));
  }

  async insert(tx: Tx, event: Fields): Promise<void> {
    await tx.createQueryBuilder().insert().into(Event).values(event).updateEntity(false).execute();
  }

  async update(tx: Tx, id: string, fields: Fields): Promise<void> {
    await tx.update(Event, { id }, fields);
  }

  /**
   * Takes the row of an event that may be changed, so that its editors come one after the other, and raises its change
   * number. False: no such event, or not in one of the states.
   */
  async hold(tx: Tx, id: string, states: readonly EventState[] = editableStates): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(Event)
      .set({ changeSeq: () => 'change_seq + 1' })
      .where('id = :id AND state IN (:...states)', { id, states })
      .execute();
    return affected === 1;
  }

  /** Changes the state if the event is in one from which that is allowed. */
  async changeState(tx: Tx, id: string, to: EventState, fields: Fields): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(Event)
      .set({ ...fields, state: to, changeSeq: () => 'change_seq + 1' })
      .where('id = :id AND state IN (:...states)', { id, states: statesBefore(to) })
      .execute();
    return affected === 1;
  }

  async raiseChangeSeq(tx: Tx, id: string): Promise<void> {
    await tx.increment(Event, { id }, 'changeSeq', 1);
  }

  /** Start, end and hours of the event as its sessions now give them. */
  async deriveFromSessions(tx: Tx, id: string): Promise<void> {
    const sessions = await tx.find(Session, { where: { eventId: id } });
    const { startsAt, endsAt } = eventTimes(sessions);
    await tx.update(Event, { id }, { startsAt, endsAt, jp: sessions.reduce((sum, session) => sum + session.jp, 0) });
  }

  /** Marks the first issue; later calls change nothing. */
  async beginCertificates(tx: Tx, id: string, at: Date): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(Event)
      .set({ certificatesBeganAt: at })
      .where('id = :id AND certificates_began_at IS NULL', { id })
      .execute();
  }

  /** Not `findOne`, which asks twice as soon as there are joins; both keys name one row, and so do the relations. */
  private async one(m: Reader, where: { id: string } | { slug: string }): Promise<NamedEvent | null> {
    const [event] = await m.find(Event, { where, relations: named });
    return (event as NamedEvent | undefined) ?? null;
  }
}
