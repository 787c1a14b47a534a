import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FieldError } from '../../common/index.js';
import type { Tx } from '../../database/index.js';
import { numericDate } from '../../documents/index.js';
import { type AgendaChange, Events, type PlacedAgenda } from '../../events/index.js';
import { dayOfSlot, dayOn, isDayOf, type Span, spanOf } from '../rules/slot.js';
import { PresenceRepository } from './presence.repository.js';

/** Presence stands in days and sessions: neither leaves the agenda, nor moves to another day, under those who were there. */
@Injectable()
export class AttendedAgenda implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly presence: PresenceRepository,
  ) {}

  onModuleInit(): void {
    this.events.listen({ agendaFaults: (tx, eventId, change) => this.faults(tx, eventId, change) });
  }

  private async faults(tx: Tx, eventId: string, { before, after }: AgendaChange): Promise<FieldError[]> {
    if (staysInTime(before, after)) return [];
    const faults: FieldError[] = [];
    for (const [slot, people] of await this.presence.peopleBySlot(tx, eventId)) {
      const day = dayIn(before, slot);
      if (day === null || dayIn(after, slot) === day) continue;
      const code = dayOfSlot(slot) === null ? 'SESSION_ATTENDED' : 'DAY_ATTENDED';
      faults.push({ field: 'startsAt', code, params: { people, day: numericDate(day, before.zone) } });
    }
    return faults;
  }
}

/** Whether every session is at the time it was; one that is added moves nobody. */
function staysInTime(before: PlacedAgenda, after: PlacedAgenda): boolean {
  const times = new Map(after.sessions.map((session) => [session.id, timesOf(session)]));
  return before.zone === after.zone && before.sessions.every((session) => times.get(session.id) === timesOf(session));
}

const timesOf = ({ startsAt, endsAt }: Span): string => `${startsAt.getTime()} ${endsAt.getTime()}`;

/** As `dayOn`, and null too of a day that the agenda does not cover. */
function dayIn(agenda: PlacedAgenda, slot: string): string | null {
  const day = dayOn(slot, agenda);
  if (day === null || dayOfSlot(slot) === null) return day;
  const span = spanOf(agenda.sessions);
  return span && isDayOf(span, day, agenda.zone) ? day : null;
}
