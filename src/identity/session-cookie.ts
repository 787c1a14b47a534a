import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/index.js';

/** `__Host-` binds the cookie to https and to this very host; plain http (a loopback demo) cannot set such a cookie. */
const nameFor = (config: Config): string => (config.origin.startsWith('https:') ? '__Host-sid' : 'sid');

export const newSessionSecret = (): string => randomBytes(32).toString('base64url');

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const sessionSecretOf = (request: FastifyRequest, config: Config): string | undefined =>
  request.cookies[nameFor(config)] || undefined;

export function setSessionCookie(reply: FastifyReply, config: Config, secret: string): void {
  void reply.setCookie(nameFor(config), secret, optionsFor(config));
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(nameFor(config), optionsFor(config));
}

const optionsFor = (config: Config) => ({
  httpOnly: true,
  secure: config.origin.startsWith('https:'),
  sameSite: 'lax' as const,
  path: '/',
});
