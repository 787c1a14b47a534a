import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/index.js';

const NAME = 'bintek_device';

/** Scans that a phone kept are still taken, though marked, when its right to scan has ended: it must be able to say who it is. */
const KEPT_AFTER_MS = 30 * 86_400_000;

export const deviceSecretOf = (request: FastifyRequest): string | undefined => request.cookies[NAME] || undefined;

export function setDeviceCookie(reply: FastifyReply, config: Config, secret: string, expiresAt: Date): void {
  void reply.setCookie(NAME, secret, {
    httpOnly: true,
    secure: config.origin.startsWith('https:'),
    sameSite: 'strict',
    path: '/',
    expires: new Date(expiresAt.getTime() + KEPT_AFTER_MS),
  });
}
