import type { DoorSession } from '../door-session';

/** How this phone is used; kept, so that a reload in the rush changes nothing. */
export class DoorHabits {
  direction = $state<'in' | 'out'>('in');
  /** `express`: whoever is let in is only flashed, so that the next one follows at once. */
  pace = $state<'standard' | 'express'>('standard');

  /** Null: the door admits to the day. */
  sessionId = $state<string | null>(null);
  /** Null: the back one. */
  cameraId = $state<string | null>(null);
  torch = $state(false);

  constructor(eventId: string, sessions: readonly DoorSession[]) {
    const key = `bintek-door ${eventId}`;
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<
      Record<'direction' | 'pace' | 'sessionId' | 'cameraId', string | null> & { torch: boolean }
    >;
    if (kept.direction === 'out') this.direction = 'out';
    if (kept.pace === 'express') this.pace = 'express';
    // One that has ended is told in a band: by a clock that may be wrong nothing is chosen anew without a word.
    this.sessionId = sessions.find(({ id }) => id === kept.sessionId)?.id ?? null;
    this.cameraId = kept.cameraId ?? null;
    this.torch = kept.torch === true;
    $effect(() => {
      const { direction, pace, sessionId, cameraId, torch } = this;
      localStorage.setItem(key, JSON.stringify({ direction, pace, sessionId, cameraId, torch }));
    });
  }
}
