import type { FieldError } from '../common/index.js';
import { agendaFaults, type AgendaSession } from './agenda-check.js';
import { numberFaults, type NumberSettings } from './number-pattern.js';

export interface Publication extends NumberSettings {
  summary: string;
  zone: string;
  roomId: string | null;
  registrationOpensAt: Date;
  registrationClosesAt: Date;
  cancelUntil: Date;
  startsAt: Date | null;
  endsAt: Date | null;
  capacity: number;
  sessions: readonly (AgendaSession & { jp: number })[];
}

/** What a published event must have at any time. */
export function standingFaults(event: Publication): FieldError[] {
  const faults: FieldError[] = [];
  const miss = (field: string, code: string): void => void faults.push({ field, code });
  if (!event.summary.trim()) miss('summary', 'EVENT_NEEDS_SUMMARY');
  if (event.capacity < 1) miss('capacity', 'EVENT_NEEDS_SEATS');
  if (!event.sessions.length) miss('sessions', 'EVENT_NEEDS_SESSIONS');
  else if (!event.sessions.some((session) => session.jp > 0)) miss('sessions', 'EVENT_NEEDS_HOURS');
  return [...faults, ...windowFaults(event), ...numberFaults(event), ...agendaFaults(event.sessions, place(event))];
}

/** What still keeps a draft from being published; empty when it may be. */
export function publicationFaults(event: Publication, now: Date): FieldError[] {
  const faults = standingFaults(event);
  if (event.endsAt && event.endsAt <= now) return [{ field: 'sessions', code: 'EVENT_LIES_BACK' }, ...faults];
  const closed = event.registrationClosesAt <= now;
  return closed ? [{ field: 'registrationClosesAt', code: 'EVENT_REGISTRATION_OVER' }, ...faults] : faults;
}

const place = (event: Publication) => ({ zone: event.zone, mainRoom: event.roomId });

type Window = Pick<Publication, 'registrationOpensAt' | 'registrationClosesAt' | 'cancelUntil' | 'startsAt' | 'endsAt'>;

/** Registration opens before it closes, closes before the event ends; a seat is given back before the event starts. */
export function windowFaults(event: Window): FieldError[] {
  const faults: FieldError[] = [];
  if (event.registrationClosesAt <= event.registrationOpensAt) {
    faults.push({ field: 'registrationClosesAt', code: 'EVENT_CLOSES_BEFORE_OPENING' });
  } else if (event.endsAt && event.registrationClosesAt > event.endsAt) {
    faults.push({ field: 'registrationClosesAt', code: 'EVENT_CLOSES_AFTER_END' });
  }
  if (event.startsAt && event.cancelUntil > event.startsAt) {
    faults.push({ field: 'cancelUntil', code: 'EVENT_CANCEL_AFTER_START' });
  }
  return faults;
}
