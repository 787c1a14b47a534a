import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Permit } from '../../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale } from '../../common/index.js';
import { BulkRequest, BulkRunView } from '../dto/bulk.dto.js';
import { Bulk } from './bulk.service.js';

/** What an organiser does with many rows of the list. */
@Controller('events/:eventId/registrations/bulk')
export class BulkController {
  constructor(private readonly bulk: Bulk) {}

  @Post()
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

  @Get(':runId')
  @Permit('registrations.manage')
  progress(
    @Param('eventId') eventId: string,
    @Param('runId') runId: string,
    @RequestLocale() locale: Locale,
  ): Promise<BulkRunView> {
    return this.bulk.view(eventId, runId, locale);
  }

  @Post(':runId/undo')
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
}
