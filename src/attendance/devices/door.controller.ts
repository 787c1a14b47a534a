import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Device, type DoorDevice, Permit, Staff, type StaffMember } from '../../common/access/index.js';
import { Door, DoorQuery, Heartbeat } from '../dto/device.dto.js';
import { DoorService } from './door.service.js';

/** Of the phone, or the person, that stands at a door. */
@Controller('door')
export class DoorController {
  constructor(private readonly door: DoorService) {}

  @Get()
  @Permit('scans.write', { devices: 'current' })
  open(
    @Device() device: DoorDevice | undefined,
    @Staff() staff: StaffMember,
    @Query() { eventId }: DoorQuery,
  ): Promise<Door> {
    return this.door.open(device ? { device } : { staff }, eventId);
  }

  @Post('heartbeat')
  @HttpCode(204)
  @Permit('scans.write', { devices: 'current' })
  beat(@Device() device: DoorDevice | undefined, @Body() report: Heartbeat): Promise<void> {
    return this.door.beat(device, report);
  }
}
