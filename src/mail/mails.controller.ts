import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Permit, Staff, type StaffMember } from '../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale } from '../common/index.js';
import {
  BouncedMail,
  MailDetail,
  MailPage,
  MailsQuery,
  MailView,
  RetriedMails,
  RetryMailsRequest,
} from './dto/mails.dto.js';
import { MailsService } from './mails.service.js';

/** The outbox: every mail with its state and the server's words. */
@Controller('mails')
export class MailsController {
  constructor(private readonly mails: MailsService) {}

  @Get()
  @Permit('mails.read')
  page(@Query() query: MailsQuery, @Staff() staff: StaffMember, @RequestLocale() locale: Locale): Promise<MailPage> {
    return this.mails.page(query, staff, locale);
  }

  @Get(':id')
  @Permit('mails.preview')
  detail(@Param('id') id: string, @Staff() staff: StaffMember, @RequestLocale() locale: Locale): Promise<MailDetail> {
    return this.mails.detail(id, staff, locale);
  }

  @Post('retry')
  @HttpCode(200)
  @Permit('mails.retry')
  retryAll(
    @Body() request: RetryMailsRequest,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
  ): Promise<RetriedMails> {
    return this.mails.retryAll(request, staff, actor);
  }

  @Post(':id/bounce')
  @HttpCode(200)
  @Permit('mails.retry')
  bounce(
    @Param('id') id: string,
    @Body() { words }: BouncedMail,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<MailView> {
    return this.mails.bounce(id, words ?? null, staff, actor, locale);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Permit('mails.retry')
  retry(
    @Param('id') id: string,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<MailView> {
    return this.mails.retry(id, staff, actor, locale);
  }
}
