import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Permit } from '../../common/access/index.js';
import { type Actor, CurrentActor } from '../../common/index.js';
import { Problem } from '../../common/problem.js';
import { DelegationInput, DelegationView, LinkTermInput } from './delegations.dto.js';
import { Delegations } from './delegations.service.js';

/** The links of units to their desks. Every change answers with the whole list. */
@Permit('registrations.manage')
@Controller('events/:eventId/delegations')
export class DelegationsController {
  constructor(private readonly delegations: Delegations) {}

  @Get()
  list(@Param('eventId') eventId: string): Promise<DelegationView[]> {
    return this.delegations.list(eventId);
  }

  @Post()
  @ApiCreatedResponse({ type: [DelegationView] })
  @ApiUnprocessableEntityResponse({ type: Problem })
  make(
    @Param('eventId') eventId: string,
    @Body() body: DelegationInput,
    @CurrentActor() actor: Actor,
  ): Promise<DelegationView[]> {
    return this.delegations.make(eventId, body, actor);
  }

  @Post(':delegationId/renew')
  @HttpCode(200)
  @ApiOkResponse({ type: [DelegationView] })
  @ApiUnprocessableEntityResponse({ type: Problem })
  renew(
    @Param('eventId') eventId: string,
    @Param('delegationId') id: string,
    @Body() { expiresOn }: LinkTermInput,
    @CurrentActor() actor: Actor,
  ): Promise<DelegationView[]> {
    return this.delegations.renew(eventId, id, expiresOn, actor);
  }

  @Post(':delegationId/revoke')
  @HttpCode(200)
  revoke(
    @Param('eventId') eventId: string,
    @Param('delegationId') id: string,
    @CurrentActor() actor: Actor,
  ): Promise<DelegationView[]> {
    return this.delegations.revoke(eventId, id, actor);
  }
}
