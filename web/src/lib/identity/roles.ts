import { m } from '$lib/paraglide/messages';

export const roles = ['admin', 'organiser', 'supervisor', 'gate', 'hr', 'auditor'] as const;
export type Role = (typeof roles)[number];

const names: Record<Role, () => string> = {
  admin: m.accounts_role_admin,
  organiser: m.accounts_role_organiser,
  supervisor: m.accounts_role_supervisor,
  gate: m.accounts_role_gate,
  hr: m.accounts_role_hr,
  auditor: m.accounts_role_auditor,
};
export const roleName = (role: Role) => names[role]();
export const roleOptions = () => roles.map((value) => ({ value, label: roleName(value) }));

/** What a form sent; the API refuses what is no role. */
export const asRole = (text: string) => text as Role;
