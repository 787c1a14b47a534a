import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Permit } from '../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale } from '../common/index.js';
import { Conflicts } from './conflicts.service.js';
import { ConflictView, NewRuling, NewRulings, Rulings } from './dto/conflict.dto.js';

@Controller('events/:eventId')
export class ConflictsController {
  constructor(private readonly conflicts: Conflicts) {}

  @Get('conflicts')
  @Permit('scans.rule', { devices: 'current' })
  open(@Param('eventId') eventId: string, @CurrentActor() actor: Actor): Promise<ConflictView[]> {
    return this.conflicts.open(eventId, actor);
  }

  @Post('conflicts/rulings')
  @HttpCode(200)
  @Permit('scans.rule', { devices: 'current' })
  ruleOnEach(
    @Param('eventId') eventId: string,
    @Body() rulings: NewRulings,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<Rulings> {
    return this.conflicts.ruleOnEach(eventId, rulings, actor, locale);
  }

  @Post('scans/:scanId/rulings')
  @HttpCode(204)
  @Permit('scans.rule', { devices: 'current' })
  rule(
    @Param('eventId') eventId: string,
    @Param('scanId') scanId: string,
    @Body() ruling: NewRuling,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<void> {
    return this.conflicts.rule(eventId, scanId, ruling, actor, locale);
  }
}
