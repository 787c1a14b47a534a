import { Controller, Get, Param, Query } from '@nestjs/common';
import { Permit } from '../../common/access/index.js';
import { RosterChanges, RosterQuery } from '../dto/roster.dto.js';
import { RosterService } from './roster.service.js';

@Controller('events/:eventId/roster')
export class RosterController {
  constructor(private readonly roster: RosterService) {}

  /** For a door without network: what changed since the phone last asked. */
  @Get()
  @Permit('scans.write', { devices: 'current' })
  changes(@Param('eventId') eventId: string, @Query() { after }: RosterQuery): Promise<RosterChanges> {
    return this.roster.changes(eventId, after);
  }
}
