import type { Locale } from '../locale.js';
import { type Permission, permissions, type Role } from './permissions.js';

/** The signed-in person with every role; `eventId: null` means everywhere. */
export interface StaffMember {
  id: string;
  name: string;
  email: string;
  office: string;
  locale: Locale;
  roles: { id: string; role: Role; eventId: string | null }[];
}

/** Whether the person holds the permission for the event; without an event: everywhere. */
export function can(staff: Pick<StaffMember, 'roles'>, permission: Permission, eventId?: string | null): boolean {
  const rule = permissions[permission];
  return staff.roles.some(
    (held) =>
      rule.roles.includes(held.role) && (held.eventId === null || (rule.scope === 'event' && held.eventId === eventId)),
  );
}

/** The events where the person holds the permission. */
export function eventScope(staff: StaffMember, permission: Permission): 'all' | string[] {
  if (can(staff, permission)) return 'all';
  const rule = permissions[permission];
  return staff.roles
    .filter((held) => rule.scope === 'event' && rule.roles.includes(held.role))
    .flatMap((held) => held.eventId ?? []);
}
