import type { NodemailerError } from 'nodemailer';

/**
 * `refused`: this mail, for good. `deferred`: this mail, for now. The others concern every mail, so the outbox raises an
 * alarm: the server refuses our password (`auth`) or our sender (`sender`), the connection cannot be secured (`tls`), or
 * there is no server (`unreachable`). `template`: the mail could not be rendered.
 */
export const mailFaultKinds = ['refused', 'deferred', 'auth', 'sender', 'tls', 'unreachable', 'template'] as const;
export type MailFaultKind = (typeof mailFaultKinds)[number];

/** Faults that stop all mail, the gravest first. */
export const alarmingFaults = ['auth', 'sender', 'tls', 'unreachable'] as const satisfies readonly MailFaultKind[];
export type AlarmingFault = (typeof alarmingFaults)[number];

export class MailFault extends Error {
  constructor(
    readonly kind: MailFaultKind,
    /** The server's words, where it said any. */
    readonly reply: string | null,
    message: string,
    /** The whole mail was handed over, but no answer came: it may have been accepted. */
    readonly outcomeUnknown: boolean,
  ) {
    super(message);
    this.name = 'MailFault';
  }
}

const AUTHENTICATION_REQUIRED = 530;
const TOO_LARGE = 552;

/** What nodemailer's error says about the mail. `handedOver`: the server has been sent every byte of it. */
export function mailFault(error: NodemailerError, handedOver: boolean): MailFault {
  const reply = error.response ?? null;
  const kind = kindOf(error);
  return new MailFault(kind, reply, reply ?? error.message, handedOver && error.responseCode === undefined);
}

function kindOf(error: NodemailerError): MailFaultKind {
  const { code, command, responseCode = 0 } = error;
  if (code === 'EAUTH' || code === 'ENOAUTH' || responseCode === AUTHENTICATION_REQUIRED) return 'auth';
  if (code === 'ETLS') return 'tls';
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return 'unreachable';
  if (responseCode > 0 && error.permanent !== true) return 'deferred';
  // Without a reply nodemailer itself found the address or the size impossible.
  return command === 'MAIL FROM' && responseCode > 0 && responseCode !== TOO_LARGE ? 'sender' : 'refused';
}
