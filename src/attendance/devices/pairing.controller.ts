import { Body, Controller, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../common/access/index.js';
import { CONFIG, type Config } from '../../config/index.js';
import { SameOriginGuard, setDeviceCookie } from '../../identity/index.js';
import { Paired, Pairing } from '../dto/device.dto.js';
import { toPhone } from './device-views.js';
import { DevicesService } from './devices.service.js';

/** The phone's side: whoever holds the code becomes the phone it was made for. */
@Controller('devices')
export class PairingController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly devices: DevicesService,
  ) {}

  @Post('pairing')
  @HttpCode(200)
  @Public()
  @UseGuards(SameOriginGuard)
  async pair(
    @Body() { code }: Pairing,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Paired> {
    const { device, secret } = await this.devices.pair(code, String(request.id));
    setDeviceCookie(reply, this.config, secret, device.expiresAt);
    return { device: toPhone(device) };
  }
}
