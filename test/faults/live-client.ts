import type { TestDatabase } from '../databases.js';
import type { SpawnedApp } from '../support/spawned-app.mjs';

export interface LiveAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** Asks a spawned application over HTTP, as a browser does; null when the connection broke before the answer came. */
export class LiveClient {
  private cookie = '';

  constructor(private readonly app: SpawnedApp) {}

  async send(method: string, path: string, body?: object): Promise<LiveAnswer | null> {
    try {
      const answer = await fetch(`${this.app.origin}/api${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          origin: this.app.origin,
          ...(this.cookie ? { cookie: this.cookie } : {}),
        },
        body: body ? JSON.stringify(body) : undefined,
      });
      const text = await answer.text();
      const [cookie] = answer.headers.getSetCookie();
      if (cookie) this.cookie = cookie.split(';')[0] ?? '';
      return { status: answer.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
    } catch {
      return null;
    }
  }

  post = (path: string, body: object = {}) => this.send('POST', path, body);
  get = (path: string) => this.send('GET', path);
}

/** As if a minute had passed: the jobs of a process that was killed are free for the next one. Nothing may run meanwhile. */
export const endLeases = (db: TestDatabase): Promise<unknown> =>
  db.query("UPDATE job SET lease_until = '2000-01-01 00:00:00.000' WHERE lease_until IS NOT NULL");
