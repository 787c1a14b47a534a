import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, LessThan, MoreThan, Not } from 'typeorm';
import type { DeviceRole } from '../../common/access/index.js';
import { groupBy } from '../../common/index.js';
import { insertRows, type Tx } from '../../database/index.js';
import { Event } from '../../events/index.js';
import { Device, DeviceScope } from './device.entity.js';

/** A phone as one of its events sees it. */
export type ScopedDevice = Device & { scopes: DeviceScope[]; otherEvents: OtherEvent[] };

/** The title of an event that was never published is told to nobody else. */
export interface OtherEvent {
  id: string;
  title: string | null;
}

/** As far as a request must know the phone that sends it. */
export type KnownDevice = Pick<Device, 'id' | 'name' | 'role' | 'expiresAt' | 'revokedAt' | 'lastSeenAt'> & {
  scopes: Pick<DeviceScope, 'eventId' | 'gateId'>[];
};

/** Asked by every request of a phone: to build this anew each time takes longer than to run it. */
const KNOWN = `
  SELECT d.id, d.name, d.role, d.expires_at, d.revoked_at, d.last_seen_at, s.event_id AS eventId, s.gate_id AS gateId
  FROM device d
  JOIN device_scope s ON s.device_id = d.id
  WHERE d.token_hash = ?`;

/** What a phone says of itself. */
export type Report = Partial<Pick<Device, 'queueLength' | 'appVersion' | 'storageLow'>>;

@Injectable()
export class DevicesRepository {
  async byToken(m: EntityManager, tokenHash: string): Promise<KnownDevice | undefined> {
    const rows: Record<string, unknown>[] = await m.query(KNOWN, [tokenHash]);
    const [first] = rows;
    if (!first) return undefined;
    const { columns } = m.connection.getMetadata(Device);
    const time = (name: string) =>
      m.connection.driver.prepareHydratedValue(
        first[name],
        columns.find((column) => column.databaseName === name)!,
      ) as Date | null;
    return {
      id: first.id as string,
      name: first.name as string,
      role: first.role as DeviceRole,
      expiresAt: time('expires_at')!,
      revokedAt: time('revoked_at'),
      lastSeenAt: time('last_seen_at'),
      scopes: rows.map(({ eventId, gateId }) => ({ eventId: eventId as string, gateId: gateId as string | null })),
    };
  }

  /** In the order in which they were made. */
  async ofEvent(m: EntityManager, eventId: string): Promise<ScopedDevice[]> {
    const scopes = await m.find(DeviceScope, { where: { eventId }, relations: { gate: true } });
    const devices = await m.find(Device, {
      where: { id: In([...new Set(scopes.map(({ deviceId }) => deviceId))]) },
      order: { id: 'ASC' },
    });
    const others = await this.otherEvents(m, eventId, devices);
    return devices.map((device) => ({
      ...device,
      scopes: scopes.filter(({ deviceId }) => deviceId === device.id),
      otherEvents: others.get(device.id) ?? [],
    }));
  }

  async find(m: EntityManager, eventId: string, id: string): Promise<ScopedDevice | null> {
    const scopes = await m.find(DeviceScope, { where: { eventId, deviceId: id }, relations: { gate: true } });
    const device = scopes.length > 0 ? await m.findOneBy(Device, { id }) : null;
    if (!device) return null;
    const others = await this.otherEvents(m, eventId, [device]);
    return { ...device, scopes, otherEvents: others.get(id) ?? [] };
  }

  /** Until the end of the transaction nobody else makes a phone for these. SQLite has one writer anyway. */
  async holdEvents(tx: Tx, eventIds: string[]): Promise<void> {
    if (tx.connection.driver.options.type === 'better-sqlite3') return;
    const rows = tx.createQueryBuilder(Event, 'e').select('e.id').where('e.id IN (:...eventIds)', { eventIds });
    await rows.orderBy('e.id').setLock('pessimistic_write').getMany();
  }

  /** Of the phones that may still scan at one of these events, or may be paired, and at which. */
  async namesInUse(m: EntityManager, eventIds: string[], now: Date): Promise<{ name: string; eventId: string }[]> {
    const scopes = await m.find(DeviceScope, {
      where: { eventId: In(eventIds), device: { revokedAt: IsNull(), expiresAt: MoreThan(now) } },
      relations: { device: true },
    });
    return scopes.flatMap(({ device, eventId }) => (device ? [{ name: device.name, eventId }] : []));
  }

  async insert(tx: Tx, device: Device, scopes: DeviceScope[]): Promise<void> {
    await insertRows(tx, Device, [device]);
    await insertRows(tx, DeviceScope, scopes);
  }

  /** @returns false when it is revoked, or was never there */
  async renewCode(tx: Tx, id: string, codeHash: string, codeExpiresAt: Date, now: Date): Promise<boolean> {
    const usable = { id, revokedAt: IsNull(), expiresAt: MoreThan(now) };
    const { affected } = await tx.update(Device, usable, { codeHash, codeExpiresAt });
    return affected === 1;
  }

  async byCode(m: EntityManager, codeHash: string): Promise<Device | null> {
    return m.findOneBy(Device, { codeHash });
  }

  private async otherEvents(m: EntityManager, eventId: string, devices: Device[]): Promise<Map<string, OtherEvent[]>> {
    const scopes = await m.find(DeviceScope, {
      select: { id: true, deviceId: true, eventId: true, event: { id: true, title: true, publishedAt: true } },
      where: { deviceId: In(devices.map(({ id }) => id)), eventId: Not(eventId) },
      relations: { event: true },
      order: { event: { startsAt: 'ASC' }, id: 'ASC' },
    });
    const ofDevices = groupBy(scopes, ({ deviceId }) => deviceId);
    return new Map([...ofDevices].map(([deviceId, all]) => [deviceId, eventsOf(all)]));
  }

  async eventsOf(m: EntityManager, deviceId: string): Promise<string[]> {
    const scopes = await m.findBy(DeviceScope, { deviceId });
    return [...new Set(scopes.map(({ eventId }) => eventId))];
  }

  /** The code works once: of two phones that send it at the same moment one takes it. */
  async pair(tx: Tx, id: string, codeHash: string, tokenHash: string, now: Date): Promise<boolean> {
    const usable = { id, codeHash, codeExpiresAt: MoreThan(now), revokedAt: IsNull(), expiresAt: MoreThan(now) };
    const paired = { tokenHash, codeHash: null, codeExpiresAt: null, pairedAt: now, lastSeenAt: now };
    const { affected } = await tx.update(Device, usable, paired);
    return affected === 1;
  }

  /** @returns false when it was revoked before */
  async revoke(tx: Tx, id: string, revokedAt: Date): Promise<boolean> {
    const end = { revokedAt, codeHash: null, codeExpiresAt: null };
    const { affected } = await tx.update(Device, { id, revokedAt: IsNull() }, end);
    return affected === 1;
  }

  async report(tx: Tx, id: string, report: Report, lastSeenAt: Date): Promise<void> {
    await tx.update(Device, { id }, { ...report, lastSeenAt });
  }

  async touch(tx: Tx, id: string, now: Date, seenBefore: Date): Promise<void> {
    await tx.update(Device, { id, lastSeenAt: LessThan(seenBefore) }, { lastSeenAt: now });
  }
}

function eventsOf(scopes: DeviceScope[]): OtherEvent[] {
  const events = new Map(scopes.map(({ eventId, event }) => [eventId, event?.publishedAt ? event.title : null]));
  return [...events].map(([id, title]) => ({ id, title }));
}
