import { devicePermissions, type DeviceRole, type Permission } from './permissions.js';

/** A paired phone and what it was paired for. */
export interface DoorDevice {
  id: string;
  name: string;
  role: DeviceRole;
  scopes: { eventId: string; /** Null: every gate of the event. */ gateIds: string[] | null }[];
  expiresAt: Date;
  /** Set when it may scan no longer, with the moment from which on. */
  ended: { at: Date; why: 'revoked' | 'expired' } | null;
}

/** Whether the phone holds the permission for the event; without an event: for any. */
export function deviceCan(device: DoorDevice, permission: Permission, eventId?: string): boolean {
  const held: readonly Permission[] = devicePermissions[device.role];
  return held.includes(permission) && (eventId === undefined || worksAt(device, eventId));
}

export const worksAt = (device: DoorDevice, eventId: string): boolean =>
  device.scopes.some((scope) => scope.eventId === eventId);

/** The gates of the event at which the phone scans; null: all of them. */
export const gatesOf = (device: DoorDevice, eventId: string): string[] | null =>
  device.scopes.find((scope) => scope.eventId === eventId)?.gateIds ?? null;
