import { Entity, Index } from 'typeorm';
import { Id, Int, Json, LongText, Text, Time } from '../database/columns.js';
import type { JobState } from './job-status.js';

/** Work that is done after the transaction that asked for it, at least once. */
@Entity('job')
@Index('job_key', ['key'], { unique: true })
@Index('job_due', ['state', 'kind', 'runAt'])
export class Job {
  @Id() id!: string;
  @Text('kind', 60) kind!: string;
  /** At most one job has this key, for ever; NULL collides with nothing on either engine. */
  @Text('job_key', 160, { nullable: true }) key!: string | null;
  @Json('payload') payload!: unknown;
  @Text('state', 10) state!: JobState;
  @Time('run_at') runAt!: Date;
  @Int('attempts') attempts!: number;
  @Int('max_attempts') maxAttempts!: number;
  @Time('lease_until', { nullable: true }) leaseUntil!: Date | null;
  /** The worker that runs it. Together with `attempts` it names one run, so that a late one cannot record its result. */
  @Text('owner', 120, { nullable: true }) owner!: string | null;
  @LongText('last_error', { nullable: true }) lastError!: string | null;
  @Time('created_at') createdAt!: Date;
  @Time('finished_at', { nullable: true }) finishedAt!: Date | null;
}
