import { Module } from '@nestjs/common';
import { CertificatesModule } from '../certificates/index.js';
import { DirectoryModule } from '../directory/index.js';
import { EventsModule } from '../events/index.js';
import { JobsModule } from '../jobs/index.js';
import { ExportRecords } from './export-records.service.js';
import { LedgerRepository } from './ledger.repository.js';
import { LedgerService } from './ledger.service.js';
import { RecordTrainingJob } from './record-training.job.js';
import { TrainingRecordsController } from './training-records.controller.js';
import { TrainingRecordsRepository } from './training-records.repository.js';
import { TrainingRecordsService } from './training-records.service.js';

@Module({
  imports: [CertificatesModule, DirectoryModule, EventsModule, JobsModule],
  controllers: [TrainingRecordsController],
  providers: [
    ExportRecords,
    LedgerRepository,
    LedgerService,
    RecordTrainingJob,
    TrainingRecordsRepository,
    TrainingRecordsService,
  ],
})
export class TrainingRecordsModule {}
