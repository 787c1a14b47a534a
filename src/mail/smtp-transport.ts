import type { Readable } from 'node:stream';
import { createTransport, type NodemailerError } from 'nodemailer';
import { mailFault } from './mail-fault.js';
import type { RenderedMail } from './mail-template.js';

export interface OutgoingMail extends RenderedMail {
  id: string;
  messageId: string;
  to: { address: string; name: string };
  from: string;
  /** Where a server returns it, if not to the sender. */
  returnPath?: string | undefined;
  locale: string;
}

/** The injection token; null without a mail server. */
export const SMTP = Symbol('SMTP');

const CONNECTIONS = 4;
const SECONDS = 1000;

/** One mail server, over a few connections that stay open while there is mail. */
export class SmtpTransport {
  private readonly transporter;
  /** The bytes of each mail that is going out, to know how far it got. */
  private readonly bodies = new Map<string, Readable>();

  constructor(url: string) {
    this.transporter = createTransport({
      url,
      pool: true,
      maxConnections: CONNECTIONS,
      // Only a connection that the server closed while it was idle is worth another: we do the retries, and record them.
      maxRequeues: 1,
      connectionTimeout: 10 * SECONDS,
      greetingTimeout: 10 * SECONDS,
      socketTimeout: 60 * SECONDS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.transporter.use('stream', ({ message }, done) => {
      const createReadStream = message.createReadStream.bind(message);
      message.createReadStream = (options) => {
        const body = createReadStream(options);
        this.bodies.set(message.messageId(), body);
        return body;
      };
      done();
    });
  }

  /** @returns the server's words. @throws MailFault */
  async send(mail: OutgoingMail, signal: AbortSignal): Promise<string> {
    try {
      const sent = await this.transporter.sendMail({
        from: mail.from,
        to: mail.to,
        ...(mail.returnPath ? { envelope: { from: mail.returnPath, to: mail.to.address } } : {}),
        // Said only to servers that announce DSN. A report names the mail and the address as we wrote it, also when it was
        // forwarded, and does not carry the ticket back.
        dsn: { id: mail.id, return: 'headers', notify: ['failure'], recipient: `rfc822;${mail.to.address}` },
        replyTo: mail.replyTo,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        attachments: mail.attachments?.map(({ cid, ...attachment }) => ({
          ...attachment,
          ...(cid ? { cid, contentDisposition: 'inline' as const } : {}),
        })),
        messageId: mail.messageId,
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.locale },
        signal,
      });
      return sent.response;
    } catch (error) {
      throw mailFault(error as NodemailerError, this.bodies.get(mail.messageId)?.readableEnded ?? false);
    } finally {
      this.bodies.delete(mail.messageId);
    }
  }

  close(): void {
    this.transporter.close();
  }
}
