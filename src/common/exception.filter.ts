import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isAway, isFull } from '../database/faults.js';
import { DomainError } from './errors.js';
import { localeOf } from './locale.js';
import { errorText, fieldText, wordedParams } from './texts.js';
import type { Problem } from './problem.js';

const TOO_LONG_ADDRESS = 414;

/** The one place where a fault becomes an answer: problem details with a code, a sentence and a correlation id. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    this.answer(
      error,
      host.switchToHttp().getRequest<FastifyRequest>(),
      host.switchToHttp().getResponse<FastifyReply>(),
    );
  }

  /** Also for what Fastify refuses before Nest sees it, such as an address that is no UTF-8. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const fault = asDomainError(error);
    const correlationId = String(request.id);
    if (fault.status >= 500 && !fault.logged) {
      const cause = fault.cause ?? error;
      this.log.error({ correlationId, code: fault.code, fault: describe(cause) });
    }
    const locale = localeOf(request.headers['accept-language']);
    const sentence = errorText(fault.code, wordedParams(fault.params, locale), locale);
    const problem: Problem = {
      type: `urn:bintek:problem:${fault.code.toLowerCase()}`,
      title: sentence,
      status: fault.status,
      detail: sentence,
      code: fault.code,
      instance: `urn:bintek:request:${correlationId}`,
      correlationId,
      errors: fault.errors.map(({ field, code, params }) => ({
        field,
        code,
        message: fieldText(field, code, wordedParams(params ?? {}, locale), locale),
      })),
      ...(Object.keys(fault.extra).length > 0 ? { extra: fault.extra } : {}),
    };
    const { seconds = fault.status === 429 ? 60 : undefined } = wordedParams(fault.params, locale);
    if (seconds !== undefined) void reply.header('retry-after', String(seconds));
    void reply.status(fault.status).header('content-type', 'application/problem+json; charset=utf-8').send(problem);
  }
}

function asDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (isFull(error)) return new DomainError('STORAGE_FULL', 507, { cause: error });
  if (isAway(error)) return new DomainError('DATABASE_AWAY', 503, { cause: error });
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  if (status < 400 || status >= 500) return new DomainError('INTERNAL', 500, { cause: error });
  // No part of an address is that long, so there is nothing to be found under it.
  if (status === TOO_LONG_ADDRESS) return new DomainError('NOT_FOUND', 404, { cause: error });
  const code = { 404: 'NOT_FOUND', 413: 'BODY_TOO_LARGE', 415: 'NOT_JSON' }[status] ?? 'BAD_REQUEST';
  return new DomainError(code, status, { cause: error });
}

/** Fastify's own refusals (body too large, not JSON) are plain errors with a `statusCode`. */
function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null ? (error as { statusCode?: unknown }).statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}

/** Name, message and place of a fault. SQL text and its parameters stay out: they hold personal data. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const driver = (error as { driverError?: { code?: string; errno?: number } }).driverError;
  if (driver) return { name: error.name, code: driver.code, errno: driver.errno, stack: frames(error) };
  return { name: error.name, message: error.message, stack: frames(error) };
}

const frames = (error: Error): string | undefined => error.stack?.split('\n').slice(1, 8).join('\n');
