/** How this phone is used; kept, so that a reload in the rush changes nothing. */
export class DoorHabits {
  direction = $state<'in' | 'out'>('in');
  /** `express`: whoever is let in is only flashed, so that the next one follows at once. */
  pace = $state<'standard' | 'express'>('standard');

  constructor(eventId: string) {
    const key = `bintek-door ${eventId}`;
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Record<'direction' | 'pace', string>>;
    if (kept.direction === 'out') this.direction = 'out';
    if (kept.pace === 'express') this.pace = 'express';
    $effect(() => localStorage.setItem(key, JSON.stringify({ direction: this.direction, pace: this.pace })));
  }
}
