import { applyDecorators } from '@nestjs/common';
import { IsISO8601, IsOptional, IsString, Matches } from 'class-validator';
import { IsUUID } from '../common/fields.js';
import { PageQuery } from '../common/pagination.js';

/** The standard also knows weeks and days of the year, which `Date` does not read. */
const Moment = () =>
  applyDecorators(
    IsOptional(),
    IsISO8601({ strict: true }),
    Matches(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/),
  );

export class AuditQuery extends PageQuery {
  @IsOptional() @IsUUID() actorId?: string;
  /** An action such as `events.published`. */
  @IsOptional() @Matches(/^[a-z-]+\.[a-z_]+$/) action?: string;
  @IsOptional() @IsUUID() eventId?: string;
  @IsOptional() @IsString() subjectId?: string;
  /** From this moment on (ISO 8601). */
  @Moment() from?: string;
  /** Before this moment (ISO 8601). */
  @Moment() to?: string;
}

export class AuditRow {
  id!: string;
  at!: string;
  actorKind!: string;
  actor!: string | null;
  action!: string;
  /** The entry in words, in the language of the request. */
  text!: string;
  subjectKind!: string;
  subjectId!: string;
  eventId!: string | null;
  correlationId!: string | null;
}

export class AuditPage {
  rows!: AuditRow[];
  next!: string | null;
}

export class AuditActor {
  id!: string;
  name!: string;
}

export class AuditAction {
  action!: string;
  text!: string;
}

export class AuditChoices {
  actions!: AuditAction[];
  actors!: AuditActor[];
}
