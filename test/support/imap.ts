import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import hoodiecrow, { type Connection, type Hoodiecrow } from 'hoodiecrow-imap';

/** A real IMAP server on the loopback address with one folder, in memory. */
export class TestImap {
  /** The commands that clients gave, in order. */
  readonly commands: string[] = [];
  private readonly server: Hoodiecrow;
  private readonly breaking = new Set<string>();

  private constructor() {
    this.server = hoodiecrow({ plugins: ['ID', 'UNSELECT', 'LITERALPLUS'], storage: { INBOX: { messages: [] } } });
    for (const command of ['LOGIN', 'UID FETCH', 'UID STORE', 'LOGOUT']) this.watch(command);
  }

  static async start(): Promise<TestImap> {
    const imap = new TestImap();
    await imap.listen();
    return imap;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  url({ password = 'testpass', host = '127.0.0.1', folder = '' } = {}): string {
    return `imap://testuser:${password}@${host}:${this.port}/${folder}`;
  }

  /** The flags of each message, oldest first. */
  get flags(): string[][] {
    return this.messages.map(({ flags }) => [...flags].sort());
  }

  deliver(...messages: string[]): void {
    for (const message of messages) this.server.appendMessage('INBOX', [], null, message);
  }

  /** The next time that a client gives this command, the connection breaks instead. */
  breakAt(command: string): void {
    this.breaking.add(command);
  }

  empty(): void {
    this.messages.length = 0;
    this.commands.length = 0;
  }

  async close(): Promise<void> {
    await new Promise<void>((done) => this.server.server.close(() => done()));
  }

  private async listen(): Promise<void> {
    this.server.server.listen(0, '127.0.0.1');
    await once(this.server.server, 'listening');
  }

  private get messages() {
    const messages = this.server.folderCache.INBOX?.messages;
    if (!messages) throw new Error('There is no INBOX');
    return messages;
  }

  private watch(command: string): void {
    const handler = this.server.getCommandHandler(command);
    this.server.setCommandHandler(command, (connection: Connection, ...rest) => {
      this.commands.push(command);
      if (this.breaking.delete(command)) connection.socket?.destroy();
      else handler(connection, ...rest);
    });
  }
}
