export const mailStates = ['queued', 'sent', 'failed', 'bounced', 'withdrawn'] as const;
export type MailState = (typeof mailStates)[number];

/** As people see it: a queued mail that waits for a mail server to be configured is `held`. */
export const mailStandings = ['queued', 'held', 'sent', 'failed', 'bounced', 'withdrawn'] as const;
export type MailStanding = (typeof mailStandings)[number];

const MOVES = {
  send: { from: ['queued'], to: 'sent' },
  /** Refused by the server, or given up after the last try. */
  fail: { from: ['queued'], to: 'failed' },
  /** A server or a person reported that it never reached anybody. */
  bounce: { from: ['sent'], to: 'bounced' },
  /** Its cause was undone before it went out. */
  withdraw: { from: ['queued'], to: 'withdrawn' },
  /** A person asks for another try. */
  retry: { from: ['queued', 'failed', 'bounced'], to: 'queued' },
} as const satisfies Record<string, { from: readonly MailState[]; to: MailState }>;

/** The state a move leads to and those it may start from; the latter stand in the WHERE of its UPDATE. */
export const mailMove = (move: keyof typeof MOVES): { from: readonly MailState[]; to: MailState } => MOVES[move];

/** What the server said, or what kept the mail from reaching it. */
export const wordsOf = (mail: { serverReply: string | null; lastError: string | null }): string | null =>
  mail.serverReply ?? mail.lastError;

export const standingOf = (mail: { state: MailState; heldAt: Date | null }): MailStanding =>
  mail.state === 'queued' && mail.heldAt ? 'held' : mail.state;

/** Nobody has begun to send it, so it can still be withdrawn; the same stands in the WHERE of that UPDATE. */
export const isUntouched = (mail: {
  state: MailState;
  sendingSince: Date | null;
  heldAt: Date | null;
  attempts: number;
}): boolean =>
  mailMove('withdraw').from.includes(mail.state) &&
  mail.sendingSince === null &&
  mail.heldAt === null &&
  mail.attempts === 0;
