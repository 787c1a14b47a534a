import { DomainError } from '../common/index.js';

export const AttendanceErrors = {
  gateNotFound: () => new DomainError('GATE_NOT_FOUND', 404),
  gateNameTaken: (name: string) => new DomainError('GATE_NAME_TAKEN', 409, { params: { name } }),
  scanIdTaken: () => new DomainError('SCAN_ID_TAKEN', 409),
  agendaEmpty: () => new DomainError('AGENDA_EMPTY', 409),
  dayOutsideEvent: (from: string, to: string) => new DomainError('DAY_OUTSIDE_EVENT', 422, { params: { from, to } }),
  listNotDrawn: (cause: unknown) => new DomainError('LIST_NOT_DRAWN', 503, { cause }),
};
