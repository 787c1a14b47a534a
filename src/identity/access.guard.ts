import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  ACCESS,
  type Access,
  can,
  eventScope,
  type Permission,
  permissions,
  type StaffMember,
  type StaffRequest,
} from '../common/access/index.js';
import type { ActingRequest } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { IdentityErrors } from './identity.errors.js';
import { isSameOrigin, isWrite } from './same-origin.guard.js';
import { sessionSecretOf } from './session-cookie.js';
import { Sessions } from './sessions.service.js';

type GuardedRequest = StaffRequest & ActingRequest;

/** Stands before every route of the application. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const staff = await this.signedIn(request);
    // A browser sends the cookie along with a form of any site.
    if (isWrite(request) && !isSameOrigin(request, this.config)) throw IdentityErrors.originRefused();
    request.staff = staff;
    request.actor = { kind: 'staff', id: staff.id, name: staff.name, correlationId: String(request.id) };
    if (access?.kind === 'signedIn') return true;
    if (access === undefined) throw IdentityErrors.noPermission('everywhere');
    const { eventId } = request.params as { eventId?: string };
    if (eventId === undefined) allowSomewhere(staff, access.permission);
    else allowForEvent(staff, access.permission, eventId);
    return true;
  }

  private async signedIn(request: GuardedRequest): Promise<StaffMember> {
    const secret = sessionSecretOf(request, this.config);
    if (secret === undefined) throw IdentityErrors.signInRequired();
    const staff = await this.sessions.resolve(secret);
    if (!staff) throw IdentityErrors.sessionEnded();
    return staff;
  }
}

/** A foreign event is not found, as if it did not exist; "no right" is said only to somebody who works for the event. */
function allowForEvent(staff: StaffMember, permission: Permission, eventId: string): void {
  if (can(staff, permission, eventId)) return;
  const worksHere = staff.roles.some((held) => held.eventId === null || held.eventId === eventId);
  throw worksHere ? IdentityErrors.noPermission('event') : IdentityErrors.eventNotFound();
}

/** Without an event in its path a list is narrowed by its service to `eventScope`. */
function allowSomewhere(staff: StaffMember, permission: Permission): void {
  const scope = eventScope(staff, permission);
  if (scope === 'all' || (permissions[permission].scope === 'event' && scope.length > 0)) return;
  throw IdentityErrors.noPermission('everywhere');
}
