import { ApiProperty } from '@nestjs/swagger';
import { LetterFacts } from '../letters/letters.dto.js';
import { OwnConsent } from './own-page.dto.js';

export class CopiedEvent {
  title!: string;
  zone!: string;
  startsAt!: string | null;
  endsAt!: string | null;
  organiser!: string;
}

/** Everything that was typed and what became of it. */
export class CopiedRegistration {
  printedName!: string;
  frontTitle!: string;
  name!: string;
  backTitle!: string;
  kind!: string;
  nip!: string | null;
  nrp!: string | null;
  unit!: string;
  position!: string;
  rank!: string;
  phone!: string;
  email!: string;
  language!: string;
  status!: string;
  ticketCode!: string;
  source!: string;
  registeredAt!: string;
  confirmedAt!: string | null;
  endedAt!: string | null;
  endReason!: string | null;
  letterRemindedAt!: string | null;
  /** What looked odd in the NIP. */
  warnings!: string[];
}

export class CopiedAnswer {
  question!: string;
  answer!: string;
  answeredAt!: string;
}

export class CopiedMail {
  subject!: string;
  to!: string;
  state!: string;
  createdAt!: string;
  sentAt!: string | null;
}

export class CopiedVisit {
  at!: string;
  direction!: string;
  verdict!: string;
  gate!: string | null;
}

export class CopiedCertificate {
  number!: string;
  code!: string;
  state!: string;
}

/** Everything that is stored of one person for one event (UU 27/2022 art. 7). */
export class OwnCopy {
  madeAt!: string;
  /** Who keeps it, and where one asks. */
  keeper!: string;
  contact!: string;
  event!: CopiedEvent;
  registration!: CopiedRegistration;
  answers!: CopiedAnswer[];
  @ApiProperty({ type: LetterFacts, nullable: true })
  letter!: LetterFacts | null;
  consents!: OwnConsent[];
  mails!: CopiedMail[];
  visits!: CopiedVisit[];
  firstArrivedAt!: string | null;
  attendedJp!: number | null;
  @ApiProperty({ type: CopiedCertificate, nullable: true })
  certificate!: CopiedCertificate | null;
}
