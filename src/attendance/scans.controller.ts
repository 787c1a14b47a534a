import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Permit } from '../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale } from '../common/index.js';
import { Admissions } from './admissions.service.js';
import {
  Admission,
  GateCounts,
  NamedEmployees,
  NamedRegistrations,
  NameQuery,
  NewAdmission,
  NewScan,
  NewWalkIn,
  RecentScan,
  RecentScansQuery,
  ScanAnswer,
  ScanSync,
  SyncedScan,
} from './dto/scan.dto.js';
import { ScansService } from './scans.service.js';
import { WalkIns } from './walk-ins.service.js';

@Controller('events/:eventId')
export class ScansController {
  constructor(
    private readonly scans: ScansService,
    private readonly walkIns: WalkIns,
    private readonly admissions: Admissions,
  ) {}

  @Post('scans')
  @HttpCode(200)
  @Permit('scans.write', { devices: 'current' })
  record(@Param('eventId') eventId: string, @Body() scan: NewScan, @CurrentActor() actor: Actor): Promise<ScanAnswer> {
    return this.scans.record(eventId, scan, actor);
  }

  /** What a phone has kept: each scan is stored once, however often it is sent. */
  @Post('scans/sync')
  @HttpCode(200)
  @Permit('scans.write', { devices: 'ended_too' })
  @ApiOkResponse({ type: [SyncedScan] })
  sync(@Param('eventId') eventId: string, @Body() kept: ScanSync, @CurrentActor() actor: Actor): Promise<SyncedScan[]> {
    return this.scans.sync(eventId, kept, actor);
  }

  @Get('scans/employees')
  @Permit('directory.read')
  named(@Param('eventId') eventId: string, @Query() { name }: NameQuery): Promise<NamedEmployees> {
    return this.walkIns.named(eventId, name);
  }

  @Get('scans/people')
  @Permit('scans.admit', { devices: 'current' })
  people(@Param('eventId') eventId: string, @Query() { name }: NameQuery): Promise<NamedRegistrations> {
    return this.admissions.named(eventId, name);
  }

  @Post('scans/admissions')
  @HttpCode(200)
  @Permit('scans.admit', { devices: 'current' })
  letIn(
    @Param('eventId') eventId: string,
    @Body() admission: NewAdmission,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<Admission> {
    return this.admissions.admit(eventId, admission, actor, locale);
  }

  @Post('walk-ins')
  @HttpCode(200)
  @Permit('scans.write')
  admit(
    @Param('eventId') eventId: string,
    @Body() walkIn: NewWalkIn,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<ScanAnswer> {
    return this.walkIns.admit(eventId, walkIn, actor, locale);
  }

  /** Of today, in the event's zone. */
  @Get('scans/counts')
  @Permit('scans.write', { devices: 'current' })
  counts(@Param('eventId') eventId: string): Promise<GateCounts> {
    return this.scans.counts(eventId);
  }

  @Get('scans/recent')
  @Permit('scans.write', { devices: 'current' })
  recent(
    @Param('eventId') eventId: string,
    @Query() query: RecentScansQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RecentScan[]> {
    return this.scans.recent(eventId, query, actor);
  }
}
