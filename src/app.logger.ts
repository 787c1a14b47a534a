import type { LoggerService } from '@nestjs/common';
import type { FastifyBaseLogger } from 'fastify';

/** Nest's log lines through Fastify's pino: one structured stream. */
export class AppLogger implements LoggerService {
  constructor(private readonly pino: FastifyBaseLogger) {}

  log = (message: unknown, context?: string) => this.write('info', message, context);
  warn = (message: unknown, context?: string) => this.write('warn', message, context);
  debug = (message: unknown, context?: string) => this.write('debug', message, context);
  verbose = (message: unknown, context?: string) => this.write('trace', message, context);
  fatal = (message: unknown, context?: string) => this.write('fatal', message, context);
  /** Nest passes (message, stack, context) or (message, context). */
  error = (message: unknown, ...rest: (string | undefined)[]) => {
    const context = rest.at(-1);
    this.write('error', rest.length > 1 && rest[0] ? { message, stack: rest[0] } : message, context);
  };

  private write(
    level: 'info' | 'warn' | 'debug' | 'trace' | 'fatal' | 'error',
    message: unknown,
    context?: string,
  ): void {
    if (typeof message === 'object' && message !== null) this.pino[level]({ context, ...message });
    else this.pino[level]({ context }, String(message));
  }
}
