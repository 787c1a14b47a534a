import { Controller, Get, Headers, type MessageEvent, Param, Res, Sse } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Observable } from 'rxjs';
import { Permit } from '../common/access/index.js';
import { Overview } from './dto/overview.dto.js';
import { LiveOverview } from './live-overview.js';
import { OverviewService } from './overview.service.js';

@Controller('events/:eventId')
export class OverviewController {
  constructor(
    private readonly overviews: OverviewService,
    private readonly liveOverview: LiveOverview,
  ) {}

  @Get('overview')
  @Permit('attendance.overview')
  overview(@Param('eventId') eventId: string): Promise<Overview> {
    return this.overviews.get(eventId);
  }

  /** Server-sent events: `overview` (the body of the overview) on each change, `ping` in between. */
  @Sse('live')
  @ApiProduces('text/event-stream')
  @Permit('attendance.overview')
  live(
    @Param('eventId') eventId: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Observable<MessageEvent>> {
    return this.liveOverview.follow(eventId, lastEventId, reply.raw);
  }
}
