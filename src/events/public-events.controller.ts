import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Public } from '../common/access/index.js';
import { type Locale, RequestLocale } from '../common/index.js';
import { PublicEvent, PublicEventCard, PublicOrganisation } from './dto/public.views.js';
import { PublicEvents } from './public-events.service.js';

/** What visitors read before they register. */
@Public()
@Controller('public')
export class PublicEventsController {
  constructor(private readonly events: PublicEvents) {}

  @Get('organisation')
  organisation(): Promise<PublicOrganisation> {
    return this.events.organisation();
  }

  @Get('events')
  list(): Promise<PublicEventCard[]> {
    return this.events.list();
  }

  @Get('events/:slug')
  detail(@Param('slug') slug: string, @RequestLocale() locale: Locale): Promise<PublicEvent> {
    return this.events.detail(slug, locale);
  }

  @Get('events/:slug/calendar.ics')
  @ApiProduces('text/calendar')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="kegiatan.ics"')
  calendar(@Param('slug') slug: string): Promise<string> {
    return this.events.calendar(slug);
  }
}
