import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Proxy } from './proxy.js';

/** Of what phones hand in, the first and the third answer are lost on the way, and the second request. */
export class LossyNetwork extends Proxy {
  calls = 0;

  static before(baseURL: string): Promise<LossyNetwork> {
    return new LossyNetwork(new URL(baseURL)).listen();
  }

  protected async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    // On a line that was used before, browsers ask again by themselves, and the page would not notice the loss.
    answer.shouldKeepAlive = false;
    const call = asked.url?.endsWith('/scans/sync') ? (this.calls += 1) : Infinity;
    if (call === 2) return void answer.destroy();
    const got = await this.askOnward(asked);
    if (call <= 3) {
      await buffer(got);
      return void answer.destroy();
    }
    answer.writeHead(got.statusCode ?? 502, got.headers);
    got.pipe(answer);
  }
}
