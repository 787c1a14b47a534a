import { ApiProperty } from '@nestjs/swagger';
import { ContactMail } from '../dto/contact.dto.js';
import { type RegistrationSource, registrationSources } from '../registration.entity.js';
import { type RegistrationStatus, registrationStatuses } from '../registration-status.js';

export class HistoryAct {
  /** In the language of the request. */
  text!: string;
  actorKind!: string;
  actor!: string | null;
  /** Of the end, where whoever ended it gave one. */
  reason!: string | null;
  /** By which way the person came; told of the first act alone. */
  @ApiProperty({ enum: registrationSources, enumName: 'RegistrationSource', nullable: true })
  source!: RegistrationSource | null;
}

export class HistoryScan {
  direction!: string;
  verdict!: string;
  gate!: string | null;
}

export class HistoryCertificate {
  number!: string;
  step!: 'issued' | 'revoked';
  reason!: string | null;
}

/** One of the four is there. */
export class HistoryEntry {
  at!: string;
  act!: HistoryAct | null;
  mail!: ContactMail | null;
  scan!: HistoryScan | null;
  certificate!: HistoryCertificate | null;
}

export class OtherEvent {
  eventId!: string;
  registrationId!: string;
  title!: string;
  zone!: string;
  startsAt!: string | null;
  @ApiProperty({ enum: registrationStatuses, enumName: 'RegistrationStatus' })
  status!: RegistrationStatus;
  arrived!: boolean;
  /** It has a day in common with this event, and both are held. */
  overlaps!: boolean;
}

export class RegistrationHistory {
  /** The latest first. */
  entries!: HistoryEntry[];
  /** There is more than is told here. */
  more!: boolean;
  /** Of the same NIP, among the events whose lists the reader may see; the latest first. */
  otherEvents!: OtherEvent[];
}
