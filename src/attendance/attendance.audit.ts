export const attendanceActions = ['attendance.scanned', 'attendance.gate_created'] as const;
