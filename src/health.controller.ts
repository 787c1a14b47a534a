import { Controller, Get, type BeforeApplicationShutdown } from '@nestjs/common';
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
  private stopping = false;

  constructor(private readonly database: Database) {}

  /** The process answers. */
  @Get('live')
  live(): Health {
    return { status: 'ok' };
  }

  /** It can serve: the database answers within a second, its migrations are done, and it is not shutting down. */
  @Get('ready')
  async ready(): Promise<Health> {
    if (this.stopping) throw new DomainError('SHUTTING_DOWN', 503);
    const answer = this.database.read((m) => m.query('SELECT 1'));
    const late = new Promise((_, reject) => {
      setTimeout(() => reject(new DomainError('DATABASE_AWAY', 503)), PATIENCE).unref();
    });
    await Promise.race([answer, late]);
    return { status: 'ok' };
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }
}
