import { ApiProperty } from '@nestjs/swagger';
import { type CertificateRole, certificateRoles } from '../certificate-role.js';

export const verificationStates = ['valid', 'revoked', 'unknown'] as const;

/** Everything but the state is null when the code stands in no register. Days are `yyyy-mm-dd` in the event's zone. */
export class Verification {
  @ApiProperty({ enum: verificationStates, enumName: 'VerificationState' })
  state!: (typeof verificationStates)[number];
  number!: string | null;
  printedName!: string | null;
  nipMasked!: string | null;
  title!: string | null;
  startedOn!: string | null;
  endedOn!: string | null;
  jp!: number | null;
  issuer!: string | null;
  /** The date printed at the signature. */
  issuedOn!: string | null;
  @ApiProperty({ enum: certificateRoles, enumName: 'CertificateRole', nullable: true })
  role!: CertificateRole | null;
  revokedOn!: string | null;
  revokeReason!: string | null;
  /** Of the PDF as issued: a file with another hash was changed. */
  sha256!: string | null;
  checkedAt!: string;
}
