import { deviceActions } from './devices/device.audit.js';

export const attendanceActions = [
  'attendance.scanned',
  'attendance.ruled',
  'attendance.undone',
  'attendance.gate_created',
  ...deviceActions,
  'attendance.corrected',
  'attendance.rebuilt',
  'attendance.settings_changed',
] as const;
export type AttendanceAction = (typeof attendanceActions)[number];
