export const attendanceActions = ['attendance.scanned', 'attendance.gate_created'] as const;
export type AttendanceAction = (typeof attendanceActions)[number];
