import { Body, Controller, Get, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../common/access/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Me } from './dto/session.dto.js';
import { Setup, SetupState } from './dto/setup.dto.js';
import { FirstRun } from './first-run.service.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { setSessionCookie } from './session-cookie.js';

@Public()
@Controller('setup')
export class SetupController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly firstRun: FirstRun,
  ) {}

  @Get()
  async state(): Promise<SetupState> {
    return { needed: await this.firstRun.needed() };
  }

  @Post()
  @UseGuards(SameOriginGuard)
  async create(
    @Body() input: Setup,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const { secret, me } = await this.firstRun.create(input, {
      address: request.ip,
      correlationId: String(request.id),
    });
    setSessionCookie(reply, this.config, secret);
    return me;
  }
}
