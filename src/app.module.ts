import { type DynamicModule, Module } from '@nestjs/common';
import { AttendanceModule } from './attendance/index.js';
import { AuditModule } from './audit/index.js';
import { CertificatesModule } from './certificates/index.js';
import { CryptoModule } from './common/crypto/index.js';
import { type Clock, CommonModule } from './common/index.js';
import { type Config, ConfigModule } from './config/index.js';
import { DatabaseModule } from './database/index.js';
import { DirectoryModule } from './directory/index.js';
import { DocumentsModule } from './documents/index.js';
import { EventsModule } from './events/index.js';
import { FilesModule } from './files/index.js';
import { HealthController } from './health.controller.js';
import { IdentityModule } from './identity/index.js';
import { ImportsModule } from './imports/index.js';
import { JobsModule } from './jobs/index.js';
import { MailModule } from './mail/index.js';
import { RegistrationModule } from './registration/index.js';
import { schema } from './schema.js';
import { TrainingRecordsModule } from './training-records/index.js';

@Module({})
export class AppModule {
  static with(config: Config, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      controllers: [HealthController],
      imports: [
        ConfigModule.with(config),
        CommonModule.with(clock),
        CryptoModule,
        DatabaseModule.with(schema),
        JobsModule,
        FilesModule,
        DocumentsModule,
        AuditModule,
        MailModule,
        IdentityModule,
        ImportsModule,
        DirectoryModule,
        EventsModule,
        RegistrationModule,
        AttendanceModule,
        CertificatesModule,
        TrainingRecordsModule,
      ],
    };
  }
}
