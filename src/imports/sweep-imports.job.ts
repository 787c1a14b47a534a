import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Transactions } from '../database/index.js';
import { Jobs } from '../jobs/index.js';
import { ImportsRepository } from './imports.repository.js';

const DAY = 24 * 60 * 60_000;
const KEPT_DAYS = 7;

/** Names and numbers in a file that nobody took in the end are no reason to keep them (UU 27/2022). */
@Injectable()
export class SweepImportsJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly transactions: Transactions,
    private readonly imports: ImportsRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({
      kind: 'imports.sweep',
      every: DAY,
      run: async () => {
        const before = new Date(this.clock.now().getTime() - KEPT_DAYS * DAY);
        await this.transactions.run((tx) => this.imports.removeUnused(tx, before), { repeatable: true });
      },
    });
  }
}
