import { ApiProperty } from '@nestjs/swagger';
import { type Permission, permissions } from '../../common/access/index.js';
import { type CommitteeRole, committeeRoles } from '../committee.entity.js';
import { type LetterRule, letterRules } from '../event.entity.js';
import { type EventPhase, eventPhases, type EventState, eventStates } from '../event-status.js';
import { type WaitingMode, waitingModes } from '../event.entity.js';
import { type ParticipantKind, participantKinds, type PoolScope, poolScopes } from '../seat-pool.entity.js';
import { type SpeakerRole, speakerRoles } from '../session.entity.js';
import { type SessionKind, sessionKinds } from '../training-hours.js';

/** A line of the organiser's list. */
export class EventCard {
  id!: string;
  slug!: string;
  title!: string;
  @ApiProperty({ enum: eventStates, enumName: 'EventState' })
  state!: EventState;
  @ApiProperty({ enum: eventPhases, enumName: 'EventPhase' })
  phase!: EventPhase;
  startsAt!: Date | null;
  endsAt!: Date | null;
  zone!: string;
  venue!: string;
  room!: string | null;
  programme!: string | null;
  stage!: number | null;
  stages!: number | null;
  jp!: number;
  capacity!: number;
  taken!: number;
  waiting!: number;
  /** What the reader may do with this event. */
  @ApiProperty({ enum: Object.keys(permissions), enumName: 'Permission', isArray: true })
  permissions!: Permission[];
}

export class SessionSpeakerView {
  speakerId!: string;
  @ApiProperty({ enum: speakerRoles, enumName: 'SpeakerRole' })
  role!: SpeakerRole;
  frontTitle!: string;
  name!: string;
  backTitle!: string;
  printedName!: string;
  affiliation!: string;
}

export class SessionView {
  id!: string;
  @ApiProperty({ enum: sessionKinds, enumName: 'SessionKind' })
  kind!: SessionKind;
  title!: string;
  detail!: string;
  /** Null: the event's own room. */
  roomId!: string | null;
  room!: string | null;
  startsAt!: Date;
  endsAt!: Date;
  jp!: number;
  /** What the rule gives for kind and length. */
  computedJp!: number;
  jpReason!: string | null;
  speakers!: SessionSpeakerView[];
}

export class PoolView {
  id!: string;
  @ApiProperty({ enum: poolScopes, enumName: 'PoolScope' })
  scope!: PoolScope;
  name!: string;
  capacity!: number;
  taken!: number;
  byApproval!: boolean;
  /** Null: every kind. */
  @ApiProperty({ enum: participantKinds, enumName: 'ParticipantKind', isArray: true, nullable: true })
  kinds!: ParticipantKind[] | null;
  /** Null: every unit. */
  unitIds!: string[] | null;
}

export class PrintedPersonView {
  id!: string;
  name!: string;
  office!: string;
  rank!: string | null;
  nip!: string | null;
}

export class CommitteeMemberView extends PrintedPersonView {
  @ApiProperty({ enum: committeeRoles, enumName: 'CommitteeRole' })
  role!: CommitteeRole;
}

export class CommitmentView {
  title!: string;
  body!: string;
  /** Day of signing, `yyyy-mm-dd`; null while it is not signed. */
  signedOn!: string | null;
  signatories!: PrintedPersonView[];
}

/** Something that still keeps a draft from being published. */
export class MissingView {
  field!: string;
  code!: string;
  message!: string;
}

export class OutdatedNews {
  startsAt!: string | null;
  endsAt!: string | null;
  place!: string;
}

/** An event as its organiser sees it. */
export class EventDetail extends EventCard {
  summary!: string;
  bring!: string[];
  @ApiProperty({ enum: letterRules, enumName: 'LetterRule' })
  letterRule!: LetterRule;
  programmeId!: string | null;
  venueId!: string;
  address!: string;
  roomId!: string | null;
  organiserName!: string;
  organiserUnitId!: string | null;
  issuerName!: string;
  registrationOpensAt!: Date;
  registrationClosesAt!: Date;
  cancelUntil!: Date;
  registrationStartsAt!: Date | null;
  @ApiProperty({ enum: waitingModes, enumName: 'WaitingMode' })
  waitingMode!: WaitingMode;
  offerHours!: number;
  /** Null: no proof of address is asked for. */
  proofHours!: number | null;
  /** Null: nobody is reminded. */
  reminderDays!: number | null;
  /** What participants were told of time and place, when it is not so any more. */
  outdatedNews!: OutdatedNews | null;
  minSharePercent!: number;
  numberPattern!: string;
  numberCode!: string;
  numberUnit!: string;
  numberSeries!: string;
  numberStart!: number;
  certificateDatedOn!: string | null;
  certificatePlace!: string;
  certificateSignatoryId!: string | null;
  /** Since when hours, committee and number settings stand. */
  certificatesBeganAt!: Date | null;
  siasnJenisDiklatId!: string;
  publishedAt!: Date | null;
  cancelledAt!: Date | null;
  cancelReason!: string | null;
  sessions!: SessionView[];
  /** The event's own pool first, then the inner ones. */
  pools!: PoolView[];
  committee!: CommitteeMemberView[];
  commitment!: CommitmentView | null;
  /** Empty once a draft may be published. */
  missing!: MissingView[];
}
