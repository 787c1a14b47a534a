import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiNoContentResponse } from '@nestjs/swagger';
import { Permit, Staff, type StaffMember } from '../../common/access/index.js';
import { type Actor, CurrentActor } from '../../common/index.js';
import { ChangeViewRequest, SavedViewDto, SaveViewRequest } from '../dto/saved-views.dto.js';
import { SavedViews } from './saved-views.service.js';

/** The views of an event's list: those that somebody keeps for himself, and those that the committee shares. */
@Controller('events/:eventId/registration-views')
export class SavedViewsController {
  constructor(private readonly views: SavedViews) {}

  @Get()
  @Permit('registrations.list')
  list(@Param('eventId') eventId: string, @Staff() staff: StaffMember): Promise<SavedViewDto[]> {
    return this.views.of(eventId, staff);
  }

  @Post()
  @Permit('registrations.list')
  save(
    @Param('eventId') eventId: string,
    @Body() body: SaveViewRequest,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
  ): Promise<SavedViewDto> {
    return this.views.keep(eventId, body, staff, actor);
  }

  @Patch(':viewId')
  @Permit('registrations.list')
  change(
    @Param('eventId') eventId: string,
    @Param('viewId') viewId: string,
    @Body() body: ChangeViewRequest,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
  ): Promise<SavedViewDto> {
    return this.views.change(eventId, viewId, body, staff, actor);
  }

  @Delete(':viewId')
  @HttpCode(204)
  @ApiNoContentResponse()
  @Permit('registrations.list')
  remove(
    @Param('eventId') eventId: string,
    @Param('viewId') viewId: string,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.views.remove(eventId, viewId, staff, actor);
  }
}
