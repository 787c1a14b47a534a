import { standings } from '$lib/mail/standings';
import { kinds } from './values';

const allowed = {
  status: ['confirmed', 'waiting', 'cancelled'],
  kind: kinds,
  mail: standings,
  present: ['yes', 'no'],
  sort: ['created', 'name'],
} as const;

type Allowed = typeof allowed;
export type Filter = { [K in keyof Allowed]?: Allowed[K][number] } & { q?: string; unitId?: string; after?: string };

/** The filter stands in the address; a value that nobody offers is left out, not sent on. */
export function readFilter(query: URLSearchParams): Filter {
  const filter: Record<string, string> = {};
  for (const [name, values] of Object.entries(allowed)) {
    const value = query.get(name);
    if (value && (values as readonly string[]).includes(value)) filter[name] = value;
  }
  for (const name of ['q', 'unitId', 'after']) {
    const value = query.get(name)?.trim();
    if (value) filter[name] = value;
  }
  return filter;
}

/** What the export takes: the same rows, all pages. */
export function exportQuery({ after: _, ...filter }: Filter): string {
  const query = new URLSearchParams(filter).toString();
  return query ? `?${query}` : '';
}
