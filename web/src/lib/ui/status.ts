import { m } from '$lib/paraglide/messages';
import type { IconName } from './icons';

/** What a chip shows. The usual state is quiet: no ground. */
export type Status = { word: string; icon: IconName; tone: 'ok' | 'wait' | 'bad' | 'info' | 'mute'; quiet?: boolean };

type Words<Name extends string> = Record<Name, () => Status>;
const of = (words: Words<string>) => (name: string) =>
  words[name]?.() ?? { word: name, icon: 'circle-dashed' as const, tone: 'mute' as const };

export const registrationStatus = of({
  confirmed: () => ({ word: m.status_confirmed(), icon: 'circle-check', tone: 'ok', quiet: true }),
  pending: () => ({ word: m.status_pending(), icon: 'hourglass', tone: 'wait' }),
  unconfirmed: () => ({ word: m.status_unconfirmed(), icon: 'circle-dashed', tone: 'wait' }),
  offered: () => ({ word: m.status_offered(), icon: 'clock', tone: 'info' }),
  waiting: () => ({ word: m.status_waiting(), icon: 'clock', tone: 'info' }),
  cancelled: () => ({ word: m.status_cancelled(), icon: 'circle-x', tone: 'mute', quiet: true }),
  declined: () => ({ word: m.status_declined(), icon: 'circle-x', tone: 'mute', quiet: true }),
} satisfies Words<string>);

export const mailStatus = of({
  sent: () => ({ word: m.status_mail_sent(), icon: 'mail-check', tone: 'mute', quiet: true }),
  queued: () => ({ word: m.status_mail_queued(), icon: 'hourglass', tone: 'wait' }),
  held: () => ({ word: m.status_mail_held(), icon: 'archive', tone: 'mute', quiet: true }),
  failed: () => ({ word: m.status_mail_failed(), icon: 'mail-x', tone: 'bad' }),
  bounced: () => ({ word: m.status_mail_bounced(), icon: 'mail-x', tone: 'bad' }),
  withdrawn: () => ({ word: m.status_mail_withdrawn(), icon: 'circle-x', tone: 'mute', quiet: true }),
} satisfies Words<string>);

export const certificateStatus = of({
  reserved: () => ({ word: m.status_certificate_reserved(), icon: 'circle-dashed', tone: 'mute', quiet: true }),
  issued: () => ({ word: m.status_certificate_issued(), icon: 'circle-check', tone: 'ok', quiet: true }),
  revoked: () => ({ word: m.status_certificate_revoked(), icon: 'ban', tone: 'bad' }),
  failed: () => ({ word: m.status_certificate_failed(), icon: 'alert-circle', tone: 'bad' }),
} satisfies Words<string>);

export const eventPhase = of({
  draft: () => ({ word: m.phase_draft(), icon: 'edit', tone: 'mute' }),
  open: () => ({ word: m.phase_open(), icon: 'circle-check', tone: 'ok', quiet: true }),
  upcoming: () => ({ word: m.phase_upcoming(), icon: 'calendar-event', tone: 'info' }),
  running: () => ({ word: m.phase_running(), icon: 'door-enter', tone: 'ok' }),
  over: () => ({ word: m.phase_over(), icon: 'clipboard-check', tone: 'wait' }),
  cancelled: () => ({ word: m.phase_cancelled(), icon: 'ban', tone: 'bad' }),
  archived: () => ({ word: m.phase_archived(), icon: 'archive', tone: 'mute', quiet: true }),
} satisfies Words<string>);

export const presenceStatus = of({
  present: () => ({ word: m.presence_present(), icon: 'circle-check', tone: 'ok', quiet: true }),
  late: () => ({ word: m.presence_late(), icon: 'clock', tone: 'wait' }),
  excused: () => ({ word: m.presence_excused(), icon: 'mail-check', tone: 'info' }),
  ill: () => ({ word: m.presence_ill(), icon: 'info-circle', tone: 'info' }),
  absent: () => ({ word: m.presence_absent(), icon: 'circle-dashed', tone: 'mute', quiet: true }),
  awaited: () => ({ word: m.presence_awaited(), icon: 'circle-dashed', tone: 'mute', quiet: true }),
} satisfies Words<string>);

export const jobState = of({
  ready: () => ({ word: m.job_ready(), icon: 'hourglass', tone: 'wait' }),
  running: () => ({ word: m.job_running(), icon: 'refresh', tone: 'info' }),
  done: () => ({ word: m.job_done(), icon: 'circle-check', tone: 'ok', quiet: true }),
  dead: () => ({ word: m.job_dead(), icon: 'alert-circle', tone: 'bad' }),
} satisfies Words<string>);
