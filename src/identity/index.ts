import type { INestApplicationContext } from '@nestjs/common';
import { FirstRun } from './first-run.service.js';
import { RoleAssignment } from './role-assignment.entity.js';
import { SignInLimit } from './sign-in-limit.entity.js';
import { SigningKey } from './signing-key.entity.js';
import { StaffAccount } from './staff-account.entity.js';
import { StaffSession } from './staff-session.entity.js';

export { Accounts } from './accounts.service.js';
export { type DeclaredRoute, declaredRoutes } from './declared-access.js';
export { setDeviceCookie } from './device-cookie.js';
export { DeviceSessions } from './device-sessions.js';
export { EventTitles } from './event-titles.js';
export { IdentityModule } from './identity.module.js';
export { SameOriginGuard } from './same-origin.guard.js';
export { hashOfSecret, newSessionSecret } from './session-cookie.js';
export { permissionsPage } from './permissions-page.js';
export { TicketSigner, type TicketVerdict } from './ticket-signer.js';
export type { TicketFacts } from '../common/rules/ticket-format.js';
export { StaffAccount };

export const identityEntities = [StaffAccount, RoleAssignment, StaffSession, SignInLimit, SigningKey];

/** Tells how to make the first administrator, while there is none. */
export async function firstRunNotice(app: INestApplicationContext): Promise<void> {
  const notice = await app.get(FirstRun, { strict: false }).notice();
  if (notice) process.stdout.write(`${notice}\n`);
}
