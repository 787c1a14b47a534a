import { type Actor, clockText, dayText, type Locale, momentText } from '../../common/index.js';
import { m as texts } from '../../common/messages/messages.js';
import { type Announced, type NamedEvent, placeOf } from '../../events/index.js';
import type { MailBlock } from '../../mail/index.js';
import { printedNameOf } from '../form/applicant.js';
import type { Registration } from '../registration.entity.js';
import type { RegistrationTemplate } from './registration-mail.js';
import type { RegistrationStatus } from '../registration-status.js';

const QR_SHOWN = 240;
export const QR_CID = 'ticket-qr';

export interface MailFacts {
  registration: Registration;
  event: NamedEvent;
  deskAt: Date | null;
  place: number | null;
  params: { from?: RegistrationStatus; by?: Actor['kind']; other?: string; announced?: Announced };
}

/** Which texts of `mail.registration.json` a mail is written with. */
export type Words =
  | 'confirmed'
  | 'waiting'
  | 'proof'
  | 'pending'
  | 'approved'
  | 'declined'
  | 'offered'
  | 'lapsed'
  | 'promoted'
  | 'cancelled'
  | 'reminder'
  | 'changed'
  | 'resent';

const WORDS: Record<RegistrationTemplate, Words> = {
  registration_confirmed: 'confirmed',
  registration_waiting: 'waiting',
  registration_proof: 'proof',
  registration_pending: 'pending',
  registration_approved: 'approved',
  registration_declined: 'declined',
  registration_offered: 'offered',
  registration_offer_lapsed: 'lapsed',
  registration_promoted: 'promoted',
  registration_cancelled: 'cancelled',
  registration_reminder: 'reminder',
  registration_event_changed: 'changed',
  ticket_resent: 'resent',
};

/** Sent again to somebody without a ticket, it is the news of how he stands. */
const RESENT: Partial<Record<RegistrationStatus, Words>> = {
  waiting: 'waiting',
  unconfirmed: 'proof',
  pending: 'pending',
  offered: 'offered',
};

export const wordsFor = (template: RegistrationTemplate, { status }: Registration): Words =>
  (template === 'ticket_resent' ? RESENT[status] : undefined) ?? WORDS[template];

/** The mail ends something: without a ticket, and without what belongs to one. */
export const isEnd = (words: Words): boolean => words === 'cancelled' || words === 'declined';

export const untilText = ({ registration, event }: MailFacts, locale: Locale): string =>
  registration.holdUntil ? momentText(registration.holdUntil, event.zone, locale) : '';

/** The one finding that a mail without a ticket is about. */
export function noticeOf(words: Words, facts: MailFacts, locale: Locale): MailBlock[] {
  const place = String(facts.place ?? '');
  const until = untilText(facts, locale);
  const text = {
    waiting: () => texts.mail_waiting_notice({ place }, { locale }),
    lapsed: () => texts.mail_lapsed_notice({ place }, { locale }),
    proof: () => texts.mail_proof_notice({ until }, { locale }),
    pending: () => texts.mail_pending_notice({}, { locale }),
    offered: () => texts.mail_offered_notice({ until }, { locale }),
  }[words as 'waiting' | 'lapsed' | 'proof' | 'pending' | 'offered'] as (() => string) | undefined;
  return text ? [{ kind: 'notice', tone: 'wait', text: text() }] : [];
}

/** What was announced, and what holds now. */
export function changeRows({ event, params }: MailFacts, locale: Locale): MailBlock[] {
  const before = params.announced;
  if (!before) return [];
  const line = (startsAt: Date | null, place: string) =>
    [startsAt && momentText(startsAt, event.zone, locale), place].filter(Boolean).join('\n');
  return [
    {
      kind: 'facts',
      rows: [
        {
          label: texts.mail_changed_before({}, { locale }),
          value: line(before.startsAt ? new Date(before.startsAt) : null, before.place),
        },
        { label: texts.mail_changed_now({}, { locale }), value: line(event.startsAt, placeOf(event)) },
      ],
    },
  ];
}

export function ticketBlocks(registration: Registration, locale: Locale): MailBlock[] {
  const code = spacedCode(registration.ticketCode);
  return [
    {
      kind: 'picture',
      cid: QR_CID,
      alt: texts.mail_qr_alt({ code }, { locale }),
      width: QR_SHOWN,
      caption: texts.mail_qr_caption({}, { locale }),
    },
    { kind: 'code', label: texts.mail_code_label({}, { locale }), code },
  ];
}

export function factRows({ registration, event, deskAt }: MailFacts, locale: Locale) {
  const options = { locale };
  const { startsAt, zone } = event;
  const when = startsAt && `${dayText(startsAt, zone, locale)}, ${clockText(startsAt, zone, locale)}`;
  return [
    { label: texts.mail_fact_name({}, options), value: printedNameOf(registration) },
    { label: texts.mail_fact_unit({}, options), value: registration.unitText },
    { label: texts.mail_fact_event({}, options), value: event.title },
    ...(when ? [{ label: texts.mail_fact_when({}, options), value: when }] : []),
    ...(deskAt ? [{ label: texts.mail_fact_check_in({}, options), value: clockText(deskAt, zone, locale) }] : []),
    { label: texts.mail_fact_where({}, options), value: `${placeOf(event)}\n${event.venue.address}` },
    { label: texts.mail_fact_cancel_until({}, options), value: momentText(event.cancelUntil, zone, locale) },
  ];
}

export function notes(words: Words, { event }: MailFacts, hasTicket: boolean, locale: Locale): MailBlock[] {
  const until = momentText(event.cancelUntil, event.zone, locale);
  const lines = [
    ...(hasTicket ? [texts.mail_calendar_note({}, { locale })] : []),
    ...(words === 'waiting' || words === 'lapsed' ? [texts.mail_waiting_note({}, { locale })] : []),
    ...(words === 'proof' ? [texts.mail_proof_note({}, { locale })] : []),
    ...(words === 'resent' ? [texts.mail_resent_note({}, { locale })] : []),
    ...(hasTicket && words !== 'resent' ? [texts.mail_cancel_note({ until }, { locale })] : []),
    texts.mail_keep_link_note({}, { locale }),
  ];
  return lines.map((line) => ({ kind: 'note', text: line }));
}

/** Who ended it, in a sentence. */
export function endSentence(words: Words, { registration, event, params }: MailFacts, locale: Locale): string {
  const input = { event: event.title };
  if (event.state === 'cancelled') return texts.mail_cancelled_with_event(input, { locale });
  if (words === 'declined') return texts.mail_declined_intro(input, { locale });
  if (params.other !== undefined) return texts.mail_cancelled_by_swap(input, { locale });
  if (params.by === 'delegation') return texts.mail_cancelled_by_unit(input, { locale });
  if (registration.endReason === null) return texts.mail_cancelled_by_self(input, { locale });
  if (params.from === 'unconfirmed') return texts.mail_cancelled_ended(input, { locale });
  return texts.mail_cancelled_by_organiser(input, { locale });
}

/** `7K4M Q2XD`, as it is read out. */
export const spacedCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;
