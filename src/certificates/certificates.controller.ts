import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { Permit, Staff, type StaffMember } from '../common/access/index.js';
import { type Actor, CurrentActor, type Locale, RequestLocale } from '../common/index.js';
import { CertificateFiles, type NamedPdf } from './certificate-files.service.js';
import { EligibilityPage, EligibilityQuery } from './dto/eligibility.dto.js';
import {
  IssueProgress,
  IssueResult,
  NameBody,
  RegisterPage,
  RegisterQuery,
  RetryResult,
  RevokeBody,
} from './dto/register.dto.js';
import { EligibilityService } from './eligibility.service.js';
import { IssueCertificates } from './issue-certificates.service.js';
import { MendCertificates } from './mend-certificates.service.js';
import { RegisterService } from './register.service.js';
import { RevokeCertificate } from './revoke-certificate.service.js';

const pdf = ({ name, bytes }: NamedPdf) =>
  new StreamableFile(bytes, {
    type: 'application/pdf',
    disposition: `inline; filename="${name}"`,
    length: bytes.length,
  });

@Controller('events/:eventId/certificates')
export class CertificatesController {
  constructor(
    private readonly eligible: EligibilityService,
    private readonly issuing: IssueCertificates,
    private readonly register: RegisterService,
    private readonly files: CertificateFiles,
    private readonly mending: MendCertificates,
    private readonly revoking: RevokeCertificate,
  ) {}

  @Get('eligibility')
  @Permit('certificates.read')
  eligibility(
    @Param('eventId') eventId: string,
    @Query() query: EligibilityQuery,
    @RequestLocale() locale: Locale,
  ): Promise<EligibilityPage> {
    return this.eligible.page(eventId, query, locale);
  }

  @Get('sample.pdf')
  @Permit('certificates.download')
  async sample(@Param('eventId') eventId: string): Promise<StreamableFile> {
    return pdf(await this.files.sample(eventId));
  }

  @Post('issue')
  @HttpCode(200)
  @Permit('certificates.issue')
  issue(@Param('eventId') eventId: string, @CurrentActor() actor: Actor): Promise<IssueResult> {
    return this.issuing.issue(eventId, actor);
  }

  @Get('progress')
  @Permit('certificates.read')
  progress(@Param('eventId') eventId: string, @RequestLocale() locale: Locale): Promise<IssueProgress> {
    return this.register.progress(eventId, locale);
  }

  @Post('retry')
  @HttpCode(200)
  @Permit('certificates.issue')
  retry(@Param('eventId') eventId: string, @CurrentActor() actor: Actor): Promise<RetryResult> {
    return this.mending.retryFailed(eventId, actor);
  }

  @Get()
  @Permit('certificates.read')
  list(
    @Param('eventId') eventId: string,
    @Query() query: RegisterQuery,
    @Staff() staff: StaffMember,
    @RequestLocale() locale: Locale,
  ): Promise<RegisterPage> {
    return this.register.page(eventId, query, staff, locale);
  }

  @Get(':certificateId/file.pdf')
  @Permit('certificates.download')
  async file(@Param('eventId') eventId: string, @Param('certificateId') id: string): Promise<StreamableFile> {
    return pdf(await this.files.ofEvent(eventId, id));
  }

  @Put(':certificateId/name')
  @HttpCode(204)
  @Permit('certificates.issue')
  correctName(
    @Param('eventId') eventId: string,
    @Param('certificateId') id: string,
    @Body() { printedName }: NameBody,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.mending.correctName(eventId, id, printedName, actor);
  }

  @Post(':certificateId/revoke')
  @HttpCode(204)
  @Permit('certificates.revoke')
  revoke(
    @Param('eventId') eventId: string,
    @Param('certificateId') id: string,
    @Body() { reason }: RevokeBody,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.revoking.revoke(eventId, id, reason, actor);
  }
}
