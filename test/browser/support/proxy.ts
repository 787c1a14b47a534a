import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The application behind an address of its own. */
export abstract class Proxy {
  private readonly server = createServer((asked, answer) => {
    // Who asked, or who answers, went away meanwhile.
    this.pass(asked, answer).catch(() => answer.destroy());
  });

  constructor(protected readonly base: URL) {}

  async listen(): Promise<this> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return this;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  protected abstract pass(asked: IncomingMessage, answer: ServerResponse): Promise<void>;

  /** What the application answers, which believes that it was asked at its own address. */
  protected async askOnward(
    asked: IncomingMessage,
    path = asked.url ?? '/',
    more: Record<string, string> = {},
  ): Promise<IncomingMessage> {
    const { host, origin } = this.base;
    const headers = { ...asked.headers, host, ...(asked.headers.origin && { origin }), ...more };
    const onward = request(new URL(path, this.base), { method: asked.method, headers });
    asked.pipe(onward);
    asked.on('close', () => asked.complete || onward.destroy());
    const [got] = (await once(onward, 'response')) as [IncomingMessage];
    return got;
  }
}
