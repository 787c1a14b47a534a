import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse } from '@nestjs/swagger';
import { Permit, Staff, type StaffMember } from '../../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale } from '../../common/index.js';
import { BulkRequest, BulkRunView, SavedViewDto, SaveViewRequest } from '../dto/bulk.dto.js';
import { SavedViews } from '../views/saved-views.service.js';
import { Bulk } from './bulk.service.js';

/** What an organiser does with many rows of the list, and the views of it that he keeps. */
@Controller('events/:eventId')
export class BulkController {
  constructor(
    private readonly bulk: Bulk,
    private readonly views: SavedViews,
  ) {}

  @Post('registrations/bulk')
  @HttpCode(200)
  @Permit('registrations.manage')
  start(
    @Param('eventId') eventId: string,
    @Body() body: BulkRequest,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<BulkRunView> {
    return this.bulk.start(eventId, body, actor, locale);
  }

  @Get('registrations/bulk/:runId')
  @Permit('registrations.manage')
  progress(
    @Param('eventId') eventId: string,
    @Param('runId') runId: string,
    @RequestLocale() locale: Locale,
  ): Promise<BulkRunView> {
    return this.bulk.view(eventId, runId, locale);
  }

  @Post('registrations/bulk/:runId/undo')
  @HttpCode(200)
  @Permit('registrations.manage')
  undo(
    @Param('eventId') eventId: string,
    @Param('runId') runId: string,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<BulkRunView> {
    return this.bulk.undo(eventId, runId, actor, locale);
  }

  @Get('registration-views')
  @Permit('registrations.list')
  list(@Param('eventId') eventId: string, @Staff() staff: StaffMember): Promise<SavedViewDto[]> {
    return this.views.of(eventId, staff.id);
  }

  @Post('registration-views')
  @Permit('registrations.list')
  save(
    @Param('eventId') eventId: string,
    @Body() body: SaveViewRequest,
    @Staff() { id }: StaffMember,
    @CurrentActor() actor: Actor,
  ): Promise<SavedViewDto> {
    return this.views.keep(eventId, body, { ...actor, id });
  }

  @Delete('registration-views/:viewId')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('registrations.list')
  remove(
    @Param('eventId') eventId: string,
    @Param('viewId') viewId: string,
    @Staff() { id }: StaffMember,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.views.remove(eventId, viewId, { ...actor, id });
  }
}
