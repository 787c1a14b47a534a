import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  ACCESS,
  type Access,
  can,
  deviceCan,
  type Devices,
  type DoorDevice,
  eventScope,
  type Permission,
  permissions,
  type StaffMember,
  type StaffRequest,
  worksAt,
} from '../common/access/index.js';
import type { ActingRequest } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { deviceSecretOf } from './device-cookie.js';
import { DeviceSessions } from './device-sessions.js';
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
    private readonly devices: DeviceSessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    if (access?.kind === 'permit' && access.devices && (await this.isDevice(request, access.permission))) {
      await this.letDeviceIn(request, access.permission, access.devices);
      return true;
    }
    const staff = await this.signedIn(request);
    this.refuseOtherSites(request);
    request.staff = staff;
    request.actor = { kind: 'staff', id: staff.id, name: staff.name, correlationId: String(request.id) };
    if (access?.kind === 'signedIn') return true;
    if (access === undefined) throw IdentityErrors.noPermission('everywhere');
    const eventId = eventIdOf(request);
    if (eventId === undefined) allowSomewhere(staff, access.permission);
    else allowForEvent(staff, access.permission, eventId);
    return true;
  }

  /** A browser sends the cookie along with a form of any site. */
  private refuseOtherSites(request: GuardedRequest): void {
    if (isWrite(request) && !isSameOrigin(request, this.config)) throw IdentityErrors.originRefused();
  }

  /** On a phone that is paired and signed in both, the person counts as far as he has the right himself. */
  private async isDevice(request: GuardedRequest, permission: Permission): Promise<boolean> {
    if (deviceSecretOf(request) === undefined) return false;
    const secret = sessionSecretOf(request, this.config);
    const staff = secret === undefined ? undefined : await this.sessions.resolve(secret);
    if (!staff) return true;
    const eventId = eventIdOf(request);
    return eventId === undefined ? !maySomewhere(staff, permission) : !can(staff, permission, eventId);
  }

  private async letDeviceIn(request: GuardedRequest, permission: Permission, taken: Devices): Promise<void> {
    const device = await this.devices.resolve(deviceSecretOf(request) ?? '');
    if (!device) throw IdentityErrors.deviceUnknown();
    this.refuseOtherSites(request);
    if (device.ended && taken === 'current') {
      throw device.ended.why === 'revoked' ? IdentityErrors.deviceRevoked() : IdentityErrors.deviceExpired();
    }
    allowDevice(device, permission, eventIdOf(request));
    request.device = device;
    const { id, name } = device;
    request.actor = { kind: 'device', id, name, correlationId: String(request.id), device };
  }

  private async signedIn(request: GuardedRequest): Promise<StaffMember> {
    const secret = sessionSecretOf(request, this.config);
    if (secret === undefined) throw IdentityErrors.signInRequired();
    const staff = await this.sessions.resolve(secret);
    if (!staff) throw IdentityErrors.sessionEnded();
    return staff;
  }
}

const eventIdOf = (request: GuardedRequest): string | undefined => (request.params as { eventId?: string }).eventId;

function allowDevice(device: DoorDevice, permission: Permission, eventId: string | undefined): void {
  if (deviceCan(device, permission, eventId)) return;
  const worksHere = eventId === undefined || worksAt(device, eventId);
  throw worksHere ? IdentityErrors.noPermission('event') : IdentityErrors.eventNotFound();
}

/** A foreign event is not found, as if it did not exist; "no right" is said only to somebody who works for the event. */
function allowForEvent(staff: StaffMember, permission: Permission, eventId: string): void {
  if (can(staff, permission, eventId)) return;
  const worksHere = staff.roles.some((held) => held.eventId === null || held.eventId === eventId);
  throw worksHere ? IdentityErrors.noPermission('event') : IdentityErrors.eventNotFound();
}

/** Without an event in its path a list is narrowed by its service to `eventScope`. */
function allowSomewhere(staff: StaffMember, permission: Permission): void {
  if (!maySomewhere(staff, permission)) throw IdentityErrors.noPermission('everywhere');
}

function maySomewhere(staff: StaffMember, permission: Permission): boolean {
  const scope = eventScope(staff, permission);
  return scope === 'all' || (permissions[permission].scope === 'event' && scope.length > 0);
}
