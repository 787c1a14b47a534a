import { DomainError, type Locale, validationFailed } from '../common/index.js';
import type { Span } from './rules/slot.js';

const REGIONS: Record<Locale, string> = { id: 'id', en: 'en-GB' };

const longDate = (at: Date, timeZone: string) => (locale: Locale) =>
  new Intl.DateTimeFormat(REGIONS[locale], { dateStyle: 'long', timeZone }).format(at);

/** `08.15` / `08:15` */
export const timeIn = (at: Date, timeZone: string) => (locale: Locale) =>
  new Intl.DateTimeFormat(REGIONS[locale], { timeStyle: 'short', timeZone }).format(at);

const datesOf = ({ startsAt, endsAt }: Span, zone: string) => ({
  from: longDate(startsAt, zone),
  to: longDate(endsAt, zone),
});

export const AttendanceErrors = {
  gateNotFound: () => new DomainError('GATE_NOT_FOUND', 404),
  gateNameTaken: (name: string) => new DomainError('GATE_NAME_TAKEN', 409, { params: { name } }),
  registrationNotFound: () => new DomainError('REGISTRATION_NOT_FOUND', 404),
  employeeUnknown: () => validationFailed([{ field: 'employeeId', code: 'EMPLOYEE_UNKNOWN' }]),
  scanNotFound: () => new DomainError('SCAN_NOT_FOUND', 404),
  scanIdTaken: () => new DomainError('SCAN_ID_TAKEN', 409),
  agendaEmpty: () => new DomainError('AGENDA_EMPTY', 409),
  dayOutsideEvent: (span: Span, zone: string) =>
    validationFailed([{ field: 'slot', code: 'DAY_OUTSIDE_EVENT', params: datesOf(span, zone) }]),
  notOnEventDay: (span: Span, zone: string) =>
    new DomainError('NOT_ON_EVENT_DAY', 409, { params: datesOf(span, zone) }),
  sessionShut: (title: string, { startsAt, endsAt }: Span, zone: string) =>
    new DomainError('SESSION_SHUT', 409, {
      params: { title, day: longDate(startsAt, zone), from: timeIn(startsAt, zone), to: timeIn(endsAt, zone) },
    }),
  sessionNotFound: (field: string) => validationFailed([{ field, code: 'SESSION_OUTSIDE_EVENT' }]),
  notOpen: () => new DomainError('SCAN_NOT_OPEN', 409),
  nobodyToAdmit: () => new DomainError('NOBODY_TO_ADMIT', 409),
  notReachable: (name: string) => new DomainError('NOT_REACHABLE', 409, { params: { name } }),
  exitOffDay: () => new DomainError('EXIT_OFF_DAY', 409),
  listNotDrawn: (cause: unknown) => new DomainError('LIST_NOT_DRAWN', 503, { cause }),
};
