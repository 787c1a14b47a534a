import { Global, Module } from '@nestjs/common';
import { JobRuns } from './job-runs.js';
import { JobWorker, WORKER_SETTINGS, workerSettings } from './job-worker.js';
import { Jobs } from './jobs.js';
import { JobsRepository } from './jobs.repository.js';

@Global()
@Module({
  providers: [Jobs, JobsRepository, JobRuns, JobWorker, { provide: WORKER_SETTINGS, useValue: workerSettings }],
  exports: [Jobs, JobWorker],
})
export class JobsModule {}
