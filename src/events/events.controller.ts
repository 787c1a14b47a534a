import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { Permit, Staff, type StaffMember } from '../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale } from '../common/index.js';
import { Cancellation, EventEdit, NewEvent } from './dto/event.input.js';
import { EventCard, EventDetail } from './dto/event.views.js';
import { EventDrafts } from './event-drafts.service.js';
import { EventViews } from './event-views.service.js';
import { Publications } from './publication.service.js';

/** An event, from draft to archive. */
@Controller('events')
export class EventsController {
  constructor(
    private readonly views: EventViews,
    private readonly drafts: EventDrafts,
    private readonly publications: Publications,
  ) {}

  @Permit('events.list')
  @Get()
  list(@Staff() staff: StaffMember): Promise<EventCard[]> {
    return this.views.list(staff);
  }

  @Permit('events.create')
  @Post()
  async create(
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
    @Body() input: NewEvent,
  ): Promise<EventDetail> {
    return this.views.detail(staff, await this.drafts.create(actor, input), locale);
  }

  @Permit('events.read')
  @Get(':eventId')
  detail(
    @Staff() staff: StaffMember,
    @RequestLocale() locale: Locale,
    @Param('eventId') eventId: string,
  ): Promise<EventDetail> {
    return this.views.detail(staff, eventId, locale);
  }

  @Permit('events.edit')
  @Patch(':eventId')
  async edit(
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
    @Param('eventId') eventId: string,
    @Body() input: EventEdit,
  ): Promise<EventDetail> {
    await this.drafts.edit(actor, eventId, input);
    return this.views.detail(staff, eventId, locale);
  }

  /** Refused with EVENT_NOT_READY and one entry for each thing that is missing. */
  @Permit('events.publish')
  @Post(':eventId/publish')
  @HttpCode(200)
  async publish(
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
    @Param('eventId') eventId: string,
  ): Promise<EventDetail> {
    await this.publications.publish(actor, eventId);
    return this.views.detail(staff, eventId, locale);
  }

  @Permit('events.publish')
  @Post(':eventId/cancel')
  @HttpCode(200)
  async cancel(
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
    @Param('eventId') eventId: string,
    @Body() { reason }: Cancellation,
  ): Promise<EventDetail> {
    await this.publications.cancel(actor, eventId, reason);
    return this.views.detail(staff, eventId, locale);
  }

  @Permit('events.publish')
  @Post(':eventId/archive')
  @HttpCode(200)
  async archive(
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
    @Param('eventId') eventId: string,
  ): Promise<EventDetail> {
    await this.publications.archive(actor, eventId);
    return this.views.detail(staff, eventId, locale);
  }
}
