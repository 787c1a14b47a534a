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

/** A seat that is held until a moment. */
export class HeldSeatDto {
  until!: string;
  /** False once the moment has come, also before the seat has gone on. */
  open!: boolean;
}

export class ProofDto extends HeldSeatDto {
  /** Masked: where the mail with the link went. */
  address!: string;
}

export class OfferDto extends HeldSeatDto {
  /** Accepting asks for the link in the mail, which proves the address. */
  byMailOnly!: boolean;
}

/** Another event of the same days. */
export class OverlapDto {
  eventId!: string;
  slug!: string;
  title!: string;
  zone!: string;
  startsAt!: string | null;
  endsAt!: string | null;
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
  /** Only while a seat is offered. */
  offer!: OfferDto | null;
  /** Only while the address is to be proven. */
  proof!: ProofDto | null;
  /** Why it was declined or cancelled; null when the person cancelled himself. */
  endReason!: string | null;
  overlaps!: OverlapDto[];
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
