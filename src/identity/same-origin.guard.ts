import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/index.js';
import { IdentityErrors } from './identity.errors.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

export const isWrite = (request: FastifyRequest): boolean => !READS.has(request.method);

/** Whether a browser sent this from our own pages: another site cannot forge these two headers. */
export function isSameOrigin(request: FastifyRequest, config: Config): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return request.headers['sec-fetch-site'] === 'same-origin';
  if (origin === config.origin) return true;
  // The demo is opened as 127.0.0.1 or as localhost, whichever the person types.
  return config.demo && [`http://127.0.0.1:${config.port}`, `http://localhost:${config.port}`].includes(origin);
}

/**
 * For writes that need no session yet (sign-in, setup): a foreign page must not sign a visitor in to an account of its
 * choice. Clients that are no browser send neither header and are let through.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const fromBrowser = request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined;
    if (fromBrowser && !isSameOrigin(request, this.config)) throw IdentityErrors.originRefused();
    return true;
  }
}
