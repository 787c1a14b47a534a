import { shortDay, time } from '$lib/format';
import { m } from '$lib/paraglide/messages';
import type { IconName } from '$lib/ui/icons';
import type { Overview } from './live.svelte';

type Decision = Overview['decisions'][number];

/** One thing to decide: the fact, its detail, and the one verb that leads to where it is settled. */
export type Task = { icon: IconName; tone: 'bad' | 'wait'; fact: string; detail: string; verb: string; to: string };

const listed = (names: string[], count: number) => {
  const shown = names.join(', ');
  return count > names.length && names.length
    ? m.console_and_more({ names: shown, more: count - names.length })
    : shown;
};

export function taskOf(decision: Decision, event: { id: string; zone: string }): Task {
  const { count, names, minutes, since, reason, waiting } = decision;
  const base = `/konsol/acara/${event.id}`;
  switch (decision.kind) {
    case 'conflicts_open':
      return {
        icon: 'alert-triangle',
        tone: 'bad',
        fact: m.console_conflicts({ count }),
        detail: names.length ? listed(names, count) : m.console_conflicts_help(),
        verb: m.console_check(),
        to: `${base}/pintu#bentrok`,
      };
    case 'scanned_twice':
      return {
        icon: 'alert-triangle',
        tone: 'bad',
        fact: m.console_scanned_twice({ count }),
        detail: m.console_scanned_twice_detail({ names: listed(names, count), minutes: minutes.join(', ') }),
        verb: m.console_check(),
        to: `${base}/pintu#pindaian`,
      };
    case 'device_clock_wrong':
      return {
        icon: 'clock',
        tone: 'bad',
        fact: m.console_clock_wrong({ count }),
        detail: names.length ? m.console_clock_wrong_at({ gates: names.join(', ') }) : m.console_clock_wrong_detail(),
        verb: m.console_check(),
        to: `${base}/pintu#pindaian`,
      };
    case 'no_gates':
      return {
        icon: 'door-enter',
        tone: 'bad',
        fact: m.console_no_gates(),
        detail: m.console_no_gates_detail(),
        verb: m.console_add_gate(),
        to: `${base}/pintu`,
      };
    case 'mails_stopped':
      return {
        icon: 'mail-x',
        tone: 'bad',
        fact: m.console_mails_stopped({ count }),
        detail: [
          since
            ? m.console_mails_stopped_since({ when: `${shortDay(since, event.zone)}, ${time(since, event.zone)}` })
            : '',
          reason ?? '',
        ]
          .filter(Boolean)
          .join(' '),
        verb: m.console_see_mails(),
        to: `${base}/email`,
      };
    case 'mails_failed':
      return {
        icon: 'mail-x',
        tone: 'bad',
        fact: m.console_mails_failed({ count }),
        detail: [listed(names, count), reason ?? ''].filter(Boolean).join('. '),
        verb: m.console_see_people({ count }),
        to: `${base}/pendaftar?mail=failed`,
      };
    case 'seats_free':
      return {
        icon: 'users',
        tone: 'wait',
        fact: m.console_seats_free({ count }),
        detail: m.console_seats_free_detail({ count: waiting ?? 0 }),
        verb: m.console_arrange_seats(),
        to: `${base}/pengaturan#kursi`,
      };
    case 'commitment_unsigned':
      return {
        icon: 'signature',
        tone: 'wait',
        fact: m.console_commitment_unsigned(),
        detail: m.console_commitment_unsigned_detail(),
        verb: m.console_record_signing(),
        to: `${base}/komitmen#ditandatangani`,
      };
  }
}

type Step = Overview['checklist'][number];

const steps: Record<Step['kind'], () => string> = {
  published: m.console_step_published,
  gates_ready: m.console_step_gates,
  registration_closed: m.console_step_closed,
  first_arrival: m.console_step_arrival,
  commitment_signed: m.console_step_commitment,
  event_over: m.console_step_over,
  certificates_issued: m.console_step_certificates,
};
export const stepName = (kind: Step['kind']) => steps[kind]();
