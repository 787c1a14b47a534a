import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse } from '@nestjs/swagger';
import { Permit, Staff, type StaffMember } from '../../common/access/index.js';
import { type Actor, CurrentActor } from '../../common/index.js';
import { SavedViewDto, SaveViewRequest } from '../dto/saved-views.dto.js';
import { SavedViews } from './saved-views.service.js';

/** The views of an event's list that somebody keeps for himself. */
@Controller('events/:eventId/registration-views')
export class SavedViewsController {
  constructor(private readonly views: SavedViews) {}

  @Get()
  @Permit('registrations.list')
  list(@Param('eventId') eventId: string, @Staff() staff: StaffMember): Promise<SavedViewDto[]> {
    return this.views.of(eventId, staff.id);
  }

  @Post()
  @Permit('registrations.list')
  save(
    @Param('eventId') eventId: string,
    @Body() body: SaveViewRequest,
    @Staff() { id }: StaffMember,
    @CurrentActor() actor: Actor,
  ): Promise<SavedViewDto> {
    return this.views.keep(eventId, body, { ...actor, id });
  }

  @Delete(':viewId')
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
