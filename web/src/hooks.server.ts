import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import type { HostRequest } from './app';
import { m } from '$lib/paraglide/messages';
import { deLocalizeUrl } from '$lib/paraglide/runtime';
import { paraglideMiddleware } from '$lib/paraglide/server';

const pageHeaders = {
  'x-content-type-options': 'nosniff',
  // Personal links stand in the address. "no-referrer" would make browsers send forms with Origin "null".
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
};

/** Door and hall screen stand in the dark. */
const night = /^\/(pintu|layar)(\/|$)/;
const personal = /^\/(t|konsol|pintu|layar|masuk)(\/|$)/;

export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ request, locale }) => {
    event.request = request;
    const path = deLocalizeUrl(event.url).pathname;
    const theme = night.test(path) ? 'data-theme="malam"' : '';
    const response = await resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%lang%', locale).replace(' %theme%', theme && ` ${theme}`),
    });
    for (const [name, value] of Object.entries(pageHeaders)) response.headers.set(name, value);
    if (personal.test(path)) {
      response.headers.set('cache-control', 'private, no-store');
      response.headers.set('x-robots-tag', 'noindex');
    }
    return response;
  });

/** A page asks the same API as a browser; inside the host process without a socket. */
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
  const url = new URL(request.url);
  if (url.origin !== event.url.origin || !url.pathname.startsWith('/api/')) return fetch(request);
  const host = event.platform?.req as HostRequest | undefined;
  const address = host?.clientIp ?? event.getClientAddress();
  const headers = new Headers(request.headers);
  const cookie = event.request.headers.get('cookie');
  if (cookie) headers.set('cookie', cookie);
  headers.set('x-forwarded-for', address);
  // The API refuses writes of a foreign origin; this call comes from a page that passed the check of forms.
  headers.set('origin', event.url.origin);
  const asked = new Request(new URL(url.pathname + url.search, process.env.API_LOOPBACK ?? event.url.origin), {
    method: request.method,
    headers,
    body: request.body,
    duplex: 'half',
  } as RequestInit);
  return host?.apiFetch ? host.apiFetch(asked, address) : globalThis.fetch(asked);
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
  const correlationId = randomUUID();
  if (status === 404) return { message: m.common_not_found(), code: 'NOT_FOUND' };
  const fault =
    error instanceof Error ? { name: error.name, text: error.message, stack: error.stack } : { text: message };
  process.stderr.write(
    `${JSON.stringify({ level: 'error', time: new Date().toISOString(), correlationId, route: event.route.id, fault })}\n`,
  );
  return { message: m.common_server_fault(), code: 'PAGE_FAULT', correlationId };
};
