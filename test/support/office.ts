import { setTimeout as sleep } from 'node:timers/promises';
import { withinDays } from '../factories/agenda.js';
import type { SpawnedApp } from './spawned-app.mjs';

export interface BenchEvent {
  id: string;
  slug: string;
  /** The event's own pool first. */
  pools: string[];
}

/** An organiser who makes what a benchmark needs, through the API. */
export class Office {
  private cookie = '';

  private constructor(private readonly origin: string) {}

  /** Makes the first administrator, as after an installation, and signs in. */
  static async open(app: SpawnedApp): Promise<Office> {
    const office = new Office(app.origin);
    const person = { email: 'bench@uji.example', password: 'sandi untuk pengukuran' };
    await office.call('POST', '/setup', { token: await setupToken(app), name: 'Bench', ...person });
    await office.call('POST', '/session', person);
    return office;
  }

  get headers(): Record<string, string> {
    return { Cookie: this.cookie, Origin: this.origin };
  }

  async call<Body>(method: 'POST' | 'PUT', path: string, body: object): Promise<Body> {
    const answer = await fetch(`${this.origin}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...this.headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    const [cookie] = answer.headers.getSetCookie();
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    return (await answer.json()) as Body;
  }

  /** Runs at this moment, so that its gates are open, and still takes registrations. */
  async event(
    capacity: number,
    inner: { name: string; capacity: number; kinds: string[] }[] = [],
  ): Promise<BenchEvent> {
    const venue = await this.call<{ id: string }>('POST', '/venues', { name: 'Balai', address: 'Bitung' });
    const now = Date.now();
    const at = (minutes: number) => new Date(now + minutes * 60_000);
    const session = { kind: 'topic', title: 'Layanan digital' };
    const { id } = await this.call<{ id: string }>('POST', '/events', {
      title: 'Bimbingan Teknis',
      summary: 'Untuk pengukuran.',
      venueId: venue.id,
      registrationClosesAt: at(59),
      cancelUntil: at(-31),
      registrationOpensAt: at(-32),
      numberCode: '800.1',
      numberUnit: 'DISKOMINFO',
      capacity,
      inner,
      sessions: withinDays(at(-30), at(60)).map((span) => ({ ...session, ...span })),
    });
    const made = await this.call<{ slug: string; pools: { id: string }[] }>('POST', `/events/${id}/publish`, {});
    return { id, slug: made.slug, pools: made.pools.map((pool) => pool.id) };
  }
}

async function setupToken(app: SpawnedApp): Promise<string> {
  for (;;) {
    const token = /one-time token: (\S+)/.exec(app.output)?.[1];
    if (token) return token;
    if (!app.running) throw new Error(app.output);
    await sleep(50);
  }
}
