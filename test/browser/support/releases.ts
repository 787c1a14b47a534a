import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * The application behind an address of its own, on which a newer build can be published: the script of the door under
 * another name, which the page, the list of files and the worker agree on; the old name is gone then, as after a deploy.
 */
export class Releases {
  private published = 0;
  private readonly server: Server;

  private constructor(
    private readonly base: URL,
    private readonly script: string,
    private readonly version: string,
  ) {
    this.server = createServer((asked, answer) => void this.pass(asked, answer));
  }

  static async before(baseURL: string): Promise<Releases> {
    const base = new URL(baseURL);
    const read = async (path: string) => (await fetch(new URL(path, base))).text();
    const script = /main-[\w-]+\.js/.exec(await read('/pintu'))?.[0];
    const { version } = JSON.parse(await read('/_app/version.json')) as { version: string };
    if (!script) throw new Error('The page of the door has no script');
    const releases = new Releases(base, script, version);
    await once(releases.server.listen(0, '127.0.0.1'), 'listening');
    return releases;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The name of the script that the newest build has. */
  get newest(): string {
    return this.published ? `${this.published}-${this.script}` : this.script;
  }

  publish(): void {
    this.published += 1;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = asked.url ?? '/';
    const named = path.split('/').at(-1) ?? '';
    if (named.endsWith(this.script) && named !== this.newest) return void answer.writeHead(404).end();
    const { host, origin } = this.base;
    const headers = { ...asked.headers, host, ...(asked.headers.origin && { origin }), 'accept-encoding': 'identity' };
    const onward = request(new URL(path.replace(this.newest, this.script), this.base), {
      method: asked.method,
      headers,
    });
    asked.pipe(onward);
    const [got] = (await once(onward, 'response')) as [IncomingMessage];
    const { 'content-length': _length, etag: _etag, ...kept } = got.headers;
    // Built long ago: without a word about it browsers would keep what is not to change for days.
    const old = kept['last-modified'] && { 'last-modified': new Date('2026-01-01').toUTCString() };
    answer.writeHead(got.statusCode ?? 502, { ...kept, ...old });
    if (!this.published || !/javascript|json|html/.test(kept['content-type'] ?? '')) return void got.pipe(answer);
    const body = await text(got);
    answer.end(body.replaceAll(this.script, this.newest).replaceAll(this.version, `${this.version}${this.published}`));
  }
}
