export const attendanceActions = ['attendance.scanned', 'attendance.ruled', 'attendance.gate_created'] as const;
export type AttendanceAction = (typeof attendanceActions)[number];
