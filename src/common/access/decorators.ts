import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Permission } from './permissions.js';
import type { StaffMember } from './staff-member.js';

export const ACCESS = 'access';

/** What a route declares; a route without it does not start. */
export type Access = { kind: 'public' } | { kind: 'signedIn' } | { kind: 'permit'; permission: Permission };

const access = (value: Access) => SetMetadata(ACCESS, value);

export const Public = () => access({ kind: 'public' });
export const SignedIn = () => access({ kind: 'signedIn' });
export const Permit = (permission: Permission) => access({ kind: 'permit', permission });

export interface StaffRequest extends FastifyRequest {
  staff?: StaffMember;
}

/** The signed-in person; set by the access guard on every route that is not public. */
export const Staff = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<StaffRequest>().staff,
);
