import { Controller, Get, Query } from '@nestjs/common';
import { Permit, Staff, type StaffMember } from '../common/access/index.js';
import { type Locale, RequestLocale } from '../common/index.js';
import { AuditChoices, AuditPage, AuditQuery } from './audit.dto.js';
import { AuditLog } from './audit-log.service.js';

@Controller('audit')
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @Permit('audit.read')
  list(@Query() query: AuditQuery, @Staff() staff: StaffMember, @RequestLocale() locale: Locale): Promise<AuditPage> {
    return this.log.page(query, staff, locale);
  }

  @Get('choices')
  @Permit('audit.read')
  choices(@RequestLocale() locale: Locale): Promise<AuditChoices> {
    return this.log.choices(locale);
  }
}
