import { Body, Controller, Get, Post, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '../common/access/index.js';
import { Account } from './dto/account.dto.js';
import { Setup, SetupState } from './dto/setup.dto.js';
import { FirstRun } from './first-run.service.js';
import { SameOriginGuard } from './same-origin.guard.js';

@Public()
@Controller('setup')
export class SetupController {
  constructor(private readonly firstRun: FirstRun) {}

  @Get()
  async state(): Promise<SetupState> {
    return { needed: await this.firstRun.needed() };
  }

  @Post()
  @UseGuards(SameOriginGuard)
  create(@Body() input: Setup, @Req() request: FastifyRequest): Promise<Account> {
    return this.firstRun.create(input, String(request.id));
  }
}
