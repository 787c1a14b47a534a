import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import { type JobHandler, Jobs } from '../jobs/index.js';
import { Files } from './files.js';
import { FilesRepository } from './files.repository.js';

const HOUR = 3_600_000;
/** Longer than any transaction can last between `put` and its commit. */
const GRACE = 24 * HOUR;

/** A file whose transaction never committed is of no use to anybody. */
@Injectable()
export class SweepFilesJob implements JobHandler, OnModuleInit {
  readonly kind = 'files.sweep';
  readonly concurrency = 1;
  readonly every = 6 * HOUR;

  constructor(
    private readonly files: Files,
    private readonly rows: FilesRepository,
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - GRACE);
    await this.files.sweep(before, (names) => this.database.read((m) => this.rows.recorded(m, names)));
  }
}
