import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { DoorDevice } from './access/index.js';

/**
 * Who does something, as data: it is passed on, never looked up, because a folded write runs in another request's
 * async context.
 */
export interface Actor {
  kind: 'staff' | 'participant' | 'delegation' | 'device' | 'job' | 'system';
  id: string | null;
  name: string | null;
  correlationId: string | null;
  /** Of the kind `device`. */
  device?: DoorDevice;
}

export const systemActor: Actor = { kind: 'system', id: null, name: null, correlationId: null };

export interface ActingRequest extends FastifyRequest {
  /** Set by the access guard; absent on public routes. */
  actor?: Actor;
}

/** The acting person of this request; on a public route a participant without a name. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const request = context.switchToHttp().getRequest<ActingRequest>();
  return request.actor ?? { kind: 'participant', id: null, name: null, correlationId: String(request.id) };
});
