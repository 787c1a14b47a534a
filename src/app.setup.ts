import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import helmet from 'helmet';
import { readFileSync } from 'node:fs';
import { AppLogger } from './app.logger.js';
import { AppModule } from './app.module.js';
import { Clock, DomainError, newId, writtenId } from './common/index.js';
import { ProblemFilter } from './common/exception.filter.js';
import { validation } from './common/validation.js';
import type { Config } from './config/index.js';

export interface Overrides {
  clock?: Clock;
}

/**
 * The whole application, called by `main.ts` and by the tests alike; neither listens nor connects yet.
 * Connect with `app.get(Database).connect()`.
 */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<NestFastifyApplication> {
  const problems = new ProblemFilter();
  const adapter = new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: 1_000_000,
    forceCloseConnections: true,
    logController: new fastify.LogController({ disableRequestLogging: true }),
    genReqId: newId,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      problems.answer(error, request, reply),
    logger: { level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    ...(config.tls ? { https: { cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key) } } : {}),
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, overrides.clock ?? new Clock()),
    adapter,
    { bufferLogs: true, forceCloseConnections: true, abortOnError: false },
  );
  app.useLogger(new AppLogger(adapter.getInstance().log));
  app.useGlobalPipes(validation());
  app.useGlobalFilters(problems);
  app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready'] });
  app.enableShutdownHooks();
  readIds(adapter);
  logRequests(adapter);
  await app.register(cookie);
  await app.register(multipart);
  secureAnswers(adapter, config);
  await app.register(rateLimit, {
    hook: 'onRequest',
    max: (request: FastifyRequest) => limitOf(request, config).max,
    keyGenerator: (request: FastifyRequest) => `${limitOf(request, config).name} ${request.ip}`,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request: FastifyRequest, context: { ttl: number }) =>
      new DomainError('RATE_LIMITED', 429, { params: { seconds: Math.ceil(context.ttl / 1000) } }),
  });
  return app;
}

const DRAWN_TICKET = /^\/api\/public\/tickets\/[^/]+\/ticket\./;

/** A hall or an office is one address, so the limits are those of a crowd; single accounts have limits of their own. */
function limitOf(request: FastifyRequest, config: Config): { name: string; max: number } {
  // As it was routed: an encoded letter must not lead to another limit.
  const path = request.routeOptions.url ?? request.url;
  if (request.method === 'POST' && path.startsWith('/api/public/')) {
    return { name: 'registrations', max: config.rates.registrations };
  }
  if (request.method === 'POST' && path.startsWith('/api/session'))
    return { name: 'sign-ins', max: config.rates.signIns };
  if (path.startsWith('/api/devices/pairing')) return { name: 'pairings', max: config.rates.signIns };
  // A picture is drawn for each who asks, by the process that draws the certificates.
  if (DRAWN_TICKET.test(path)) return { name: 'drawings', max: config.rates.registrations };
  return { name: 'reads', max: config.rates.reads };
}

/** Before the guards, which ask for the rights at an event by its id. */
function readIds(adapter: FastifyAdapter): void {
  adapter.getInstance().addHook('onRequest', (request: FastifyRequest, _: FastifyReply, done: () => void) => {
    for (const values of [request.params, request.query] as Record<string, unknown>[]) {
      for (const [name, value] of Object.entries(values)) {
        if (typeof value === 'string') values[name] = writtenId(value);
      }
    }
    done();
  });
}

/** Made once: @fastify/helmet reads its options anew for every request. */
function secureAnswers(adapter: FastifyAdapter, config: Config): void {
  const secure = helmet({
    hsts: config.origin.startsWith('https'),
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'self'"] } },
  });
  adapter.getInstance().addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    secure(request.raw, reply.raw, done);
  });
}

/** One line a request: the route's pattern instead of its address, since addresses hold personal links. */
function logRequests(adapter: FastifyAdapter): void {
  adapter.getInstance().addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const route = request.routeOptions.url ?? '(page)';
    request.log.info(
      {
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        correlationId: request.id,
      },
      'request',
    );
    done();
  });
}
