import { daysText, dayText, DomainError, hoursText, type Locale, validationFailed } from '../common/index.js';
import type { Span } from './rules/slot.js';

const daysOf = ({ startsAt, endsAt }: Span, zone: string) => ({
  days: (locale: Locale) => daysText(startsAt, endsAt, zone, locale),
});

export const hoursOf = ({ startsAt, endsAt }: Span, zone: string) => ({
  hours: (locale: Locale) => hoursText(startsAt, endsAt, zone, locale),
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
    validationFailed([{ field: 'slot', code: 'DAY_OUTSIDE_EVENT', params: daysOf(span, zone) }]),
  notOnEventDay: (span: Span, zone: string) => new DomainError('NOT_ON_EVENT_DAY', 409, { params: daysOf(span, zone) }),
  sessionShut: (title: string, span: Span, zone: string) =>
    new DomainError('SESSION_SHUT', 409, {
      params: { title, day: (locale: Locale) => dayText(span.startsAt, zone, locale), ...hoursOf(span, zone) },
    }),
  sessionNotFound: (field: string) => validationFailed([{ field, code: 'SESSION_OUTSIDE_EVENT' }]),
  notOpen: () => new DomainError('SCAN_NOT_OPEN', 409),
  nobodyToAdmit: () => new DomainError('NOBODY_TO_ADMIT', 409),
  notReachable: (name: string) => new DomainError('NOT_REACHABLE', 409, { params: { name } }),
  exitOffDay: () => new DomainError('EXIT_OFF_DAY', 409),
  listNotDrawn: (cause: unknown) => new DomainError('LIST_NOT_DRAWN', 503, { cause }),
};
