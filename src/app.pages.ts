import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import compression from 'compression';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from './config/index.js';

type Handler = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

/** A service worker obeys the policy that it came with, not that of its pages: it fetches what it keeps for them. */
const SERVICE_WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";

/**
 * Serves the pages of `web/` from this process: every path that is not the API's. A page asks the API through
 * `apiFetch`, in process and without a socket, so that guards, pipes and the exception filter run as for a browser.
 */
export async function mountPages(app: NestFastifyApplication, config: Config): Promise<void> {
  // adapter-node reads ORIGIN when it is imported.
  process.env.ORIGIN = config.origin;
  // The largest upload, and the form around it; the API judges each route by its own limit.
  process.env.BODY_SIZE_LIMIT = '12M';
  const entry = new URL('../web/build/handler.js', import.meta.url).href;
  const { handler } = (await import(entry)) as { handler: Handler };
  const compress = compression() as unknown as Handler;
  const fastify = app.getHttpAdapter().getInstance();

  const apiFetch = async (request: Request, ip: string): Promise<Response> => {
    const url = new URL(request.url);
    const answer = await fastify.inject({
      method: request.method as 'GET',
      url: url.pathname + url.search,
      remoteAddress: ip,
      headers: Object.fromEntries(request.headers),
      payload: request.body ? Buffer.from(await request.arrayBuffer()) : undefined,
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
      for (const one of [value].flat()) if (one !== undefined) headers.append(name, String(one));
    }
    const body = [204, 304].includes(answer.statusCode) ? null : new Uint8Array(answer.rawPayload);
    return new Response(body, { status: answer.statusCode, headers });
  };

  fastify.addHook('onRequest', (request, reply, done) => {
    if (/^\/(api|health)(\/|\?|$)/.test(request.url)) {
      done();
      return;
    }
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      // The pages bring a policy of their own, with nonces.
      if (value !== undefined && name !== 'content-security-policy') reply.raw.setHeader(name, value);
    }
    if (request.url === '/service-worker.js') reply.raw.setHeader('content-security-policy', SERVICE_WORKER_POLICY);
    // Before any body parser: a form action reads the raw stream.
    reply.hijack();
    Object.assign(request.raw, { apiFetch, clientIp: request.ip });
    compress(request.raw, reply.raw, () =>
      handler(request.raw, reply.raw, () => {
        reply.raw.statusCode = 404;
        reply.raw.end();
      }),
    );
  });
}
