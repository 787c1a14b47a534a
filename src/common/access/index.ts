export {
  ACCESS,
  type Access,
  Device,
  type Devices,
  Permit,
  Public,
  SignedIn,
  Staff,
  type StaffRequest,
} from './decorators.js';
export { deviceCan, type DoorDevice, gatesOf, worksAt } from './door-device.js';
export {
  devicePermissions,
  type DeviceRole,
  deviceRoles,
  everywhereOnly,
  type Permission,
  permissions,
  type Role,
  roles,
} from './permissions.js';
export { can, eventScope, type StaffMember } from './staff-member.js';
