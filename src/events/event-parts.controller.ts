import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Permit, Staff, type StaffMember } from '../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale } from '../common/index.js';
import { Agenda } from './agenda.service.js';
import { EventDetail, SessionView } from './dto/event.views.js';
import { CommitmentInput, CommitteeInput, Signing } from './dto/papers.input.js';
import { PoolsEdit } from './dto/pools.input.js';
import { SessionEdit, SessionInput } from './dto/session.input.js';
import { EventViews } from './event-views.service.js';
import { Papers } from './papers.service.js';
import { Pools } from './pools.service.js';

/** What an event is made of: sessions, seats, committee and joint commitment. */
@Permit('events.edit')
@Controller('events/:eventId')
export class EventPartsController {
  constructor(
    private readonly views: EventViews,
    private readonly agenda: Agenda,
    private readonly pools: Pools,
    private readonly papers: Papers,
  ) {}

  @Post('sessions')
  async addSession(
    @CurrentActor() actor: Actor,
    @Param('eventId') eventId: string,
    @Body() input: SessionInput,
  ): Promise<SessionView> {
    return this.views.session(eventId, await this.agenda.add(actor, eventId, input));
  }

  @Patch('sessions/:sessionId')
  async editSession(
    @CurrentActor() actor: Actor,
    @Param('eventId') eventId: string,
    @Param('sessionId') sessionId: string,
    @Body() input: SessionEdit,
  ): Promise<SessionView> {
    await this.agenda.edit(actor, eventId, sessionId, input);
    return this.views.session(eventId, sessionId);
  }

  @Delete('sessions/:sessionId')
  @HttpCode(204)
  removeSession(
    @CurrentActor() actor: Actor,
    @Param('eventId') eventId: string,
    @Param('sessionId') sessionId: string,
  ): Promise<void> {
    return this.agenda.remove(actor, eventId, sessionId);
  }

  @Put('pools')
  async setPools(
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
    @Param('eventId') eventId: string,
    @Body() input: PoolsEdit,
  ): Promise<EventDetail> {
    await this.pools.set(actor, eventId, input);
    return this.views.detail(staff, eventId, locale);
  }

  @Put('committee')
  async setCommittee(
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
    @Param('eventId') eventId: string,
    @Body() input: CommitteeInput,
  ): Promise<EventDetail> {
    await this.papers.setCommittee(actor, eventId, input);
    return this.views.detail(staff, eventId, locale);
  }

  @Put('commitment')
  async setCommitment(
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
    @Param('eventId') eventId: string,
    @Body() input: CommitmentInput,
  ): Promise<EventDetail> {
    await this.papers.setCommitment(actor, eventId, input);
    return this.views.detail(staff, eventId, locale);
  }

  @Post('commitment/sign')
  @HttpCode(200)
  async signCommitment(
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
    @Param('eventId') eventId: string,
    @Body() { signedOn }: Signing,
  ): Promise<EventDetail> {
    await this.papers.sign(actor, eventId, signedOn);
    return this.views.detail(staff, eventId, locale);
  }

  @Permit('events.read')
  @Get('commitment.pdf')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Header('content-disposition', 'inline; filename="komitmen-bersama.pdf"')
  async commitmentPdf(@Param('eventId') eventId: string): Promise<StreamableFile> {
    return new StreamableFile(await this.papers.drawCommitment(eventId), { type: 'application/pdf' });
  }
}
