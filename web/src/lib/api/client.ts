import createClient from 'openapi-fetch';
import { getLocale } from '$lib/paraglide/runtime';
import type { paths } from './schema';

/** Load functions and actions pass their event; code in the browser passes nothing. */
export const api = (event?: { fetch: typeof fetch; url: URL }) =>
  createClient<paths>({
    baseUrl: event?.url.origin ?? '',
    headers: { 'accept-language': getLocale() },
    ...(event && { fetch: (request: Request) => event.fetch(request) }),
  });
