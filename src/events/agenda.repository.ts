import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Reader, Tx } from '../database/index.js';
import { printedName } from '../directory/index.js';
import { Session, SessionSpeaker, type SpeakerRole } from './session.entity.js';

/** A session with its room's name and its speakers in order. */
export interface AgendaEntry extends Omit<Session, 'event' | 'room'> {
  /** Null is the event's own room. */
  roomName: string | null;
  speakers: {
    speakerId: string;
    role: SpeakerRole;
    frontTitle: string;
    name: string;
    backTitle: string;
    printedName: string;
    affiliation: string;
  }[];
}

type Fields = Omit<Session, 'event' | 'room'>;

@Injectable()
export class AgendaRepository {
  async ofEvent(m: Reader, eventId: string): Promise<AgendaEntry[]> {
    const sessions = await m.find(Session, {
      where: { eventId },
      relations: { room: true },
      order: { startsAt: 'ASC', sort: 'ASC', id: 'ASC' },
    });
    const speakers = sessions.length
      ? await m.find(SessionSpeaker, {
          where: { sessionId: In(sessions.map((session) => session.id)) },
          relations: { speaker: true },
          order: { sort: 'ASC' },
        })
      : [];
    return sessions.map(({ room, ...session }) => ({
      ...session,
      roomName: room?.name ?? null,
      speakers: speakers.flatMap(({ sessionId, speakerId, role, speaker }) =>
        speaker && sessionId === session.id
          ? [
              {
                speakerId,
                role,
                frontTitle: speaker.frontTitle,
                name: speaker.name,
                backTitle: speaker.backTitle,
                printedName: printedName(speaker),
                affiliation: speaker.affiliation,
              },
            ]
          : [],
      ),
    }));
  }

  /** Without rooms and speakers. */
  ofEvents(m: Reader, eventIds: string[]): Promise<Session[]> {
    return m.find(Session, {
      where: { eventId: In(eventIds) },
      order: { startsAt: 'ASC', sort: 'ASC', id: 'ASC' },
    });
  }

  async insert(tx: Tx, sessions: Fields[]): Promise<void> {
    await tx.createQueryBuilder().insert().into(Session).values(sessions).updateEntity(false).execute();
  }

  async update(tx: Tx, id: string, fields: Partial<Fields>): Promise<void> {
    await tx.update(Session, { id }, fields);
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.delete(Session, { id });
  }

  async setSpeakers(
    tx: Tx,
    sessionId: string,
    speakers: readonly { speakerId: string; role: SpeakerRole }[],
  ): Promise<void> {
    await tx.delete(SessionSpeaker, { sessionId });
    if (!speakers.length) return;
    const rows = speakers.map(({ speakerId, role }, sort) => ({ sessionId, speakerId, role, sort }));
    await tx.createQueryBuilder().insert().into(SessionSpeaker).values(rows).updateEntity(false).execute();
  }

  /** Title of another published event that uses one of the rooms while one of the times runs. */
  async rivalInRoom(
    m: Reader,
    eventId: string,
    use: { roomId: string; startsAt: Date; endsAt: Date },
  ): Promise<string | null> {
    const row = await m
      .createQueryBuilder(Session, 's')
      .innerJoin('s.event', 'e')
      .select('e.title', 'title')
      .where("e.id <> :eventId AND e.state = 'published'", { eventId })
      .andWhere(
        "COALESCE(s.room_id, CASE WHEN s.kind IN ('registration', 'break') THEN NULL ELSE e.room_id END) = :roomId",
      )
      .andWhere('s.starts_at < :endsAt AND s.ends_at > :startsAt')
      .setParameters(use)
      .limit(1)
      .getRawOne<{ title: string }>();
    return row?.title ?? null;
  }
}
