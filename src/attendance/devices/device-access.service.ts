import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { DoorDevice } from '../../common/access/index.js';
import { Clock } from '../../common/index.js';
import { Database, isFull, Transactions } from '../../database/index.js';
import { DeviceSessions, hashOfSecret } from '../../identity/index.js';
import { endOf } from './device-state.js';
import { DevicesRepository, type KnownDevice, type Report } from './devices.repository.js';

const MINUTE = 60_000;

/** Which phone sends a request, and what it says of itself. */
@Injectable()
export class DeviceAccess implements OnModuleInit {
  private readonly log = new Logger(DeviceAccess.name);

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly devices: DevicesRepository,
    private readonly sessions: DeviceSessions,
  ) {}

  onModuleInit(): void {
    this.sessions.useSource((secret) => this.resolve(secret));
  }

  /** Not audited: it is no act of anybody. */
  async report(deviceId: string, report: Report): Promise<void> {
    await this.transactions.run((tx) => this.devices.report(tx, deviceId, report, this.clock.now()));
  }

  private async resolve(secret: string): Promise<DoorDevice | undefined> {
    const device = await this.database.read((m) => this.devices.byToken(m, hashOfSecret(secret)));
    if (!device) return undefined;
    const now = this.clock.now();
    await this.markSeen(device, now);
    return toDoorDevice(device, now);
  }

  /** At most once a minute, as for the sessions of staff. */
  private async markSeen(device: KnownDevice, now: Date): Promise<void> {
    const minuteAgo = new Date(now.getTime() - MINUTE);
    if (device.lastSeenAt && device.lastSeenAt > minuteAgo) return;
    try {
      await this.transactions.run((tx) => this.devices.touch(tx, device.id, now, minuteAgo));
    } catch (error) {
      // A full disk must not take the reading side away as well.
      if (!isFull(error)) throw error;
      this.log.warn('The last-seen time of a phone was not written: the disk is full');
    }
  }
}

function toDoorDevice(device: KnownDevice, now: Date): DoorDevice {
  const { id, name, role, expiresAt } = device;
  const eventIds = [...new Set(device.scopes.map(({ eventId }) => eventId))];
  const scopes = eventIds.map((eventId) => {
    const gates = device.scopes.filter((scope) => scope.eventId === eventId).map(({ gateId }) => gateId);
    return { eventId, gateIds: gates.includes(null) ? null : gates.filter((gate) => gate !== null) };
  });
  return { id, name, role, scopes, expiresAt, ended: endOf(device, now) };
}
