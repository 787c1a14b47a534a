import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerAddress, type SMTPServerSession } from 'smtp-server';

/** How the server meets the mail to one address. */
export type Answer =
  | { code: number; text?: string }
  /** Closes the connection after the whole mail was taken: the sender cannot know whether it arrived. */
  | 'drop'
  /** Never answers. */
  | 'hang';

/** A real SMTP server on the loopback address that keeps what it is sent. */
export class TestSmtp {
  readonly mails: ParsedMail[] = [];
  readonly envelopes: SMTPServerSession['envelope'][] = [];
  /** Every connection, also those that brought no mail. */
  connections = 0;
  private readonly answers = new Map<string, Answer[]>();
  private server!: SMTPServer;
  private port = 0;

  private constructor(private readonly dsn: boolean) {}

  /** @param dsn whether it announces that it takes wishes about delivery reports */
  static async start({ dsn = false } = {}): Promise<TestSmtp> {
    const smtp = new TestSmtp(dsn);
    await smtp.listen();
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  get messageIds(): string[] {
    return this.mails.map((mail) => mail.messageId ?? '');
  }

  to(address: string): ParsedMail[] {
    return this.mails.filter((mail) => [mail.to].flat().some((to) => to?.value.some((one) => one.address === address)));
  }

  /** The next mails to this address are met so, in this order; then they are taken again. */
  answer(address: string, ...answers: Answer[]): void {
    this.answers.set(address, answers);
  }

  /** Away: new connections are refused. `listen` brings it back on the same port. */
  async close(): Promise<void> {
    for (const connection of this.server.connections) (connection as { close(): void }).close();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  async listen(): Promise<void> {
    this.server = this.newServer();
    const listener = this.server.listen(this.port, '127.0.0.1');
    if (!listener.listening) await once(listener, 'listening');
    this.port = (listener.address() as AddressInfo).port;
  }

  private newServer(): SMTPServer {
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      authOptional: true,
      // A look-up of the client's name would wait for a network that tests do not have.
      disableReverseLookup: true,
      hideDSN: !this.dsn,
      logger: false,
      onConnect: (_session, next) => {
        this.connections++;
        next();
      },
      onRcptTo: (address, _session, next) => this.meet(address, next),
      onData: (stream, session, next) => {
        void simpleParser(stream).then((mail) => this.take(mail, session, next), next);
      },
    });
    // A client that breaks off is part of many tests.
    server.on('error', () => undefined);
    return server;
  }

  private meet(address: SMTPServerAddress, next: (error?: Error | null) => void): void {
    const [answer] = this.answers.get(address.address) ?? [];
    if (answer === 'hang') return;
    if (answer === undefined || answer === 'drop') {
      next();
      return;
    }
    this.answers.get(address.address)?.shift();
    next(Object.assign(new Error(answer.text ?? 'No such mailbox here'), { responseCode: answer.code }));
  }

  private take(mail: ParsedMail, session: SMTPServerSession, next: (error?: Error | null) => void): void {
    this.mails.push(mail);
    this.envelopes.push(session.envelope);
    const dropped = session.envelope.rcptTo.find(({ address }) => this.answers.get(address)?.[0] === 'drop');
    if (!dropped) {
      next();
      return;
    }
    this.answers.get(dropped.address)?.shift();
    const connections = [...this.server.connections] as { session: SMTPServerSession; _socket: { destroy(): void } }[];
    connections.find((connection) => connection.session.id === session.id)?._socket.destroy();
  }
}
