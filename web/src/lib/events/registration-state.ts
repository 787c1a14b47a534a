import type { EventCard } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import type { Status } from '$lib/ui/status';

export const seatsLeft = (event: Pick<EventCard, 'capacity' | 'taken'>) => Math.max(0, event.capacity - event.taken);

/** Whether the form takes people, for a seat or for a place in the waiting list. */
export const takesPeople = (event: Pick<EventCard, 'registration'>) =>
  event.registration === 'open' || event.registration === 'full';

const words: Record<EventCard['registration'], () => Status> = {
  not_yet: () => ({ word: m.public_state_not_yet(), icon: 'clock', tone: 'info' }),
  open: () => ({ word: m.public_state_open(), icon: 'circle-check', tone: 'ok', quiet: true }),
  full: () => ({ word: m.public_state_full(), icon: 'hourglass', tone: 'wait' }),
  closed: () => ({ word: m.public_state_closed(), icon: 'circle-x', tone: 'mute' }),
  over: () => ({ word: m.public_state_over(), icon: 'circle-check', tone: 'mute', quiet: true }),
  cancelled: () => ({ word: m.public_state_cancelled(), icon: 'ban', tone: 'bad' }),
};

export const registrationState = (event: Pick<EventCard, 'registration'>): Status => words[event.registration]();
