import type { Answer } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';

type Source = Answer<'/api/events/{eventId}/registrations'>['rows'][number]['source'];

const names: Record<Source, () => string> = {
  form: m.source_form,
  staff: m.source_staff,
  seed: m.source_seed,
  import: m.source_import,
  delegate: m.source_delegate,
  walk_in: m.source_walk_in,
};
export const sourceName = (source: Source) => names[source]();
