import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { type DeviceRole, deviceRoles } from '../../common/access/index.js';
import { Commas, IsUUID, MayBeAbsent, NestedList, OneLine, SmallLetters, Trimmed } from '../../common/fields.js';
import { type EventPhase, eventPhases } from '../../events/index.js';
import { type DeviceState, deviceStates } from '../devices/device-state.js';
import { MOMENT, PhoneReport } from './scan.dto.js';

/** As many as one phone is carried to within a month. */
const MOST_OTHER_EVENTS = 20;

export class NewDeviceEvent {
  @IsUUID()
  eventId!: string;

  /** Null: every gate of the event. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  gateIds?: string[] | null;
}

export class NewDevice {
  /** As it is called at the door: "Gawai Pintu Timur". */
  @OneLine()
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  name!: string;

  @ApiProperty({ enum: deviceRoles, enumName: 'DeviceRole' })
  @IsIn(deviceRoles)
  role!: DeviceRole;

  /** Null: every gate of the event. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  gateIds?: string[] | null;

  /** Further events, for which the person manages phones too. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_OTHER_EVENTS)
  @ArrayUnique<NewDeviceEvent>(({ eventId }) => eventId)
  @NestedList(() => NewDeviceEvent)
  otherEvents?: NewDeviceEvent[] | null;

  /** At most thirty days after the first of the events to end; left out: a day after the last. */
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(MOMENT)
  expiresAt?: string | null;
}

export class DeviceGate {
  id!: string;
  name!: string;
}

export class OfferedEventsQuery {
  /** Some words of the title. */
  @IsOptional()
  @Trimmed()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** Events that are chosen already, with commas between their ids: told whatever is searched. */
  @IsOptional()
  @Commas()
  @SmallLetters()
  @IsString()
  @MaxLength(MOST_OTHER_EVENTS * 37)
  chosen?: string;
}

export class OfferedEvent {
  id!: string;
  title!: string;
  zone!: string;
  startsAt!: string;
  endsAt!: string;
  @ApiProperty({ type: [DeviceGate] })
  gates!: DeviceGate[];
}

export class OfferedEvents {
  /** Those that are chosen, then the next to begin. */
  @ApiProperty({ type: [OfferedEvent] })
  events!: OfferedEvent[];
  /** How many more are found: search for them. */
  more!: number;
}

export class DeviceView {
  id!: string;
  name!: string;
  @ApiProperty({ enum: deviceRoles, enumName: 'DeviceRole' })
  role!: DeviceRole;
  /** Null: every gate of the event. */
  @ApiProperty({ type: [DeviceGate], nullable: true })
  gates!: DeviceGate[] | null;
  /** The titles of its other events; null: not published yet. */
  @ApiProperty({ type: 'array', items: { type: 'string', nullable: true } })
  otherEvents!: (string | null)[];
  @ApiProperty({ enum: deviceStates, enumName: 'DeviceState' })
  state!: DeviceState;
  createdAt!: string;
  pairedAt!: string | null;
  expiresAt!: string;
  revokedAt!: string | null;
  lastSeenAt!: string | null;
  /** Scans that it had not sent yet when it was last seen. */
  queueLength!: number | null;
  appVersion!: string | null;
  storageLow!: boolean;
}

/** Shown once: the server keeps no more of the code than its hash. */
export class PairingCode {
  device!: DeviceView;
  code!: string;
  codeExpiresAt!: string;
  /** The code stands behind the `#`, which no server and no log sees. */
  pairUrl!: string;
  /** `pairUrl` as a picture. */
  qrSvg!: string;
}

export class Pairing {
  @IsString()
  @MaxLength(64)
  code!: string;
}

export class DoorPhone {
  id!: string;
  name!: string;
  @ApiProperty({ enum: deviceRoles, enumName: 'DeviceRole' })
  role!: DeviceRole;
  expiresAt!: string;
}

export class Paired {
  device!: DoorPhone;
}

export class DoorSession {
  id!: string;
  title!: string;
  startsAt!: string;
  endsAt!: string;
}

export class DoorRights {
  /** Rules on conflicts. */
  rule!: boolean;
  /** Looks for registrations by name, and admits with a reason. */
  search!: boolean;
  /** Looks for employees who are not registered. */
  directory!: boolean;
}

export class DoorEvent {
  id!: string;
  title!: string;
  zone!: string;
  @ApiProperty({ enum: eventPhases, enumName: 'EventPhase' })
  phase!: EventPhase;
  startsAt!: string | null;
  endsAt!: string | null;
  /** Those at which this phone, or this person, scans. */
  @ApiProperty({ type: [DeviceGate] })
  gates!: DeviceGate[];
  /** Whether that is every gate, and scanning without naming one. */
  anyGate!: boolean;
  @ApiProperty({ type: [DoorSession] })
  sessions!: DoorSession[];
  can!: DoorRights;
}

export class DoorQuery {
  /** Left out: all of them. */
  @IsOptional()
  @IsUUID()
  eventId?: string;
}

/** Who stands at the door, and for what. */
export class Door {
  /** Null when a person is signed in. */
  device!: DoorPhone | null;
  /** The name of the person who is signed in. */
  officer!: string | null;
  @ApiProperty({ type: [DoorEvent] })
  events!: DoorEvent[];
  now!: string;
}

export class Heartbeat extends PhoneReport {
  /** It has hardly any room left for scans. */
  @MayBeAbsent()
  @IsBoolean()
  storageLow?: boolean;
}
