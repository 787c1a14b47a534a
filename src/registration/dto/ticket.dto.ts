import { ApiProperty } from '@nestjs/swagger';
import { type ParticipantKind, participantKinds } from '../../events/index.js';
import { type RegistrationStatus, registrationStatuses } from '../registration-status.js';

export class TicketEventDto {
  slug!: string;
  title!: string;
  state!: string;
  zone!: string;
  startsAt!: string | null;
  endsAt!: string | null;
  /** When the registration desk opens, if the agenda has one. */
  registrationStartsAt!: string | null;
  venue!: string;
  room!: string | null;
  address!: string;
}

export class TicketCertificateDto {
  code!: string;
  number!: string;
  state!: string;
}

export class TicketMailDto {
  /** `held`: kept in the outbox, since no mail server is set up. */
  @ApiProperty({ enum: ['queued', 'held', 'sent', 'failed', 'bounced'], enumName: 'TicketMailState', nullable: true })
  state!: string | null;
}

/** What the holder of a personal link sees; nothing of anybody else. */
export class TicketDto {
  event!: TicketEventDto;
  @ApiProperty({ enum: registrationStatuses, enumName: 'RegistrationStatus' })
  status!: RegistrationStatus;
  ticketCode!: string;
  /** The QR code's text; only while the seat is confirmed. */
  qr!: string | null;
  waitingPlace!: number | null;
  printedName!: string;
  unit!: string;
  position!: string;
  @ApiProperty({ enum: participantKinds, enumName: 'ParticipantKind' })
  kind!: ParticipantKind;
  registeredAt!: string;
  cancelUntil!: string;
  canCancel!: boolean;
  minSharePercent!: number;
  jp!: number;
  attendedJp!: number | null;
  arrivedAt!: string | null;
  certificate!: TicketCertificateDto | null;
  mail!: TicketMailDto;
}

export class CancelledDto {
  @ApiProperty({ enum: ['cancelled'] })
  status!: 'cancelled';
}
