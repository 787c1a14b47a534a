import type { Answer } from '$lib/api/types';
import { shortMoment } from '$lib/format';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import type { Status } from '$lib/ui/status';

export type DoorDevice = Answer<'/api/events/{eventId}/devices'>[number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** In words while that says more than the time: "5 menit yang lalu". */
export function seenText({ lastSeenAt }: DoorDevice, now: string, zone: string): string {
  if (!lastSeenAt) return m.doors_device_never();
  const ago = Date.parse(now) - Date.parse(lastSeenAt);
  if (ago < MINUTE) return m.doors_seen_now();
  if (ago > 12 * HOUR) return shortMoment(lastSeenAt, zone);
  const words = new Intl.RelativeTimeFormat(getLocale());
  return ago < HOUR ? words.format(-Math.floor(ago / MINUTE), 'minute') : words.format(-Math.floor(ago / HOUR), 'hour');
}

const states: Record<DoorDevice['state'], () => Status> = {
  waiting: () => ({ word: m.doors_device_waiting(), icon: 'hourglass', tone: 'wait' }),
  active: () => ({ word: m.doors_device_active(), icon: 'circle-check', tone: 'ok', quiet: true }),
  expired: () => ({ word: m.doors_device_expired(), icon: 'clock', tone: 'mute', quiet: true }),
  revoked: () => ({ word: m.doors_device_revoked(), icon: 'ban', tone: 'mute', quiet: true }),
};
export const stateOf = ({ state }: DoorDevice): Status => states[state]();

/** Until, or since, which moment it is in its state. */
export function stateNote({ state, revokedAt, expiresAt }: DoorDevice, zone: string): string {
  if (state === 'revoked') return m.doors_device_since({ since: shortMoment(revokedAt ?? expiresAt, zone) });
  if (state === 'expired') return m.doors_device_since({ since: shortMoment(expiresAt, zone) });
  return m.doors_device_until({ until: shortMoment(expiresAt, zone) });
}

export const roleName = ({ role }: DoorDevice): string =>
  role === 'supervisor' ? m.doors_device_supervisor() : m.doors_device_scanner();

/** Null: it has no others. */
export function otherEventsText({ otherEvents }: Pick<DoorDevice, 'otherEvents'>): string | null {
  if (otherEvents.length === 0) return null;
  const titles = otherEvents.filter((title) => title !== null);
  const untold = otherEvents.length - titles.length;
  return new Intl.ListFormat(getLocale()).format(
    untold ? [...titles, m.doors_device_unpublished({ count: untold })] : titles,
  );
}

export const gatesText = ({ gates }: DoorDevice): string =>
  gates ? gates.map(({ name }) => name).join(', ') : m.doors_device_every_gate();
