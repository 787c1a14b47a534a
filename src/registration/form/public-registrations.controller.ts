import { Body, Controller, Get, Header, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Public } from '../../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale } from '../../common/index.js';
import { Problem } from '../../common/problem.js';
import { CalendarService } from '../calendar.service.js';
import { CheckDto, RegisterDto, RegisteredDto } from '../dto/register.dto.js';
import { CancelledDto, TicketDto } from '../dto/ticket.dto.js';
import { PublicRegistrations } from './public-registrations.service.js';
import { type TicketFile, TicketFiles } from '../ticket-files.service.js';
import { TicketService } from '../ticket.service.js';

const fileOf = (type: string) => ({ content: { [type]: { schema: { type: 'string' as const, format: 'binary' } } } });

@Public()
@Controller('public')
export class PublicRegistrationsController {
  constructor(
    private readonly registrations: PublicRegistrations,
    private readonly tickets: TicketService,
    private readonly files: TicketFiles,
    private readonly calendars: CalendarService,
  ) {}

  @Post('events/:slug/registrations')
  @ApiCreatedResponse({ type: RegisteredDto })
  @ApiUnprocessableEntityResponse({ type: Problem })
  register(
    @Param('slug') slug: string,
    @Body() body: RegisterDto,
    @RequestLocale() locale: Locale,
    @CurrentActor() actor: Actor,
  ): Promise<RegisteredDto> {
    return this.registrations.register(slug, body, locale, actor);
  }

  @Post('events/:slug/registrations/check')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiUnprocessableEntityResponse({ type: Problem })
  check(@Param('slug') slug: string, @Body() body: CheckDto, @RequestLocale() locale: Locale): Promise<void> {
    return this.registrations.check(slug, body, locale);
  }

  @Get('tickets/:token')
  @Header('cache-control', 'no-store')
  ticket(@Param('token') token: string): Promise<TicketDto> {
    return this.tickets.show(token);
  }

  @Get('tickets/:token/qr.svg')
  @Header('content-type', 'image/svg+xml')
  @Header('cache-control', 'no-store')
  qr(@Param('token') token: string): Promise<string> {
    return this.tickets.qrPicture(token);
  }

  @Get('tickets/:token/ticket.pdf')
  @Header('cache-control', 'no-store')
  @ApiOkResponse(fileOf('application/pdf'))
  async pdf(@Param('token') token: string): Promise<StreamableFile> {
    return download(await this.files.page(token), 'application/pdf');
  }

  @Get('tickets/:token/ticket.png')
  @Header('cache-control', 'no-store')
  @ApiOkResponse(fileOf('image/png'))
  async png(@Param('token') token: string): Promise<StreamableFile> {
    return download(await this.files.picture(token), 'image/png');
  }

  @Get('tickets/:token/calendar.ics')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="bintek.ics"')
  calendar(@Param('token') token: string): Promise<string> {
    return this.calendars.ofTicket(token);
  }

  @Post('tickets/:token/cancel')
  @HttpCode(200)
  async cancel(@Param('token') token: string, @CurrentActor() actor: Actor): Promise<CancelledDto> {
    await this.tickets.cancel(token, actor);
    return { status: 'cancelled' };
  }
}

const download = ({ filename, bytes }: TicketFile, type: string): StreamableFile =>
  new StreamableFile(bytes, { type, disposition: `attachment; filename="${filename}"` });
