import { m } from '$lib/paraglide/messages';

export const statuses = ['present', 'late', 'excused', 'ill', 'absent'] as const;
export const statusIn = (text: string | null) => statuses.find((status) => status === text);

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
