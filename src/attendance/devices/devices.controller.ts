import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Permit } from '../../common/access/index.js';
import { type Actor, CurrentActor } from '../../common/index.js';
import { DeviceView, NewDevice, PairingCode } from '../dto/device.dto.js';
import { DevicesService } from './devices.service.js';

/** The phones of an event, for its organisers. */
@Controller('events/:eventId/devices')
export class DevicesController {
  constructor(private readonly devices: DevicesService) {}

  @Get()
  @Permit('devices.manage')
  list(@Param('eventId') eventId: string): Promise<DeviceView[]> {
    return this.devices.list(eventId);
  }

  @Post()
  @Permit('devices.manage')
  create(
    @Param('eventId') eventId: string,
    @Body() device: NewDevice,
    @CurrentActor() actor: Actor,
  ): Promise<PairingCode> {
    return this.devices.create(eventId, device, actor);
  }

  @Post(':deviceId/code')
  @HttpCode(200)
  @Permit('devices.manage')
  renewCode(
    @Param('eventId') eventId: string,
    @Param('deviceId') deviceId: string,
    @CurrentActor() actor: Actor,
  ): Promise<PairingCode> {
    return this.devices.renewCode(eventId, deviceId, actor);
  }

  @Post(':deviceId/revocation')
  @HttpCode(200)
  @Permit('devices.manage')
  revoke(
    @Param('eventId') eventId: string,
    @Param('deviceId') deviceId: string,
    @CurrentActor() actor: Actor,
  ): Promise<DeviceView> {
    return this.devices.revoke(eventId, deviceId, actor);
  }
}
