import { DomainError } from '../common/index.js';

export const AttendanceErrors = {
  eventNotFound: () => new DomainError('EVENT_NOT_FOUND', 404),
  gateNotFound: () => new DomainError('GATE_NOT_FOUND', 404),
  gateNameTaken: (name: string) => new DomainError('GATE_NAME_TAKEN', 409, { params: { name } }),
  scanIdTaken: () => new DomainError('SCAN_ID_TAKEN', 409),
  dayOutsideEvent: (from: string, to: string) => new DomainError('DAY_OUTSIDE_EVENT', 422, { params: { from, to } }),
};
