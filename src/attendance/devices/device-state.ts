import type { Device } from './device.entity.js';

export const deviceStates = ['waiting', 'active', 'expired', 'revoked'] as const;
export type DeviceState = (typeof deviceStates)[number];

type Dated = Pick<Device, 'pairedAt' | 'expiresAt' | 'revokedAt'>;

/** `waiting`: made, and not paired yet. */
export function deviceState({ pairedAt, expiresAt, revokedAt }: Dated, now: Date): DeviceState {
  if (revokedAt) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return pairedAt ? 'active' : 'waiting';
}

/** Since when it may scan no longer, and why; a phone that is revoked after it expired had ended before. */
export function endOf(
  { expiresAt, revokedAt }: Pick<Device, 'expiresAt' | 'revokedAt'>,
  now: Date,
): { at: Date; why: 'revoked' | 'expired' } | null {
  if (revokedAt) return { at: revokedAt < expiresAt ? revokedAt : expiresAt, why: 'revoked' };
  return expiresAt <= now ? { at: expiresAt, why: 'expired' } : null;
}

const DAY = 86_400_000;
const BY_DEFAULT_AFTER = DAY;
export const AT_MOST_AFTER = 30 * DAY;

/**
 * Until when a phone that is paired now may be allowed to scan, and until when it is when nobody says, by the ends of its
 * events.
 */
export function expiryLimits(ends: (Date | null)[], now: Date): { usual: Date; latest: Date } {
  const times = ends.map((end) => (end ?? now).getTime());
  const latest = Math.min(...times) + AT_MOST_AFTER;
  // After the event there are still lists to be corrected.
  const dayAfter = Math.max(...times) + BY_DEFAULT_AFTER;
  const usual = dayAfter > now.getTime() ? dayAfter : now.getTime() + BY_DEFAULT_AFTER;
  return { usual: new Date(Math.min(usual, latest)), latest: new Date(latest) };
}
