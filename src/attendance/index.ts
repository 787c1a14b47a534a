import { Device, DeviceScope } from './devices/device.entity.js';
import { Gate } from './gate.entity.js';
import { AttendanceSettings } from './presence/attendance-settings.entity.js';
import { PresenceCorrection } from './presence/correction.entity.js';
import { Presence } from './presence.entity.js';
import { Roster, RosterEntry } from './roster/roster.entity.js';
import { Ruling } from './ruling.entity.js';
import { Scan } from './scan.entity.js';

export { Attendance, type AttendedShare } from './attendance.js';
export { AttendanceModule } from './attendance.module.js';
export { GatesService } from './gates.service.js';
export { ScansService } from './scans.service.js';
export { Gate, Presence, Scan };

export const attendanceEntities = [
  Gate,
  Scan,
  Presence,
  Ruling,
  Roster,
  RosterEntry,
  Device,
  DeviceScope,
  PresenceCorrection,
  AttendanceSettings,
];
