import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { DoorDevice } from './door-device.js';
import type { Permission } from './permissions.js';
import type { StaffMember } from './staff-member.js';

export const ACCESS = 'access';

/** What a route declares; a route without it does not start. */
export type Access =
  { kind: 'public' } | { kind: 'signedIn' } | { kind: 'permit'; permission: Permission; devices?: Devices };

/** Which paired phones a route takes: those that may scan, or those whose right has ended as well. */
export type Devices = 'current' | 'ended_too';

const access = (value: Access) => SetMetadata(ACCESS, value);

export const Public = () => access({ kind: 'public' });
export const SignedIn = () => access({ kind: 'signedIn' });
export const Permit = (permission: Permission, { devices }: { devices?: Devices } = {}) =>
  access({ kind: 'permit', permission, devices });

export interface StaffRequest extends FastifyRequest {
  staff?: StaffMember;
  device?: DoorDevice;
}

/** The signed-in person; set by the access guard on every route that is not public. */
export const Staff = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<StaffRequest>().staff,
);

/** The paired phone that asks, on a route that takes phones; undefined when a person does. */
export const Device = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<StaffRequest>().device,
);
