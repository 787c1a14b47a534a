import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { can, type StaffMember } from '../../common/access/index.js';
import { humanCode } from '../../common/crypto/index.js';
import { type Actor, Clock, newId } from '../../common/index.js';
import { normaliseCode } from '../../common/rules/human-code.js';
import { CONFIG, type Config } from '../../config/index.js';
import { Database, type Reader, Transactions, type Tx } from '../../database/index.js';
import { qrSvg } from '../../documents/index.js';
import { type Event, Events } from '../../events/index.js';
import { hashOfSecret, newSessionSecret } from '../../identity/index.js';
import type { DeviceView, NewDevice, NewDeviceEvent, PairingCode } from '../dto/device.dto.js';
import { GatesRepository } from '../gates.repository.js';
import type { DeviceAction } from './device.audit.js';
import type { Device, DeviceScope } from './device.entity.js';
import { DeviceErrors } from './device.errors.js';
import { DeviceEvents } from './device-events.service.js';
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

/** Phones that are allowed to scan for some events, until they are no longer. */
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
    private readonly deviceEvents: DeviceEvents,
    private readonly audit: Audit,
  ) {}

  list(eventId: string): Promise<DeviceView[]> {
    return this.database.read(async (m) => {
      await this.events.find(m, eventId);
      const now = this.clock.now();
      return (await this.devices.ofEvent(m, eventId)).map((device) => toDeviceView(device, now));
    });
  }

  /** @throws DomainError EVENT_NOT_FOUND, DEVICE_EVENT_OVER; VALIDATION for the name, other events, gates and the expiry */
  async create(
    eventId: string,
    { name, role, gateIds, otherEvents, expiresAt }: NewDevice,
    staff: StaffMember,
    actor: Actor,
  ): Promise<PairingCode> {
    const others = otherEvents ?? [];
    const now = this.clock.now();
    const id = newId();
    const code = this.newCode(now);
    return this.transactions.run(async (tx) => {
      const event = await this.events.find(tx, eventId);
      const events = [event, ...(await this.deviceEvents.chosen(tx, event, others, staff))];
      const until = expiryOf(
        events.map(({ endsAt }) => endsAt),
        expiresAt,
        now,
      );
      const wanted = [{ eventId, gateIds }, ...others];
      await this.refuseTaken(tx, name, events, now);
      const scopes = await this.scopesOf(tx, id, wanted);
      const device: Device = {
        ...{ id, name, role, createdBy: actor.id, createdAt: now, expiresAt: until },
        ...{ tokenHash: null, codeHash: code.hash, codeExpiresAt: code.expiresAt },
        ...{ pairedAt: null, revokedAt: null, lastSeenAt: null },
        ...{ queueLength: null, appVersion: null, storageLow: false },
      };
      await this.devices.insert(tx, device, scopes);
      for (const each of wanted) {
        const payload = { name, role, gates: each.gateIds?.length ?? 0, events: wanted.length };
        await this.note(tx, 'attendance.device_created', device, each.eventId, actor, payload);
      }
      return this.answer(tx, eventId, id, code);
    });
  }

  /** For a phone that was not paired in time, or lost its pairing: whoever pairs with it takes the other's place. */
  async renewCode(eventId: string, id: string, staff: StaffMember, actor: Actor): Promise<PairingCode> {
    const now = this.clock.now();
    const code = this.newCode(now);
    return this.transactions.run(async (tx) => {
      const device = await this.ofEvent(tx, eventId, id);
      if (!device.otherEvents.every((event) => can(staff, 'devices.manage', event.id))) {
        throw DeviceErrors.atOtherEvents();
      }
      if (!(await this.devices.renewCode(tx, id, code.hash, code.expiresAt, now))) throw DeviceErrors.ended();
      await this.noteAtEach(tx, 'attendance.device_code_renewed', device, actor);
      return this.answer(tx, eventId, id, code);
    });
  }

  /** At all of its events: a phone that is lost is lost for each of them, and what it holds opens every one. */
  async revoke(eventId: string, id: string, actor: Actor): Promise<DeviceView> {
    const now = this.clock.now();
    return this.transactions.run(async (tx) => {
      const device = await this.ofEvent(tx, eventId, id);
      if (!(await this.devices.revoke(tx, id, now))) throw DeviceErrors.ended();
      await this.noteAtEach(tx, 'attendance.device_revoked', device, actor);
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
      await this.noteAtEach(tx, 'attendance.device_paired', found, phone);
      return found;
    });
    if (!device) throw DeviceErrors.pairingRefused();
    return { device, secret };
  }

  private newCode(now: Date): { text: string; hash: string; expiresAt: Date } {
    const text = humanCode(CODE_SIGNS);
    return { text, hash: hashOfSecret(text), expiresAt: new Date(now.getTime() + CODE_LIVES_MS) };
  }

  /** Two phones of one name cannot be told apart where it says which of them scanned, or which is to be revoked. */
  private async refuseTaken(tx: Tx, name: string, events: Event[], now: Date): Promise<void> {
    const eventIds = events.map(({ id }) => id);
    await this.devices.holdEvents(tx, eventIds);
    const used = await this.devices.namesInUse(tx, eventIds, now);
    const twin = used.find((each) => each.name.toLowerCase() === name.toLowerCase());
    const title = events.find(({ id }) => id === twin?.eventId)?.title;
    if (twin && title) throw DeviceErrors.nameTaken(twin.name, title);
  }

  /** @param wanted the phone's own event first */
  private async scopesOf(tx: Tx, deviceId: string, wanted: NewDeviceEvent[]): Promise<DeviceScope[]> {
    const gates = await this.gates.ofEvents(
      tx,
      wanted.map(({ eventId }) => eventId),
    );
    return wanted.flatMap<DeviceScope>(({ eventId, gateIds }, n) => {
      if (!gateIds) return [{ id: newId(), deviceId, eventId, gateId: null }];
      const known = new Set(gates.get(eventId)?.map(({ id }) => id));
      const wrong = gateIds.findIndex((id) => !known.has(id));
      if (wrong >= 0) throw DeviceErrors.gateUnknown(`${n === 0 ? '' : `otherEvents.${n - 1}.`}gateIds.${wrong}`);
      return [...new Set(gateIds)].map((gateId) => ({ id: newId(), deviceId, eventId, gateId }));
    });
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

  private async noteAtEach(tx: Tx, action: DeviceAction, device: Pick<Device, 'id'>, actor: Actor): Promise<void> {
    for (const eventId of await this.devices.eventsOf(tx, device.id)) {
      await this.note(tx, action, device, eventId, actor);
    }
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

function expiryOf(ends: (Date | null)[], asked: string | null | undefined, now: Date): Date {
  const { usual, latest } = expiryLimits(ends, now);
  if (latest <= now) throw DeviceErrors.eventLongOver();
  if (!asked) return usual;
  const expiresAt = new Date(asked);
  if (expiresAt <= now || expiresAt > latest) throw DeviceErrors.expiryOutOfRange();
  return expiresAt;
}
