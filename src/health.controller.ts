import { type BeforeApplicationShutdown, Controller, Get, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from './common/index.js';
import { Public } from './common/access/index.js';
import { Database } from './database/index.js';

export class Health {
  status!: 'ok';
}

const PATIENCE = 1000;

@Public()
@Controller('health')
export class HealthController implements BeforeApplicationShutdown {
  private readonly log = new Logger('Health');
  private stopping = false;
  private away = false;

  constructor(private readonly database: Database) {}

  /** The process answers. */
  @Get('live')
  live(): Health {
    return { status: 'ok' };
  }

  /** It can serve: the database answers within a second, its migrations are done, and it is not shutting down. */
  @Get('ready')
  async ready(): Promise<Health> {
    if (this.stopping) throw new DomainError('SHUTTING_DOWN', 503, { logged: true });
    if (await this.databaseAnswers()) this.note(false);
    else {
      this.note(true);
      throw new DomainError('DATABASE_AWAY', 503, { logged: true });
    }
    return { status: 'ok' };
  }

  private async databaseAnswers(): Promise<boolean> {
    const late = sleep(PATIENCE, false, { ref: false });
    const answer = this.database.read(async (m) => {
      await m.query('SELECT 1');
      return true;
    });
    return Promise.race([answer, late]).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'DATABASE_AWAY') return false;
      throw error;
    });
  }

  /** A probe comes every few seconds: the log is told when the database goes and when it is back, not in between. */
  private note(away: boolean): void {
    if (away === this.away) return;
    this.away = away;
    if (away) this.log.warn('Not ready: the database is away');
    else this.log.log('Ready again: the database is back');
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }
}
