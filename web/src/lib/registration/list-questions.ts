import type { Answer } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import type { Locale } from '$lib/paraglide/runtime';

type Stored = Answer<'/api/events/{eventId}/questions'>['questions'][number];

/** A question of the event as the list shows it: the head of a column, and what one may look for. */
export interface ListQuestion {
  id: string;
  label: string;
  options: { value: string; label: string }[];
}

const LONGEST = 60;
const short = (label: string) => (label.length > LONGEST ? `${label.slice(0, LONGEST - 1).trimEnd()}…` : label);

/** Of a text, a number, a day or a file one may look for whether it is there. */
export function listQuestion({ id, kind, labelId, labelEn, options }: Stored, locale: Locale): ListQuestion {
  const words = (inIndonesian: string, inEnglish: string | null) =>
    short(locale === 'en' ? (inEnglish ?? inIndonesian) : inIndonesian);
  const chosen =
    kind === 'consent'
      ? [{ value: `${id}:agreed`, label: m.public_agreed() }]
      : options.map((option) => ({ value: `${id}:${option.id}`, label: words(option.labelId, option.labelEn) }));
  return {
    id,
    label: words(labelId, labelEn),
    options: [
      ...(chosen.length > 0 ? chosen : [{ value: `${id}:any`, label: m.list_answered() }]),
      { value: `${id}:none`, label: m.list_not_answered() },
    ],
  };
}
