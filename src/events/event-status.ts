export const eventStates = ['draft', 'published', 'archived', 'cancelled'] as const;
export type EventState = (typeof eventStates)[number];

const allowed: Readonly<Record<EventState, readonly EventState[]>> = {
  draft: ['published', 'cancelled'],
  published: ['archived', 'cancelled'],
  archived: [],
  cancelled: [],
};

export function mayBecome(from: EventState, to: EventState): boolean {
  return allowed[from].includes(to);
}

/** States from which `to` may be reached: the guard of the UPDATE that makes the change. */
export function statesBefore(to: EventState): EventState[] {
  return eventStates.filter((from) => mayBecome(from, to));
}

/** States in which an organiser may still change what the event says. */
export const editableStates: readonly EventState[] = ['draft', 'published'];

export const eventPhases = ['draft', 'upcoming', 'open', 'running', 'over', 'cancelled', 'archived'] as const;
export type EventPhase = (typeof eventPhases)[number];

export interface Timed {
  state: EventState;
  registrationOpensAt: Date;
  registrationClosesAt: Date;
  startsAt: Date | null;
  endsAt: Date | null;
}

/** What the organiser's list says; "open", "running" and "over" are read off the clock and stored nowhere. */
export function eventPhase(event: Timed, now: Date): EventPhase {
  if (event.state !== 'published') return event.state;
  if (event.endsAt && event.endsAt <= now) return 'over';
  if (event.startsAt && event.startsAt <= now) return 'running';
  return event.registrationOpensAt <= now && now < event.registrationClosesAt ? 'open' : 'upcoming';
}

export const registrationPhases = ['not_yet', 'open', 'full', 'closed', 'over', 'cancelled'] as const;
export type RegistrationPhase = (typeof registrationPhases)[number];

/** Whether a visitor may register now. `full` still takes people, on the waiting list. */
export function registrationPhase(
  event: Timed,
  pools: readonly { scope: 'event' | 'inner'; capacity: number; taken: number }[],
  now: Date,
): RegistrationPhase {
  if (event.state === 'cancelled') return 'cancelled';
  if (event.state === 'archived' || (event.endsAt && event.endsAt <= now)) return 'over';
  if (now < event.registrationOpensAt) return 'not_yet';
  if (event.registrationClosesAt <= now) return 'closed';
  const whole = pools.find((pool) => pool.scope === 'event');
  return whole && whole.taken < whole.capacity ? 'open' : 'full';
}
