import { isIP } from 'node:net';
import { ImapFlow, type ImapFlowError } from 'imapflow';
import { MailboxFault, mailboxFault } from './mailbox-fault.js';

/** The injection token; null where no such mailbox is configured. */
export const BOUNCE_MAILBOX = Symbol('BOUNCE_MAILBOX');

/** What becomes of a message: it was a report (`read`), a person is to look at it (`strange`), or the next run is to (`later`). */
export type Verdict = 'read' | 'strange' | 'later';

const SECONDS = 1000;
/** A report stands before the mail that it returns, so the beginning of a large one is enough. */
export const MOST_BYTES = 1_048_576;
/** So that a flood of mail ends a run before the next one is due. */
const MOST_MESSAGES = 500;

/** The mailbox to which mail servers return what they cannot deliver. */
export class BounceMailbox {
  /** Without the password. */
  readonly name: string;
  private readonly url: URL;
  private readonly folder: string;

  constructor(url: string) {
    this.url = new URL(url);
    this.folder = decodeURIComponent(this.url.pathname.slice(1)) || 'INBOX';
    this.name = `${decodeURIComponent(this.url.username)}@${this.url.host}/${this.folder}`;
  }

  /**
   * Hands over each unseen message, one at a time, and marks it when `take` has answered: a message that is lost in between
   * comes again. One that a person is to look at is flagged with a star. @throws MailboxFault, and what `take` throws.
   */
  async read(take: (message: Buffer) => Promise<Verdict>, signal: AbortSignal): Promise<void> {
    const client = this.newClient();
    const stop = () => client.close();
    signal.addEventListener('abort', stop);
    try {
      await reaching(client.connect());
      await reaching(client.mailboxOpen(this.folder));
      const unseen = await reaching(client.search({ seen: false, deleted: false }, { uid: true }));
      if (!unseen) throw new MailboxFault('unreachable');
      for (const uid of unseen.slice(0, MOST_MESSAGES)) {
        if (signal.aborted) return;
        await this.readOne(client, String(uid), take);
      }
      await reaching(client.logout());
    } finally {
      signal.removeEventListener('abort', stop);
      client.close();
    }
  }

  private async readOne(client: ImapFlow, uid: string, take: (message: Buffer) => Promise<Verdict>): Promise<void> {
    const found = await reaching(client.fetchOne(uid, { source: { start: 0, maxLength: MOST_BYTES } }, { uid: true }));
    if (!client.usable) throw new MailboxFault('unreachable');
    // Somebody has just deleted it.
    if (!found || !found.source) return;
    const verdict = await take(found.source);
    if (verdict === 'later') return;
    const flags = verdict === 'strange' ? ['\\Seen', '\\Flagged'] : ['\\Seen'];
    const marked = await reaching(client.messageFlagsAdd(uid, flags, { uid: true }));
    // Else a folder that may only be read would be read anew for ever, and nobody would know.
    if (!marked) throw new MailboxFault(client.usable ? 'folder' : 'unreachable');
  }

  private newClient(): ImapFlow {
    const { hostname, port, protocol, username, password } = this.url;
    const host = hostname.replace(/^\[|\]$/g, '');
    const secure = protocol === 'imaps:';
    const client = new ImapFlow({
      host,
      port: Number(port) || (secure ? 993 : 143),
      secure,
      // A password goes over a network only when nobody can read along.
      ...(secure || isLoopback(host) ? {} : { doSTARTTLS: true }),
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      connectionTimeout: 10 * SECONDS,
      greetingTimeout: 10 * SECONDS,
      socketTimeout: 30 * SECONDS,
      maxLiteralSize: 2 * MOST_BYTES,
      maxResponseSize: 3 * MOST_BYTES,
      disableAutoIdle: true,
      // It would write addresses.
      logger: false,
    });
    // Each command fails by itself when the connection breaks; without a listener the event would end the process.
    client.on('error', () => undefined);
    return client;
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

async function reaching<T>(step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    throw mailboxFault(error as ImapFlowError);
  }
}
