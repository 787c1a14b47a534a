import type { Answer } from '$lib/api/types';
import { longDay, nip as grouped, shortDay, time } from '$lib/format';
import { m } from '$lib/paraglide/messages';
import type { OptionGroup } from '$lib/ui/SelectField.svelte';
import { presenceStatus, type Status as Chip } from '$lib/ui/status';

type Slots = Answer<'/api/events/{eventId}/presence'>['slots'];

export const statuses = ['present', 'late', 'excused', 'ill', 'absent'] as const;
export const statusIn = (text: string | null) => statuses.find((status) => status === text);

type Status = (typeof statuses)[number];
/** Nobody is missing from what has not begun. */
export const shownStatus = (status: Status, { hasBegun }: { hasBegun: boolean }) =>
  presenceStatus(status === 'absent' && !hasBegun ? 'awaited' : status);

/** Under a name: what tells namesakes apart. */
export const whoLine = (nip: string | null, unit: string) =>
  [nip && `${m.public_nip()} ${grouped(nip)}`, unit].filter(Boolean).join(' · ');

const kinds = ['present', 'absent', 'excused', 'ill', 'withdrawn'] as const;
/** Anything else was not sent by the form. */
export const kindIn = (text: string) => kinds.find((kind) => kind === text) ?? 'present';

export const presenceKinds = () => [
  { value: 'present', label: m.presence_kind_present(), note: m.presence_kind_present_note() },
  { value: 'excused', label: m.presence_excused() },
  { value: 'ill', label: m.presence_ill() },
  { value: 'absent', label: m.presence_absent() },
  { value: 'withdrawn', label: m.presence_kind_withdrawn(), note: m.presence_kind_withdrawn_note() },
];

/** What was said of somebody: a status, or that what was said before counts no longer. */
export const correctionOf = (kind: (typeof kinds)[number]): Pick<Chip, 'word' | 'icon'> =>
  kind === 'withdrawn' ? { word: m.presence_kind_withdrawn(), icon: 'arrow-back-up' } : presenceStatus(kind);

/** `08.00–16.30`, `sejak 08.00` of who has no time of leaving, nothing of who was not there. */
export function stayText({ inAt, outAt }: { inAt: string | null; outAt: string | null }, zone: string): string {
  if (!inAt) return '';
  return outAt ? `${time(inAt, zone)}–${time(outAt, zone)}` : m.presence_since({ time: time(inAt, zone) });
}

/** `6.30`, as it is written and as a browser without a field for times sends it, is `06:30`. */
export const typedTime = (text: string) =>
  text
    .trim()
    .replace(/^(\d{1,2})[.:](\d\d)$/, (_, hour: string, minute: string) => `${hour.padStart(2, '0')}:${minute}`);

/** Each day with its sessions, which stand after it. */
export function slotChoices(slots: Slots, zone: string): OptionGroup[] {
  const groups: OptionGroup[] = [];
  for (const { slot, title, startsAt, endsAt } of slots) {
    if (title === null) {
      const whole = m.papers_whole_day({ day: shortDay(startsAt, zone) });
      groups.push({ label: longDay(startsAt, zone), options: [{ value: slot, label: whole }] });
    } else {
      const label = `${time(startsAt, zone)}–${time(endsAt, zone)} ${title}`;
      groups.at(-1)?.options.push({ value: slot, label });
    }
  }
  return groups;
}
