import { Controller, Get, Param } from '@nestjs/common';
import { Permit, Staff, type StaffMember } from '../../common/access/index.js';
import { type Locale, RequestLocale } from '../../common/index.js';
import { RegistrationHistory } from './history.dto.js';
import { HistoryService } from './history.service.js';

@Controller('events/:eventId/registrations/:registrationId/history')
export class HistoryController {
  constructor(private readonly history: HistoryService) {}

  @Get()
  @Permit('registrations.list')
  ofPerson(
    @Param('eventId') eventId: string,
    @Param('registrationId') registrationId: string,
    @Staff() staff: StaffMember,
    @RequestLocale() locale: Locale,
  ): Promise<RegistrationHistory> {
    return this.history.of(eventId, registrationId, staff, locale);
  }
}
