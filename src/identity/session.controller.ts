import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public, SignedIn, Staff, type StaffMember } from '../common/access/index.js';
import { type Actor, CurrentActor } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Credentials } from './credentials.service.js';
import { ChangeLocale, ChangePassword, Me, SignIn } from './dto/session.dto.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { clearSessionCookie, sessionSecretOf, setSessionCookie } from './session-cookie.js';
import { SignInService } from './sign-in.service.js';

/** Signing in and out, and what a person changes about himself. */
@Controller('session')
export class SessionController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly signIns: SignInService,
    private readonly credentials: Credentials,
  ) {}

  @Post()
  @Public()
  @UseGuards(SameOriginGuard)
  async signIn(
    @Body() input: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const { secret, me } = await this.signIns.signIn(input, { address: request.ip, correlationId: String(request.id) });
    setSessionCookie(reply, this.config, secret);
    return me;
  }

  @Get()
  @SignedIn()
  me(@Staff() staff: StaffMember): Promise<Me> {
    return this.signIns.me(staff);
  }

  @Delete()
  @SignedIn()
  @HttpCode(204)
  async signOut(
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIns.signOut(sessionSecretOf(request, this.config) ?? '', staff, actor);
    clearSessionCookie(reply, this.config);
  }

  @Put('password')
  @SignedIn()
  @HttpCode(204)
  changePassword(
    @Body() input: ChangePassword,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const secret = sessionSecretOf(request, this.config) ?? '';
    return this.credentials.change(staff, input, { secret, address: request.ip }, actor);
  }

  @Put('locale')
  @SignedIn()
  changeLocale(@Body() input: ChangeLocale, @Staff() staff: StaffMember, @CurrentActor() actor: Actor): Promise<Me> {
    return this.signIns.changeLocale(staff, input.locale, actor);
  }
}
