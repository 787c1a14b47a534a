export const deviceActions = [
  'attendance.device_created',
  'attendance.device_code_renewed',
  'attendance.device_paired',
  'attendance.device_revoked',
  'attendance.pairing_refused',
] as const;
export type DeviceAction = (typeof deviceActions)[number];
