import { Job } from './job.entity.js';

export { type JobContext, type JobHandler, PermanentFailure } from './job-handler.js';
export { type JobState, jobStates } from './job-status.js';
export { JobWorker, type WorkerSettings } from './job-worker.js';
export { Jobs, type NewJob } from './jobs.js';
export { JobErrors } from './jobs.errors.js';
export { JobsModule } from './jobs.module.js';
export { recordWhileAway } from './while-away.js';
export type { Job } from './job.entity.js';

export const jobsEntities = [Job];
