export const roles = ['admin', 'organiser', 'supervisor', 'gate', 'hr', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** HR and administrators work for the whole government; the others may be called in for one event. */
export const everywhereOnly: readonly Role[] = ['admin', 'hr'];

interface Rule {
  /** `event`: a role held for the event counts as well; `everywhere`: only a role held everywhere. */
  scope: 'event' | 'everywhere';
  roles: readonly Role[];
}

const event = (...held: Role[]): Rule => ({ scope: 'event', roles: held });
const everywhere = (...held: Role[]): Rule => ({ scope: 'everywhere', roles: held });

/** Who may do what: the one matrix, printed to docs/permissions.md. */
export const permissions = {
  'events.list': event('admin', 'organiser', 'supervisor', 'gate', 'hr', 'auditor'),
  'events.create': everywhere('admin', 'organiser'),
  'events.read': event('admin', 'organiser', 'hr', 'auditor'),
  'events.edit': event('admin', 'organiser'),
  'events.publish': event('admin', 'organiser'),
  'lookups.read': event('admin', 'organiser'),
  'lookups.edit': event('admin', 'organiser'),
  'organisation.edit': everywhere('admin'),
  'gates.read': event('admin', 'organiser', 'supervisor', 'gate'),
  'gates.edit': event('admin', 'organiser'),
  'devices.manage': event('admin', 'organiser'),
  'scans.write': event('admin', 'organiser', 'supervisor', 'gate'),
  'scans.admit': event('admin', 'organiser', 'supervisor'),
  'scans.rule': event('admin', 'organiser', 'supervisor'),
  'registrations.list': event('admin', 'organiser', 'auditor'),
  'registrations.export': event('admin', 'organiser'),
  'registrations.files': event('admin', 'organiser'),
  'registrations.manage': event('admin', 'organiser'),
  'nip.read': event('admin', 'organiser', 'hr'),
  'attendance.overview': event('admin', 'organiser', 'auditor'),
  'attendance.print': event('admin', 'organiser'),
  'presence.correct': event('admin', 'organiser'),
  'certificates.read': event('admin', 'organiser', 'hr', 'auditor'),
  'certificates.download': event('admin', 'organiser', 'hr'),
  'certificates.issue': event('admin', 'organiser'),
  'certificates.revoke': event('admin', 'organiser'),
  'directory.read': event('admin', 'organiser', 'hr'),
  'directory.edit': everywhere('admin', 'hr'),
  'records.read': everywhere('admin', 'hr', 'auditor'),
  'records.export': everywhere('admin', 'hr'),
  'records.assign': everywhere('admin', 'hr'),
  'mails.read': event('admin', 'organiser', 'auditor'),
  'mails.preview': event('admin', 'organiser'),
  'mails.retry': event('admin', 'organiser'),
  'jobs.read': everywhere('admin', 'auditor'),
  'jobs.retry': everywhere('admin'),
  'audit.read': event('admin', 'auditor'),
  'keys.manage': everywhere('admin'),
  'accounts.manage': everywhere('admin'),
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof permissions;

export const deviceRoles = ['scanner', 'supervisor'] as const;
export type DeviceRole = (typeof deviceRoles)[number];

/** What a paired phone may do at its events, on the routes that take phones. */
export const devicePermissions = {
  scanner: ['scans.write'],
  supervisor: ['scans.write', 'scans.admit', 'scans.rule'],
} as const satisfies Record<DeviceRole, readonly Permission[]>;
