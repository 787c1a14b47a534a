import type { ImapFlowError } from 'imapflow';

/** Why the mailbox is not read: our password, an insecure connection, the folder, or no server. */
export const mailboxFaultKinds = ['auth', 'tls', 'folder', 'unreachable'] as const;
export type MailboxFaultKind = (typeof mailboxFaultKinds)[number];

export class MailboxFault extends Error {
  constructor(
    readonly kind: MailboxFaultKind,
    /** Of the connection, where it broke: ECONNREFUSED, for example. */
    readonly code?: string,
  ) {
    super(kind);
    this.name = 'MailboxFault';
  }
}

/** What imapflow's error says about the mailbox. */
export function mailboxFault(error: ImapFlowError): MailboxFault {
  return new MailboxFault(kindOf(error), error.code);
}

function kindOf({ authenticationFailed, responseStatus, tlsFailed, code = '' }: ImapFlowError): MailboxFaultKind {
  if (authenticationFailed) return 'auth';
  // Once we are in, the folder is all that a server can refuse.
  if (responseStatus) return 'folder';
  return tlsFailed || /CERT|TLS|SSL|EPROTO|UNABLE_TO/.test(code) ? 'tls' : 'unreachable';
}
