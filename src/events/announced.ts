import type { Announced } from './event.entity.js';
import type { NamedEvent } from './events.repository.js';
import { placeOf } from './printed.js';

/** Time and place as they are now, in the form in which it is kept what participants were told. */
export const announcedOf = (event: Pick<NamedEvent, 'startsAt' | 'endsAt' | 'venue' | 'room'>): Announced => ({
  startsAt: event.startsAt?.toISOString() ?? null,
  endsAt: event.endsAt?.toISOString() ?? null,
  place: placeOf(event),
});

/** What participants still believe, when it is not so any more. */
export function outdatedNews(event: NamedEvent): Announced | null {
  const { announced } = event;
  if (event.state !== 'published' || !announced) return null;
  const now = announcedOf(event);
  const same = now.startsAt === announced.startsAt && now.endsAt === announced.endsAt && now.place === announced.place;
  return same ? null : announced;
}
