import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Permit } from '../../common/access/index.js';
import { type Actor, CurrentActor } from '../../common/index.js';
import {
  AttendanceSettingsView,
  CorrectionView,
  NewCorrection,
  PresenceList,
  PresenceQuery,
  RebuiltPresence,
  CorrectionsQuery,
} from '../dto/presence.dto.js';
import { AttendanceSettingsService } from './attendance-settings.service.js';
import { Corrections } from './corrections.service.js';
import { PresenceListService } from './presence-list.service.js';
import { PresenceRebuild } from './rebuild.service.js';

@Controller('events/:eventId')
export class PresenceController {
  constructor(
    private readonly list: PresenceListService,
    private readonly corrections: Corrections,
    private readonly rebuilding: PresenceRebuild,
    private readonly settings: AttendanceSettingsService,
  ) {}

  @Get('presence')
  @Permit('attendance.overview')
  presence(@Param('eventId') eventId: string, @Query() query: PresenceQuery): Promise<PresenceList> {
    return this.list.get(eventId, query);
  }

  @Post('presence/corrections')
  @HttpCode(204)
  @Permit('presence.correct')
  correct(
    @Param('eventId') eventId: string,
    @Body() correction: NewCorrection,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.corrections.correct(eventId, correction, actor);
  }

  @Get('presence/corrections/:registrationId')
  @Permit('presence.correct')
  history(
    @Param('eventId') eventId: string,
    @Param('registrationId') registrationId: string,
    @Query() { slot }: CorrectionsQuery,
  ): Promise<CorrectionView[]> {
    return this.corrections.history(eventId, registrationId, slot);
  }

  @Post('presence/rebuild')
  @HttpCode(200)
  @Permit('presence.correct')
  rebuild(@Param('eventId') eventId: string, @CurrentActor() actor: Actor): Promise<RebuiltPresence> {
    return this.rebuilding.run(eventId, actor);
  }

  @Get('attendance-settings')
  @Permit('gates.read')
  getSettings(@Param('eventId') eventId: string): Promise<AttendanceSettingsView> {
    return this.settings.get(eventId);
  }

  @Put('attendance-settings')
  @HttpCode(204)
  @Permit('gates.edit')
  setSettings(
    @Param('eventId') eventId: string,
    @Body() settings: AttendanceSettingsView,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.settings.set(eventId, settings, actor);
  }
}
