import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Permit } from '../common/access/index.js';
import { type Actor, CurrentActor } from '../common/index.js';
import { GateCounts, NewScan, RecentScan, RecentScansQuery, ScanAnswer } from './dto/scan.dto.js';
import { ScansService } from './scans.service.js';

@Controller('events/:eventId/scans')
export class ScansController {
  constructor(private readonly scans: ScansService) {}

  @Post()
  @HttpCode(200)
  @Permit('scans.write')
  record(@Param('eventId') eventId: string, @Body() scan: NewScan, @CurrentActor() actor: Actor): Promise<ScanAnswer> {
    return this.scans.record(eventId, scan, actor);
  }

  /** Of today, in the event's zone. */
  @Get('counts')
  @Permit('scans.write')
  counts(@Param('eventId') eventId: string): Promise<GateCounts> {
    return this.scans.counts(eventId);
  }

  @Get('recent')
  @Permit('scans.write')
  recent(@Param('eventId') eventId: string, @Query() query: RecentScansQuery): Promise<RecentScan[]> {
    return this.scans.recent(eventId, query);
  }
}
