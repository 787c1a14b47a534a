import { ApiProperty } from '@nestjs/swagger';
import { type ParticipantKind, participantKinds } from '../../events/index.js';
import { type RegistrationSource, registrationSources } from '../registration.entity.js';
import { type RegistrationStatus, registrationStatuses } from '../registration-status.js';

export class RegistrationRow {
  id!: string;
  printedName!: string;
  /** Masked for whoever may not read it. */
  nip!: string | null;
  nrp!: string | null;
  @ApiProperty({ enum: participantKinds, enumName: 'ParticipantKind' })
  kind!: ParticipantKind;
  unit!: string;
  position!: string;
  rank!: string;
  @ApiProperty({ enum: registrationStatuses, enumName: 'RegistrationStatus' })
  status!: RegistrationStatus;
  @ApiProperty({ enum: registrationSources, enumName: 'RegistrationSource' })
  source!: RegistrationSource;
  waitingPlace!: number | null;
  ticketCode!: string;
  email!: string;
  phone!: string;
  mail!: string | null;
  arrivedAt!: string | null;
  /** Number of the certificate. */
  certificate!: string | null;
  createdAt!: string;
  /** Whether the letter of assignment is there. */
  letter!: boolean;
  /** Codes of what looked odd in the NIP. */
  warnings!: string[];
}
