import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { humanCode } from '../../common/crypto/index.js';
import { type Actor, Clock, newId } from '../../common/index.js';
import { normaliseCode } from '../../common/rules/human-code.js';
import { CONFIG, type Config } from '../../config/index.js';
import { Database, type Reader, Transactions, type Tx } from '../../database/index.js';
import { qrSvg } from '../../documents/index.js';
import { Events } from '../../events/index.js';
import { hashOfSecret, newSessionSecret } from '../../identity/index.js';
import type { DeviceView, NewDevice, PairingCode } from '../dto/device.dto.js';
import { GatesRepository } from '../gates.repository.js';
import type { DeviceAction } from './device.audit.js';
import type { Device } from './device.entity.js';
import { DeviceErrors } from './device.errors.js';
import { expiryLimits } from './device-state.js';
import { toDeviceView } from './device-views.js';
import { DevicesRepository } from './devices.repository.js';

const CODE_SIGNS = 11;
const CODE_LIVES_MS = 15 * 60_000;

export interface PairedPhone {
  device: Device;
  /** For the cookie; only its hash is stored. */
  secret: string;
}

/** Phones that are allowed to scan for an event, until they are no longer. */
@Injectable()
export class DevicesService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly gates: GatesRepository,
    private readonly devices: DevicesRepository,
    private readonly audit: Audit,
  ) {}

  list(eventId: string): Promise<DeviceView[]> {
    return this.database.read(async (m) => {
      await this.events.find(m, eventId);
      const now = this.clock.now();
      return (await this.devices.ofEvent(m, eventId)).map((device) => toDeviceView(device, now));
    });
  }

  /** @throws DomainError EVENT_NOT_FOUND, DEVICE_EVENT_OVER; VALIDATION for the gates and the expiry */
  async create(eventId: string, { name, role, gateIds, expiresAt }: NewDevice, actor: Actor): Promise<PairingCode> {
    const now = this.clock.now();
    const id = newId();
    const code = this.newCode(now);
    return this.transactions.run(async (tx) => {
      const event = await this.events.find(tx, eventId);
      const until = expiryOf(event.endsAt, expiresAt, now);
      const scopes = await this.scopesOf(tx, eventId, id, gateIds ?? null);
      const device: Device = {
        ...{ id, name, role, createdBy: actor.id, createdAt: now, expiresAt: until },
        ...{ tokenHash: null, codeHash: code.hash, codeExpiresAt: code.expiresAt },
        ...{ pairedAt: null, revokedAt: null, lastSeenAt: null },
        ...{ queueLength: null, appVersion: null, storageLow: false },
      };
      await this.devices.insert(tx, device, scopes);
      const payload = { name, role, gates: gateIds?.length ?? 0 };
      await this.note(tx, 'attendance.device_created', device, eventId, actor, payload);
      return this.answer(tx, eventId, id, code);
    });
  }

  /** For a phone that was not paired in time, or lost its pairing: whoever pairs with it takes the other's place. */
  async renewCode(eventId: string, id: string, actor: Actor): Promise<PairingCode> {
    const now = this.clock.now();
    const code = this.newCode(now);
    return this.transactions.run(async (tx) => {
      const device = await this.ofEvent(tx, eventId, id);
      if (!(await this.devices.renewCode(tx, id, code.hash, code.expiresAt, now))) throw DeviceErrors.ended();
      await this.note(tx, 'attendance.device_code_renewed', device, eventId, actor);
      return this.answer(tx, eventId, id, code);
    });
  }

  async revoke(eventId: string, id: string, actor: Actor): Promise<DeviceView> {
    const now = this.clock.now();
    return this.transactions.run(async (tx) => {
      const device = await this.ofEvent(tx, eventId, id);
      if (!(await this.devices.revoke(tx, id, now))) throw DeviceErrors.ended();
      await this.note(tx, 'attendance.device_revoked', device, eventId, actor);
      return toDeviceView({ ...device, revokedAt: now }, now);
    });
  }

  /** A wrong code, an old one and a used one are answered alike. @throws DomainError PAIRING_REFUSED */
  async pair(typed: string, correlationId: string | null): Promise<PairedPhone> {
    const code = normaliseCode(typed, CODE_SIGNS);
    const codeHash = hashOfSecret(code ?? '');
    const secret = newSessionSecret();
    const device = await this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const found = await this.devices.byCode(tx, codeHash);
      const paired = found && (await this.devices.pair(tx, found.id, codeHash, hashOfSecret(secret), now));
      if (!paired) {
        const nobody: Actor = { kind: 'system', id: null, name: null, correlationId };
        const subject = { kind: 'device', id: found?.id ?? 'unknown' };
        await this.audit.append(tx, { actor: nobody, action: 'attendance.pairing_refused', subject });
        return null;
      }
      const { id, name } = found;
      const phone: Actor = { kind: 'device', id, name, correlationId };
      for (const eventId of await this.devices.eventsOf(tx, id)) {
        await this.note(tx, 'attendance.device_paired', found, eventId, phone);
      }
      return found;
    });
    if (!device) throw DeviceErrors.pairingRefused();
    return { device, secret };
  }

  private newCode(now: Date): { text: string; hash: string; expiresAt: Date } {
    const text = humanCode(CODE_SIGNS);
    return { text, hash: hashOfSecret(text), expiresAt: new Date(now.getTime() + CODE_LIVES_MS) };
  }

  private async scopesOf(tx: Tx, eventId: string, deviceId: string, gateIds: string[] | null) {
    if (gateIds === null) return [{ id: newId(), deviceId, eventId, gateId: null }];
    const known = new Set((await this.gates.ofEvent(tx, eventId)).map(({ id }) => id));
    const wrong = gateIds.findIndex((id) => !known.has(id));
    if (wrong >= 0) throw DeviceErrors.gateUnknown(`gateIds.${wrong}`);
    return [...new Set(gateIds)].map((gateId) => ({ id: newId(), deviceId, eventId, gateId }));
  }

  private async ofEvent(m: Reader, eventId: string, id: string) {
    const device = await this.devices.find(m, eventId, id);
    if (!device) throw DeviceErrors.notFound();
    return device;
  }

  private async answer(
    m: Reader,
    eventId: string,
    id: string,
    code: { text: string; expiresAt: Date },
  ): Promise<PairingCode> {
    const device = toDeviceView(await this.ofEvent(m, eventId, id), this.clock.now());
    const shown = code.text.replace(/(.{4})(?=.)/g, '$1-');
    const pairUrl = `${this.config.origin}/pintu#pasang=${shown}`;
    return { device, code: shown, codeExpiresAt: code.expiresAt.toISOString(), pairUrl, qrSvg: qrSvg(pairUrl) };
  }

  private note(
    tx: Tx,
    action: DeviceAction,
    { id }: Pick<Device, 'id'>,
    eventId: string,
    actor: Actor,
    payload: Record<string, unknown> = {},
  ): Promise<void> {
    return this.audit.append(tx, { actor, action, subject: { kind: 'device', id }, eventId, payload });
  }
}

function expiryOf(endsAt: Date | null, asked: string | null | undefined, now: Date): Date {
  const { usual, latest } = expiryLimits(endsAt, now);
  if (latest <= now) throw DeviceErrors.eventLongOver();
  if (!asked) return usual;
  const expiresAt = new Date(asked);
  if (expiresAt <= now || expiresAt > latest) throw DeviceErrors.expiryOutOfRange();
  return expiresAt;
}
