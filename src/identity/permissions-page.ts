import {
  type Access,
  devicePermissions,
  type DeviceRole,
  deviceRoles,
  everywhereOnly,
  type Permission,
  permissions,
  type Role,
  roles,
} from '../common/access/index.js';
import type { DeclaredRoute } from './declared-access.js';

const names: Record<Role, string> = {
  admin: 'administrator',
  organiser: 'organiser',
  supervisor: 'gate supervisor',
  gate: 'gate officer',
  hr: 'HR officer',
  auditor: 'auditor',
};

/** `docs/permissions.md`: the matrix and the routes as they are declared in code. */
export function permissionsPage(routes: DeclaredRoute[]): string {
  const all = Object.keys(permissions) as Permission[];
  return `# Permissions

Printed from \`src/common/access/permissions.ts\` and from what each route declares; do not edit. A route that declares
nothing keeps the application from starting. \`test/contract/permissions.sqlite.spec.ts\` tries every route with every role.

- A role is held everywhere or for one event; the roles ${roles
    .filter((role) => everywhereOnly.includes(role))
    .map((role) => names[role])
    .join(' and ')} can be held everywhere only.
- Scope \`event\`: a role held for the event counts there. Scope \`everywhere\`: only a role held everywhere counts.
- No role for an event: 404 \`EVENT_NOT_FOUND\`, as if it did not exist. A role for it without the permission: 403 \`NO_PERMISSION\`.
- A route without an event in its path shows the events where the permission is held.
- Without \`nip.read\` every NIP is masked (\`1985**********1004\`).

## Who may do what

${table(
  ['Permission', 'Scope', ...roles.map((role) => names[role])],
  all.map((permission) => [
    `\`${permission}\``,
    permissions[permission].scope,
    ...roles.map((role) => (permissions[permission].roles.includes(role) ? 'yes' : '')),
  ]),
)}

## What each permission opens

${table(
  ['Permission', 'Route'],
  all.flatMap((permission) =>
    rowsOf(`\`${permission}\``, routes, (access) => access.kind === 'permit' && access.permission === permission),
  ),
)}

## What a paired phone may do

A phone is paired for events and gates, and holds its permissions there. It may use the routes below only; the one that
takes what a phone has kept also takes a phone whose right has ended, and marks what was scanned after that.

${table(
  ['Permission', 'Route', ...deviceRoles.map((role) => `${role} phone`)],
  sorted(routes.filter((route) => devicesOf(route))).map((route) => [
    `\`${permissionOf(route)}\``,
    shown(route),
    ...deviceRoles.map((role) => (holds(role, permissionOf(route)) ? 'yes' : '')),
  ]),
)}

## Every account that is signed in

${table(['Route'], listOf(routes, 'signedIn'))}

## Everybody

${table(['Route'], listOf(routes, 'public'))}
`;
}

const devicesOf = ({ access }: DeclaredRoute) => (access?.kind === 'permit' ? access.devices : undefined);
const permissionOf = ({ access }: DeclaredRoute) => (access?.kind === 'permit' ? access.permission : undefined);
const holds = (role: DeviceRole, permission: Permission | undefined): boolean =>
  (devicePermissions[role] as readonly (Permission | undefined)[]).includes(permission);

const shown = (route: DeclaredRoute): string => `\`${route.method} ${route.path}\``;

function rowsOf(label: string, routes: DeclaredRoute[], wanted: (access: Access) => boolean): string[][] {
  const found = sorted(routes.filter((route) => route.access && wanted(route.access)));
  return found.length === 0 ? [[label, '(asked within other routes)']] : found.map((route) => [label, shown(route)]);
}

const listOf = (routes: DeclaredRoute[], kind: Access['kind']): string[][] =>
  sorted(routes.filter((route) => route.access?.kind === kind)).map((route) => [shown(route)]);

const sorted = (routes: DeclaredRoute[]): DeclaredRoute[] =>
  [...routes].sort((a, b) => (a.path === b.path ? a.method.localeCompare(b.method) : a.path < b.path ? -1 : 1));

/** Columns padded as prettier pads them, so that the printed page needs no formatting. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]!.length)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
