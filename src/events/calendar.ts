import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { dateInZone } from './event-times.js';

export interface CalendarFacts {
  event: { id: string; title: string; summary: string; zone: string; state: string; changeSeq: number };
  sessions: readonly { startsAt: Date; endsAt: Date }[];
  /** "Ruang SH Sarundajang, Kantor Wali Kota Bitung" */
  place: string;
  address: string;
  coordinates: { lat: number; lon: number } | null;
  organiser: { name: string; email: string } | null;
  url: string;
  now: Date;
  /** Of who holds no seat for certain yet. */
  tentative?: boolean;
}

/**
 * The event for a calendar, one entry a day, since nobody stays in the hall overnight. Times stand in UTC: with a zone
 * the file would need its VTIMEZONE, without which calendars fall back to the zone of the phone.
 */
export function eventCalendar({ event, sessions, now, ...facts }: CalendarFacts): string {
  const sure = facts.tentative ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
  const calendar = ical({
    prodId: { company: 'bintek', product: 'bintek', language: 'ID' },
    method: event.state === 'cancelled' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  const dated = sessions.map((session) => ({ ...session, date: dateInZone(session.startsAt, event.zone) }));
  for (const date of new Set(dated.map((session) => session.date))) {
    const ofDay = dated.filter((session) => session.date === date);
    calendar.createEvent({
      id: `${event.id}-${date}@bintek`,
      sequence: event.changeSeq,
      stamp: now,
      start: new Date(Math.min(...ofDay.map(({ startsAt }) => startsAt.getTime()))),
      end: new Date(Math.max(...ofDay.map(({ endsAt }) => endsAt.getTime()))),
      summary: event.title,
      description: [event.summary, facts.url].filter(Boolean).join('\n\n'),
      location: {
        title: facts.place,
        address: facts.address,
        ...(facts.coordinates ? { geo: facts.coordinates } : {}),
      },
      organizer: facts.organiser,
      url: facts.url,
      status: event.state === 'cancelled' ? ICalEventStatus.CANCELLED : sure,
    });
  }
  return calendar.toString();
}
