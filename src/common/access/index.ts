export { ACCESS, type Access, Permit, Public, SignedIn, Staff, type StaffRequest } from './decorators.js';
export { everywhereOnly, type Permission, permissions, type Role, roles } from './permissions.js';
export { can, eventScope, type StaffMember } from './staff-member.js';
