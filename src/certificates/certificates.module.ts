import { Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance/index.js';
import { DirectoryModule } from '../directory/index.js';
import { DocumentsModule } from '../documents/index.js';
import { EventsModule } from '../events/index.js';
import { FilesModule } from '../files/index.js';
import { JobsModule } from '../jobs/index.js';
import { MailModule } from '../mail/index.js';
import { RegistrationModule } from '../registration/index.js';
import { Candidates } from './candidates.js';
import { CertificateFiles } from './certificate-files.service.js';
import { CertificateMail } from './certificate-mail.js';
import { CertificatesController } from './certificates.controller.js';
import { CertificatesRepository } from './certificates.repository.js';
import { Certificates } from './certificates.service.js';
import { DrawCertificateJob } from './draw-certificate.job.js';
import { EligibilityService } from './eligibility.service.js';
import { IssueCertificates } from './issue-certificates.service.js';
import { MendCertificates } from './mend-certificates.service.js';
import { NumberSeriesRepository } from './number-series.repository.js';
import { PaperFactsReader } from './paper-facts.js';
import { RegisterRepository } from './register.repository.js';
import { RegisterService } from './register.service.js';
import { RevokeCertificate } from './revoke-certificate.service.js';
import { SweepCertificatesJob } from './sweep-certificates.job.js';
import { VerificationController } from './verification.controller.js';
import { VerificationService } from './verification.service.js';

@Module({
  imports: [
    AttendanceModule,
    DirectoryModule,
    DocumentsModule,
    EventsModule,
    FilesModule,
    JobsModule,
    MailModule,
    RegistrationModule,
  ],
  controllers: [CertificatesController, VerificationController],
  providers: [
    Candidates,
    CertificateFiles,
    CertificateMail,
    Certificates,
    CertificatesRepository,
    DrawCertificateJob,
    EligibilityService,
    IssueCertificates,
    MendCertificates,
    NumberSeriesRepository,
    PaperFactsReader,
    RegisterRepository,
    RegisterService,
    RevokeCertificate,
    SweepCertificatesJob,
    VerificationService,
  ],
  exports: [Certificates],
})
export class CertificatesModule {}
