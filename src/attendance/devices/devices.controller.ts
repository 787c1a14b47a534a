import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Permit, Staff, type StaffMember } from '../../common/access/index.js';
import { type Actor, CurrentActor } from '../../common/index.js';
import { DeviceView, NewDevice, OfferedEvents, OfferedEventsQuery, PairingCode } from '../dto/device.dto.js';
import { DeviceEvents } from './device-events.service.js';
import { DevicesService } from './devices.service.js';

/** The phones of an event, for its organisers. */
@Controller('events/:eventId/devices')
export class DevicesController {
  constructor(
    private readonly devices: DevicesService,
    private readonly events: DeviceEvents,
  ) {}

  @Get()
  @Permit('devices.manage')
  list(@Param('eventId') eventId: string): Promise<DeviceView[]> {
    return this.devices.list(eventId);
  }

  /** Those which a new phone may be for as well. */
  @Get('events')
  @Permit('devices.manage')
  otherEvents(
    @Param('eventId') eventId: string,
    @Query() query: OfferedEventsQuery,
    @Staff() staff: StaffMember,
  ): Promise<OfferedEvents> {
    return this.events.offer(eventId, query, staff);
  }

  @Post()
  @Permit('devices.manage')
  create(
    @Param('eventId') eventId: string,
    @Body() device: NewDevice,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
  ): Promise<PairingCode> {
    return this.devices.create(eventId, device, staff, actor);
  }

  @Post(':deviceId/code')
  @HttpCode(200)
  @Permit('devices.manage')
  renewCode(
    @Param('eventId') eventId: string,
    @Param('deviceId') deviceId: string,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
  ): Promise<PairingCode> {
    return this.devices.renewCode(eventId, deviceId, staff, actor);
  }

  /** The phone as a whole, at all of its events. */
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
