import type { AgendaEntry } from '../events/index.js';
import { AttendanceErrors } from './attendance.errors.js';
import { doorOpensAt, placesOf, type Programme, spanOf } from './rules/slot.js';

/**
 * For who is let in by hand: he stands there now, whatever the clock of the phone says.
 * @throws DomainError NOT_ON_EVENT_DAY, SESSION_SHUT, VALIDATION on `sessionId`
 */
export function mustBeOpen(programme: Programme<AgendaEntry>, now: Date, sessionId?: string | null): void {
  const { zone, sessions } = programme;
  const span = spanOf(sessions);
  if (!span || placesOf(programme)(now, sessionId).isOpen) return;
  if (!sessionId) throw AttendanceErrors.notOnEventDay(span, zone);
  const session = sessions.find(({ id }) => id === sessionId);
  if (!session) throw AttendanceErrors.sessionNotFound('sessionId');
  throw AttendanceErrors.sessionShut(session.title, { startsAt: doorOpensAt(session), endsAt: session.endsAt }, zone);
}

/** Told by this clock. */
export const momentOf = (now: Date): { scannedAt: string; sentAt: null } => ({
  scannedAt: now.toISOString(),
  sentAt: null,
});
