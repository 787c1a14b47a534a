import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { type Actor, CurrentActor } from '../common/index.js';
import { Permit } from '../common/access/index.js';
import { GateView, NewGate } from './dto/gate.dto.js';
import { GatesService } from './gates.service.js';

@Controller('events/:eventId/gates')
export class GatesController {
  constructor(private readonly gates: GatesService) {}

  @Get()
  @Permit('gates.read')
  list(@Param('eventId') eventId: string): Promise<GateView[]> {
    return this.gates.list(eventId);
  }

  @Post()
  @Permit('gates.edit')
  create(@Param('eventId') eventId: string, @Body() gate: NewGate, @CurrentActor() actor: Actor): Promise<GateView> {
    return this.gates.create(eventId, gate, actor);
  }
}
