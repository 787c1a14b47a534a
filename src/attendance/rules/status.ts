import type { CorrectionKind } from './correction.js';

export const presenceStatuses = ['present', 'late', 'excused', 'ill', 'absent'] as const;
export type PresenceStatus = (typeof presenceStatuses)[number];

/** Not there, for a reason that an organiser has written down. */
export const awayStatuses = ['excused', 'ill'] as const satisfies readonly PresenceStatus[];
export type AwayStatus = (typeof awayStatuses)[number];

const MINUTE_MS = 60_000;

/** Who comes in the minute in which it begins is in time. */
export const lateFrom = (startsAt: Date): Date => new Date(startsAt.getTime() + MINUTE_MS);

/**
 * @param inAt when the person first came; whoever was seen is present, whatever was said of him
 * @param said the correction in force
 */
export function statusOf(inAt: Date | null, said: CorrectionKind | null, startsAt: Date | null): PresenceStatus {
  if (inAt) return startsAt && inAt >= lateFrom(startsAt) ? 'late' : 'present';
  return said === 'excused' || said === 'ill' ? said : 'absent';
}
