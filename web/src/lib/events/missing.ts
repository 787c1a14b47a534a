import type { EventDetail } from '$lib/console/event-page';

/** The page where a thing that keeps a draft from being published is mended. */
export function whereMissing(event: Pick<EventDetail, 'id'>, field: string): string {
  const base = `/konsol/acara/${event.id}`;
  if (field.startsWith('sessions')) return `${base}/agenda`;
  return `${base}/pengaturan#field-${field}`;
}
