import type { DoorDevice } from '../../common/access/index.js';
import type { DeviceView, DoorPhone } from '../dto/device.dto.js';
import { deviceState } from './device-state.js';
import type { ScopedDevice } from './devices.repository.js';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function toDeviceView(device: ScopedDevice, now: Date): DeviceView {
  const { id, name, role, queueLength, appVersion, storageLow } = device;
  const gates = device.scopes.flatMap(({ gate }) => (gate ? [{ id: gate.id, name: gate.name, sort: gate.sort }] : []));
  const everyGate = device.scopes.some(({ gateId }) => gateId === null);
  return {
    ...{ id, name, role, queueLength, appVersion, storageLow },
    gates: everyGate ? null : gates.sort((a, b) => a.sort - b.sort).map((gate) => ({ id: gate.id, name: gate.name })),
    otherEvents: device.otherEvents.map(({ title }) => title),
    state: deviceState(device, now),
    createdAt: device.createdAt.toISOString(),
    pairedAt: iso(device.pairedAt),
    expiresAt: device.expiresAt.toISOString(),
    revokedAt: iso(device.revokedAt),
    lastSeenAt: iso(device.lastSeenAt),
  };
}

export const toPhone = ({ id, name, role, expiresAt }: Pick<DoorDevice, keyof DoorPhone>): DoorPhone => ({
  id,
  name,
  role,
  expiresAt: expiresAt.toISOString(),
});
