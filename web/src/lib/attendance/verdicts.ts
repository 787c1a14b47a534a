import { day, time } from '$lib/format';
import { m } from '$lib/paraglide/messages';
import type { Answer } from '$lib/api/types';
import type { LocalVerdict } from './door/judge';
import { type DoorSession, shutSession } from './door-session';

export type ScanAnswer = Answer<'/api/events/{eventId}/scans', 'post'>;
export type WalkIn = NonNullable<ScanAnswer['walkIn']>;
export type Contact = WalkIn['lacks'][number];
export type Tone = 'accepted' | 'ask' | 'refused';

/** A verdict in words: the one big word, what it is about, and the one fact or act that matters. */
export type Shown = {
  tone: Tone;
  word: string;
  heading: string | null;
  person: { printedName: string; unit: string } | null;
  help: string | null;
  first: { at: string; ago: string; gate: string | null } | null;
};

export function toneOf(verdict: ScanAnswer['verdict']): Tone {
  if (verdict === 'accepted') return 'accepted';
  return verdict === 'already_in' ? 'ask' : 'refused';
}

/** A verdict as a line of a list has it. */
export function gateVerdict(verdict: string, direction = 'in'): string {
  if (verdict === 'accepted' && direction === 'out') return m.gate_word_out();
  const words: Record<string, () => string> = {
    accepted: m.gate_word_accepted,
    already_in: m.gate_word_already_in,
    not_for_this_event: m.gate_not_for_this_event,
    not_for_this_session: m.gate_not_for_this_session,
    cancelled: m.gate_cancelled,
    revoked: m.gate_revoked,
    not_confirmed: m.gate_not_confirmed,
    malformed: m.gate_malformed,
    clock_implausible: m.gate_clock_implausible,
  };
  return words[verdict]?.() ?? m.gate_unknown();
}

const agoText = (minutes: number) => (minutes > 0 ? m.gate_minutes_ago({ count: minutes }) : m.gate_just_now());

type Judged = Pick<
  ScanAnswer,
  'verdict' | 'direction' | 'scannedAt' | 'person' | 'cancelledAt' | 'walkIn' | 'otherEvent'
> & {
  first: { at: string; gate: string | null } | null;
};

/** @param session the one that this door admits to, if it is not the whole day */
export function shownOf(answer: Judged, zone: string, session: DoorSession | null = null): Shown {
  if (answer.walkIn) {
    const word = m.gate_word_unregistered();
    return { tone: 'ask', word, person: answer.walkIn, heading: null, help: m.gate_walk_in_help(), first: null };
  }
  const tone = toneOf(answer.verdict);
  const base = { tone, person: answer.person, heading: null, help: null, first: null };
  if (tone === 'accepted')
    return { ...base, word: answer.direction === 'out' ? m.gate_word_out() : m.gate_word_accepted() };
  if (tone === 'ask') {
    const { first } = answer;
    const minutes = first ? Math.max(0, Math.round((Date.parse(answer.scannedAt) - Date.parse(first.at)) / 60_000)) : 0;
    return {
      ...base,
      word: m.gate_word_already_in(),
      help: m.gate_supervisor(),
      first: first && { at: time(first.at, zone), ago: agoText(minutes), gate: first.gate },
    };
  }
  return { ...base, word: m.gate_word_refused(), ...reasonOf(answer, zone, session) };
}

/** What the phone found by itself, in the same words. */
export function shownAlone(
  { shown, person, first, endedAt }: LocalVerdict,
  {
    scannedAt,
    zone,
    gate,
    session,
    direction,
  }: Pick<Judged, 'scannedAt' | 'direction'> & { zone: string; gate: string | null; session: DoorSession | null },
): Shown {
  if (shown === 'to_check') {
    const help = person ? m.gate_to_check_person_help() : m.gate_to_check_help();
    return { tone: 'ask', word: m.gate_word_to_check(), heading: null, person, help, first: null };
  }
  const cancelledAt = shown === 'cancelled' ? endedAt : null;
  const admission = first && { at: first.at, gate };
  return shownOf(
    { verdict: shown, direction, scannedAt, person, first: admission, cancelledAt, walkIn: null, otherEvent: null },
    zone,
    session,
  );
}

function reasonOf(answer: Judged, zone: string, session: DoorSession | null): Pick<Shown, 'heading' | 'help'> {
  if (answer.verdict !== 'not_for_this_session') {
    return { heading: gateVerdict(answer.verdict), help: helpOf(answer, zone) };
  }
  if (!session) return { heading: m.gate_not_this_day(), help: m.gate_not_this_day_help() };
  // The server may know of other times than this page.
  const shut = shutSession(session, Date.parse(answer.scannedAt), zone);
  const help = [shut?.told, m.gate_session_help()].filter(Boolean).join(' ');
  return { heading: shut?.heading ?? gateVerdict(answer.verdict), help };
}

function helpOf(answer: Judged, zone: string): string {
  switch (answer.verdict) {
    case 'not_for_this_event': {
      const title = answer.otherEvent?.title;
      return title ? m.gate_not_for_this_event_help({ title }) : m.gate_not_for_this_event_unknown();
    }
    case 'cancelled': {
      const at = answer.cancelledAt;
      return at ? m.gate_cancelled_at({ when: `${day(at, zone)}, ${time(at, zone)}` }) : m.gate_cancelled_help();
    }
    case 'revoked':
      return m.gate_revoked_help();
    case 'not_confirmed':
      return m.gate_not_confirmed_help();
    case 'malformed':
      return m.gate_malformed_help();
    case 'clock_implausible':
      return m.gate_clock_implausible_help();
    default:
      return m.gate_unknown_help();
  }
}

/** The answer did not come: nothing is recorded, and the page says so. */
export const notSent = (help: string, heading: string | null = m.gate_not_sent()): Shown => ({
  tone: 'ask',
  word: m.gate_word_not_sent(),
  heading,
  person: null,
  help,
  first: null,
});
