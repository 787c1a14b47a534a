import { Injectable } from '@nestjs/common';

import { Clock } from '../common/index.js';
import { Database, type Reader } from '../database/index.js';
import { Directory } from '../directory/index.js';
import { type AgendaEntry, eventPhase, Events, type NamedEvent } from '../events/index.js';
import { Mail } from '../mail/index.js';
import { type ArrivalsChart, arrivalsChart } from './arrivals-chart.js';
import type { Overview } from './dto/overview.dto.js';
import { OverviewDoor } from './overview-door.service.js';
import { OverviewRepository } from './overview.repository.js';
import { OverviewTasks } from './overview-tasks.service.js';
import { DaySlots } from './presence/day-slots.js';
import { seatsByUnit } from './seats-by-unit.js';
import { dayOf, startOfDay } from '../common/rules/wall-clock.js';
import { nearestDay, spanOf } from './rules/slot.js';

/** Of an event without an agenda. */
const NO_SLOT = 'day:';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

@Injectable()
export class OverviewService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly directory: Directory,
    private readonly mail: Mail,
    private readonly figures: OverviewRepository,
    private readonly tasks: OverviewTasks,
    private readonly days: DaySlots,
    private readonly door: OverviewDoor,
  ) {}

  get(eventId: string): Promise<Overview> {
    return this.database.read((m) => this.read(m, eventId));
  }

  /** Differs from the mark before when the overview may read differently, which it also does with every minute. */
  async mark(eventId: string): Promise<string> {
    const minute = Math.floor(this.clock.now().getTime() / 60_000);
    return this.database.read(
      async (m) =>
        `${await this.figures.changes(m, eventId)}-${await this.tasks.mailMark(m, eventId)}-${await this.door.mark(m, eventId)}-${minute}`,
    );
  }

  private async read(m: Reader, eventId: string): Promise<Overview> {
    const now = this.clock.now();
    const event = await this.events.find(m, eventId);
    const sessions = await this.events.sessions(m, eventId);
    const { zone } = event;
    const span = spanOf(sessions);
    const day = span && nearestDay(span, now, zone);
    const slots = day === null ? [NO_SLOT] : await this.days.of(m, eventId, day, zone);
    const counts = await this.figures.unitCounts(m, { eventId, slots });
    const registered = counts.reduce((sum, unit) => sum + unit.registered, 0);
    const present = counts.reduce((sum, unit) => sum + unit.present, 0);
    const away = counts.reduce((sum, unit) => sum + unit.away, 0);
    const pools = await this.events.pools(m, eventId);
    const whole = pools.find((pool) => pool.scope === 'event');
    const emptySeats = whole ? whole.capacity - whole.taken : 0;
    const waiting = await this.figures.waiting(m, eventId);
    const perMinute = await this.figures.arrivalsPerMinute(m, { eventId, slots });
    const today = sessions.filter((session) => dayOf(session.startsAt, zone) === day);
    const openingAt = openingOf(today);
    const opensAt = today[0]?.startsAt ?? (day === null ? null : startOfDay(day, zone));
    const chart = opensAt && arrivalsChart(perMinute, { opensAt, openingAt, now });
    const firstArrivalAt = perMinute[0]?.minute ?? null;
    const tasks = await this.tasks.of(m, { event, sessions, slots, emptySeats, waiting, firstArrivalAt, now });
    return {
      event: toEvent(event, now),
      day,
      present,
      registered,
      away,
      missing: registered - present - away,
      lastFiveMinutes: chart?.lastFiveMinutes ?? 0,
      peakPerMinute: chart?.peakPerMinute ?? 0,
      emptySeats,
      waiting,
      openingAt: iso(openingAt),
      arrivals: chart && toArrivals(chart),
      byGate: await this.figures.arrivalsPerGate(m, { eventId, slots }),
      units: seatsByUnit(counts, await this.directory.units(m), pools),
      ...(await this.door.of(m, { eventId, slots, now })),
      mail: await this.mail.stats(m, eventId),
      ...tasks,
      updatedAt: now.toISOString(),
    };
  }
}

/** When the programme begins: its opening, or on a day without one its first session after the desk. */
function openingOf(sessions: readonly AgendaEntry[]): Date | null {
  const programme = sessions.filter(({ kind }) => kind !== 'registration');
  return (programme.find(({ kind }) => kind === 'opening') ?? programme[0])?.startsAt ?? null;
}

const toEvent = (event: NamedEvent, now: Date): Overview['event'] => ({
  id: event.id,
  slug: event.slug,
  title: event.title,
  phase: eventPhase(event, now),
  startsAt: iso(event.startsAt),
  endsAt: iso(event.endsAt),
  zone: event.zone,
  venue: event.venue.name,
  room: event.room?.name ?? null,
});

const toArrivals = ({ from, to, counts }: ArrivalsChart): Overview['arrivals'] => ({
  from: from.toISOString(),
  to: to.toISOString(),
  slotMinutes: 1,
  counts: counts.map(({ minute, count }) => ({ minute: minute.toISOString(), count })),
});
