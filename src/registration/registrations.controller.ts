import { Body, Controller, Get, Header, HttpCode, Param, Patch, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Permit, Staff, type StaffMember } from '../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale } from '../common/index.js';
import { Problem } from '../common/problem.js';
import { CSV_TYPE, XLSX_TYPE } from '../documents/index.js';
import { CorrectService } from './correct.service.js';
import {
  CancelRegistrationDto,
  CorrectRegistrationDto,
  RegistrationDetail,
  RegistrationExportQuery,
  RegistrationListQuery,
  RegistrationPage,
  StaffRegisterDto,
} from './dto/list.dto.js';
import { RegistrationDesk } from './registration-desk.service.js';
import { RegistrationExport } from './list/registration-export.service.js';
import { RegistrationList } from './list/registration-list.service.js';
import { RegistrationPerson } from './registration-person.service.js';

@Controller('events/:eventId')
export class RegistrationsController {
  constructor(
    private readonly list: RegistrationList,
    private readonly exports: RegistrationExport,
    private readonly person: RegistrationPerson,
    private readonly desk: RegistrationDesk,
    private readonly corrections: CorrectService,
  ) {}

  @Get('registrations')
  @Permit('registrations.list')
  page(
    @Param('eventId') eventId: string,
    @Query() query: RegistrationListQuery,
    @Staff() staff: StaffMember,
    @RequestLocale() locale: Locale,
  ): Promise<RegistrationPage> {
    return this.list.page(eventId, query, staff, locale);
  }

  @Get('registrations.xlsx')
  @Permit('registrations.export')
  @Header('content-disposition', 'attachment; filename="pendaftar.xlsx"')
  @ApiOkResponse({ content: { [XLSX_TYPE]: { schema: { type: 'string', format: 'binary' } } } })
  async xlsx(
    @Param('eventId') eventId: string,
    @Query() query: RegistrationExportQuery,
    @Staff() staff: StaffMember,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.exports.xlsx(eventId, query, staff), { type: XLSX_TYPE });
  }

  @Get('registrations.csv')
  @Permit('registrations.export')
  @Header('content-disposition', 'attachment; filename="pendaftar.csv"')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async csv(
    @Param('eventId') eventId: string,
    @Query() query: RegistrationExportQuery,
    @Staff() staff: StaffMember,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.exports.csv(eventId, query, staff), { type: CSV_TYPE });
  }

  @Get('registrations/:registrationId')
  @Permit('registrations.list')
  detail(
    @Param('eventId') eventId: string,
    @Param('registrationId') registrationId: string,
    @Staff() staff: StaffMember,
  ): Promise<RegistrationDetail> {
    return this.person.detail(eventId, registrationId, staff);
  }

  @Post('registrations')
  @Permit('registrations.manage')
  @ApiCreatedResponse({ type: RegistrationDetail })
  @ApiUnprocessableEntityResponse({ type: Problem })
  async add(
    @Param('eventId') eventId: string,
    @Body() body: StaffRegisterDto,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<RegistrationDetail> {
    const id = await this.desk.add(eventId, body, actor, locale);
    return this.person.detail(eventId, id, staff);
  }

  @Patch('registrations/:registrationId')
  @Permit('registrations.manage')
  @ApiUnprocessableEntityResponse({ type: Problem })
  async correct(
    @Param('eventId') eventId: string,
    @Param('registrationId') registrationId: string,
    @Body() { version, ...input }: CorrectRegistrationDto,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
  ): Promise<RegistrationDetail> {
    await this.corrections.correct(eventId, registrationId, input, version, actor);
    return this.person.detail(eventId, registrationId, staff);
  }

  @Post('registrations/:registrationId/cancel')
  @HttpCode(200)
  @Permit('registrations.manage')
  async cancel(
    @Param('eventId') eventId: string,
    @Param('registrationId') registrationId: string,
    @Body() body: CancelRegistrationDto,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
  ): Promise<RegistrationDetail> {
    await this.desk.cancel(eventId, registrationId, body.reason, actor);
    return this.person.detail(eventId, registrationId, staff);
  }

  /** Somebody else comes in this person's seat. */
  @Post('registrations/:registrationId/swap')
  @Permit('registrations.manage')
  @ApiCreatedResponse({ type: RegistrationDetail })
  @ApiUnprocessableEntityResponse({ type: Problem })
  async swap(
    @Param('eventId') eventId: string,
    @Param('registrationId') registrationId: string,
    @Body() body: StaffRegisterDto,
    @Staff() staff: StaffMember,
    @CurrentActor() actor: Actor,
    @RequestLocale() locale: Locale,
  ): Promise<RegistrationDetail> {
    const id = await this.desk.swap(eventId, registrationId, body, actor, locale);
    return this.person.detail(eventId, id, staff);
  }

  @Post('registrations/:registrationId/resend')
  @HttpCode(204)
  @Permit('registrations.manage')
  resend(
    @Param('eventId') eventId: string,
    @Param('registrationId') registrationId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.desk.resend(eventId, registrationId, actor);
  }
}
