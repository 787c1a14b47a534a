import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { type DeviceRole, deviceRoles } from '../../common/access/index.js';
import { OneLine } from '../../common/fields.js';
import { type EventPhase, eventPhases } from '../../events/index.js';
import { type DeviceState, deviceStates } from '../devices/device-state.js';
import { MOMENT, PhoneReport } from './scan.dto.js';

export class NewDevice {
  /** As it is called at the door: "Ponsel Pintu Timur". */
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

  /** At most thirty days after the event; left out: a day after it. */
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(MOMENT)
  expiresAt?: string | null;
}

export class DeviceGate {
  id!: string;
  name!: string;
}

export class DeviceView {
  id!: string;
  name!: string;
  @ApiProperty({ enum: deviceRoles, enumName: 'DeviceRole' })
  role!: DeviceRole;
  /** Null: every gate of the event. */
  @ApiProperty({ type: [DeviceGate], nullable: true })
  gates!: DeviceGate[] | null;
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
  @IsOptional()
  @IsBoolean()
  storageLow?: boolean;
}
