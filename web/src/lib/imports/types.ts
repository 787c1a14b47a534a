import type { Answer } from '$lib/api/types';

export type ImportView = Answer<'/api/directory/imports/{importId}'>;
export type ImportRowPage = Answer<'/api/directory/imports/{importId}/rows'>;
export type ImportRow = ImportRowPage['rows'][number];
export type Outcome = ImportRow['outcome'];

export const outcomes: Outcome[] = ['new', 'changed', 'same', 'refused'];

/** What an address says of the rows to be shown. */
export function readRowFilter(search: URLSearchParams) {
  const outcome = outcomes.find((name) => name === search.get('hasil'));
  const state = search.get('hasil') === 'kept' ? ('kept' as const) : undefined;
  const after = search.get('after') ?? undefined;
  return { ...(outcome && { outcome }), ...(state && { state }), ...(after && { after }), limit: 100 };
}
