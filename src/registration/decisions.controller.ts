import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse } from '@nestjs/swagger';
import { Permit } from '../common/access/index.js';
import { type Actor, CurrentActor, errorText, type Locale, RequestLocale } from '../common/index.js';
import { type Decided, Decisions } from './decisions.service.js';
import { DecidedDto, DecisionDto, DeclineDto, PriorityDto } from './dto/decisions.dto.js';
import { WaitingLine } from './seats/waiting-line.service.js';

/** Approving, declining and their undoing; a place nearer to the head of the line. */
@Permit('registrations.manage')
@Controller('events/:eventId/registrations')
export class DecisionsController {
  constructor(
    private readonly decisions: Decisions,
    private readonly line: WaitingLine,
  ) {}

  @Post('approve')
  @HttpCode(200)
  async approve(
    @Param('eventId') eventId: string,
    @Body() { ids }: DecisionDto,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<DecidedDto> {
    return worded(await this.decisions.approve(eventId, ids, actor), locale);
  }

  @Post('decline')
  @HttpCode(200)
  async decline(
    @Param('eventId') eventId: string,
    @Body() { ids, reason }: DeclineDto,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<DecidedDto> {
    return worded(await this.decisions.decline(eventId, ids, reason, actor), locale);
  }

  @Post('undo')
  @HttpCode(200)
  async undo(
    @Param('eventId') eventId: string,
    @Body() { ids }: DecisionDto,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<DecidedDto> {
    return worded(await this.decisions.undo(eventId, ids, actor), locale);
  }

  @Post(':registrationId/priority')
  @HttpCode(204)
  @ApiNoContentResponse()
  prioritise(
    @Param('eventId') eventId: string,
    @Param('registrationId') registrationId: string,
    @Body() { on }: PriorityDto,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.line.prioritise(eventId, registrationId, on, actor);
  }
}

const worded = ({ done, refused }: Decided, locale: Locale): DecidedDto => ({
  done,
  refused: refused.map(({ id, code }) => ({ id, code, message: errorText(code, {}, locale) })),
});
