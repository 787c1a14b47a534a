import { ApiProperty } from '@nestjs/swagger';
import { type ChecklistKind, checklistKinds } from '../checklist.js';
import { type DecisionKind, decisionKinds } from '../decisions.js';
import { DeviceView } from './device.dto.js';
import { type EventPhase, eventPhases } from '../../events/index.js';
import { type AwayStatus, awayStatuses } from '../rules/status.js';

export class OverviewEvent {
  id!: string;
  slug!: string;
  title!: string;
  @ApiProperty({ enum: eventPhases, enumName: 'EventPhase' })
  phase!: EventPhase;
  startsAt!: string | null;
  endsAt!: string | null;
  zone!: string;
  venue!: string;
  room!: string | null;
}

export class MinuteArrivals {
  minute!: string;
  count!: number;
}

export class Arrivals {
  from!: string;
  to!: string;
  slotMinutes!: number;
  /** Minutes in which somebody came. */
  counts!: MinuteArrivals[];
}

export class GateArrivals {
  /** Null: written down without a gate. */
  gate!: string | null;
  count!: number;
}

export class UnitAttendance {
  unitId!: string | null;
  unit!: string;
  present!: number;
  registered!: number;
  /** Excused or ill that day, and not seen. */
  away!: number;
  /** Seats kept for this unit alone. */
  quota!: number | null;
}

export class MailsInHour {
  hour!: string;
  sent!: number;
}

export class MailFigures {
  sent!: number;
  queued!: number;
  /** Kept in the outbox, because no mail server is configured. */
  held!: number;
  failed!: number;
  lastSentAt!: string | null;
  /** Sent per hour in the last 24 hours. */
  perHour!: MailsInHour[];
}

export class DecisionView {
  @ApiProperty({ enum: decisionKinds, enumName: 'DecisionKind' })
  kind!: DecisionKind;
  count!: number;
  names!: string[];
  minutes!: number[];
  since!: string | null;
  reason!: string | null;
  waiting!: number | null;
}

export class ChecklistView {
  @ApiProperty({ enum: checklistKinds, enumName: 'ChecklistKind' })
  kind!: ChecklistKind;
  done!: boolean;
  at!: string | null;
}

export class FlowLine {
  /** Of the gate or the unit; null: written down without a gate. */
  name!: string | null;
  /** One for each of the last thirty minutes, the oldest first. */
  @ApiProperty({ type: [Number] })
  counts!: number[];
  total!: number;
}

/** Arrivals of the last thirty minutes. */
export class DoorFlow {
  from!: string;
  @ApiProperty({ type: [FlowLine] })
  gates!: FlowLine[];
  /** Those of which most came. */
  @ApiProperty({ type: [FlowLine] })
  units!: FlowLine[];
  moreUnits!: number;
}

export class Official {
  name!: string;
  office!: string;
  /** Signs the joint commitment. */
  signs!: boolean;
  registered!: boolean;
  arrivedAt!: string | null;
  /** Of who has not come: what an organiser has said of the day. */
  @ApiProperty({ enum: awayStatuses, enumName: 'AwayStatus', nullable: true })
  away!: AwayStatus | null;
}

export class Overview {
  event!: OverviewEvent;
  /** The day the figures speak of (YYYY-MM-DD): today while the event runs, else its nearest day. */
  day!: string | null;
  present!: number;
  registered!: number;
  /** Excused or ill that day, and not seen. */
  away!: number;
  /** Neither here nor away. */
  missing!: number;
  lastFiveMinutes!: number;
  peakPerMinute!: number;
  emptySeats!: number;
  waiting!: number;
  openingAt!: string | null;
  arrivals!: Arrivals | null;
  byGate!: GateArrivals[];
  units!: UnitAttendance[];
  flow!: DoorFlow;
  /** Who signs the commitment, and the invited guests. */
  @ApiProperty({ type: [Official] })
  officials!: Official[];
  @ApiProperty({ type: [DeviceView] })
  devices!: DeviceView[];
  mail!: MailFigures;
  decisions!: DecisionView[];
  checklist!: ChecklistView[];
  updatedAt!: string;
}
