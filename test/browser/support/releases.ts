import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Proxy } from './proxy.js';

/** Where a script opens the tables of the phone, as the build has written it. */
const TABLES = /(\w+\(\w+,)1(,\{upgrade:(\w+)=>)/;

/**
 * The application behind an address of its own, on which a newer build can be published: the script of the door under
 * another name, which the page, the list of files and the worker agree on; the old name is gone then, as after a deploy.
 * Each build has newer tables than the one before, so that a page whose tables were changed under it would show.
 */
export class Releases extends Proxy {
  private published = 0;

  private constructor(
    base: URL,
    private readonly script: string,
    private readonly version: string,
  ) {
    super(base);
  }

  static async before(baseURL: string): Promise<Releases> {
    const base = new URL(baseURL);
    const read = async (path: string) => (await fetch(new URL(path, base))).text();
    const path = /[\w/.]+main-[\w-]+\.js/.exec(await read('/pintu'))?.[0] ?? '';
    const script = path.split('/').at(-1);
    const { version } = JSON.parse(await read('/_app/version.json')) as { version: string };
    if (!script || !TABLES.test(await read(path))) throw new Error('The page of the door has no script of its tables');
    return new Releases(base, script, version).listen();
  }

  /** The name of the script that the newest build has. */
  get newest(): string {
    return this.published ? `${this.published}-${this.script}` : this.script;
  }

  publish(): void {
    this.published += 1;
  }

  protected async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = asked.url ?? '/';
    const named = path.split('/').at(-1) ?? '';
    if (named.endsWith(this.script) && named !== this.newest) return void answer.writeHead(404).end();
    const got = await this.askOnward(asked, path.replace(this.newest, this.script), { 'accept-encoding': 'identity' });
    const { 'content-length': _length, etag: _etag, ...kept } = got.headers;
    // Built long ago: without a word about it browsers would keep what is not to change for days.
    const old = kept['last-modified'] && { 'last-modified': new Date('2026-01-01').toUTCString() };
    answer.writeHead(got.statusCode ?? 502, { ...kept, ...old });
    if (!this.published || !/javascript|json|html/.test(kept['content-type'] ?? '')) return void got.pipe(answer);
    const body = await text(got);
    const renamed = body
      .replaceAll(this.script, this.newest)
      .replaceAll(this.version, `${this.version}${this.published}`);
    answer.end(renamed.replace(TABLES, `$1${1 + this.published}$2$3.objectStoreNames.length?0:`));
  }
}
