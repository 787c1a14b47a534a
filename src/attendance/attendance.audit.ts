import { deviceActions } from './devices/device.audit.js';

export const attendanceActions = [
  'attendance.scanned',
  'attendance.ruled',
  'attendance.undone',
  'attendance.gate_created',
  ...deviceActions,
] as const;
export type AttendanceAction = (typeof attendanceActions)[number];
