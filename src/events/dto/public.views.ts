import { ApiProperty } from '@nestjs/swagger';
import { type RegistrationPhase, registrationPhases } from '../event-status.js';
import { type ConsentPurpose, consentPurposes } from '../organisation.entity.js';
import { type SpeakerRole, speakerRoles } from '../session.entity.js';
import { type SessionKind, sessionKinds } from '../training-hours.js';

export class PublicOrganisation {
  name!: string;
  shortName!: string;
  city!: string;
  province!: string;
  address!: string;
  phone!: string | null;
  website!: string | null;
  email!: string | null;
  zone!: string;
  /** Where people ask about their personal data. */
  dataContact!: string;
}

export class PublicEventCard {
  slug!: string;
  title!: string;
  programme!: string | null;
  stage!: number | null;
  stages!: number | null;
  startsAt!: Date;
  endsAt!: Date;
  zone!: string;
  venue!: string;
  room!: string | null;
  jp!: number;
  capacity!: number;
  taken!: number;
  waiting!: number;
  @ApiProperty({ enum: registrationPhases, enumName: 'RegistrationPhase' })
  registration!: RegistrationPhase;
  /** Day on which the joint commitment was signed. */
  signedOn!: string | null;
}

export class PublicSessionSpeaker {
  printedName!: string;
  affiliation!: string;
  @ApiProperty({ enum: speakerRoles, enumName: 'SpeakerRole' })
  role!: SpeakerRole;
}

export class PublicSession {
  id!: string;
  @ApiProperty({ enum: sessionKinds, enumName: 'SessionKind' })
  kind!: SessionKind;
  title!: string;
  detail!: string;
  room!: string | null;
  startsAt!: Date;
  endsAt!: Date;
  jp!: number;
  speakers!: PublicSessionSpeaker[];
}

export class PublicSpeaker {
  printedName!: string;
  affiliation!: string;
}

export class PublicPool {
  name!: string;
  capacity!: number;
  taken!: number;
}

export class PublicCommitmentSignatory {
  name!: string;
  office!: string;
}

export class PublicCommitment {
  title!: string;
  body!: string;
  signedOn!: string | null;
  signatories!: PublicCommitmentSignatory[];
}

export class PublicConsentText {
  id!: string;
  @ApiProperty({ enum: consentPurposes, enumName: 'ConsentPurpose' })
  purpose!: ConsentPurpose;
  /** In the language of the request. */
  text!: string;
}

export class PublicEvent extends PublicEventCard {
  summary!: string;
  bring!: string[];
  organiserName!: string;
  registrationOpensAt!: Date;
  registrationClosesAt!: Date;
  cancelUntil!: Date;
  cancelReason!: string | null;
  minSharePercent!: number;
  address!: string;
  latitude!: number | null;
  longitude!: number | null;
  /** When the desk opens on the first day. */
  registrationStartsAt!: Date | null;
  sessions!: PublicSession[];
  /** Everybody who speaks or moderates, once. */
  speakers!: PublicSpeaker[];
  /** Shares of the seats kept for some units or kinds; empty when there are none. */
  pools!: PublicPool[];
  commitment!: PublicCommitment | null;
  consentTexts!: PublicConsentText[];
}
