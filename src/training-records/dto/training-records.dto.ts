import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsUUID } from '../../common/fields.js';
import { PageQuery } from '../../common/pagination.js';
import { type ParticipantKind, participantKinds } from '../../events/index.js';
import { type RecordState, recordStates } from '../training-record-status.js';

const Year = () =>
  applyDecorators(
    ApiPropertyOptional({ type: Number, minimum: 1990, maximum: 2100 }),
    IsOptional(),
    Type(() => Number),
    IsInt(),
    Min(1990),
    Max(2100),
  );
const UnitId = () =>
  applyDecorators(ApiPropertyOptional({ description: 'The unit with all below it.' }), IsOptional(), IsUUID());
const Nip = () =>
  applyDecorators(
    ApiPropertyOptional({ description: '18 digits; spaces, dots and dashes are dropped.' }),
    IsOptional(),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.replace(/[\s.-]/g, '') : value)),
    Matches(/^\d{18}$/),
  );
const State = () =>
  applyDecorators(
    ApiPropertyOptional({
      enum: recordStates,
      enumName: 'RecordState',
      description: 'Left out: recorded and to be checked.',
    }),
    IsOptional(),
    IsIn(recordStates),
  );

/** The same fields as the list has. */
export class ExportQuery {
  @Year() year?: number;
  @UnitId() unitId?: string;
  @Nip() nip?: string;
  @State() state?: RecordState;
}

export class RecordQuery extends PageQuery {
  @Year() year?: number;
  @UnitId() unitId?: string;
  @Nip() nip?: string;
  @State() state?: RecordState;
}

/** The year is the present one unless it is named. */
export class LedgerQuery {
  @Year() year?: number;
  @UnitId() unitId?: string;
  @Nip() nip?: string;
}

export class EmployeeHoursQuery extends PageQuery {
  @Year() year?: number;
  @UnitId() unitId?: string;
  @Nip() nip?: string;
  /** Part of the name. */
  @IsOptional() @IsString() @MaxLength(120) q?: string;
}

export class LedgerUnitRow {
  unitId!: string;
  unit!: string;
  employees!: number;
  /** 20 JP or more. */
  reached!: number;
  from10!: number;
  from1!: number;
  none!: number;
  percent!: number;
}

export class LedgerMonth {
  /** 1 to 12. */
  month!: number;
  /** Share of the employees that had reached the target by the end of the month; null for months to come. */
  percent!: number | null;
  lastYearPercent!: number;
}

export class LedgerSummary {
  year!: number;
  years!: number[];
  target!: number;
  employees!: number;
  reached!: number;
  percent!: number;
  /** Records that wait for a check, in the same filter. */
  toCheck!: number;
  /** Records that an export of this filter carries. */
  records!: number;
  units!: LedgerUnitRow[];
  months!: LedgerMonth[];
}

export class EmployeeHoursRow {
  employeeId!: string;
  /** Masked for readers who may not see it. */
  nip!: string;
  printedName!: string;
  position!: string;
  unit!: string;
  jp!: number;
}

export class EmployeeHoursPage {
  rows!: EmployeeHoursRow[];
  next!: string | null;
}

export class EmployeeSuggestion {
  employeeId!: string;
  printedName!: string;
  unit!: string;
}

export class RecordRow {
  id!: string;
  eventId!: string;
  certificateId!: string;
  employeeId!: string | null;
  nip!: string | null;
  personName!: string;
  @ApiProperty({ enum: participantKinds, enumName: 'ParticipantKind' })
  kind!: ParticipantKind;
  unit!: string;
  position!: string;
  title!: string;
  number!: string;
  jp!: number;
  year!: number;
  startedOn!: string;
  endedOn!: string;
  @ApiProperty({ enum: recordStates, enumName: 'RecordState' })
  state!: RecordState;
  /** For the check list: the employee who has this NIP, though under another name. */
  suggestion!: EmployeeSuggestion | null;
}

export class RecordPage {
  rows!: RecordRow[];
  next!: string | null;
  matched!: number;
}

export class AssignBody {
  @IsUUID() employeeId!: string;
}
