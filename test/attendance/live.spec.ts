import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Accounts } from '../../src/identity/index.js';
import { PASSWORD } from '../personas.js';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';

interface LiveEvent {
  id: string;
  event: string;
  data: string;
}

/** Reads a stream of server-sent events as a browser does. */
class Stream {
  private text = '';
  private readonly decoder = new TextDecoder();

  constructor(private readonly reader: ReadableStreamDefaultReader<Uint8Array>) {}

  /** The next event, or null when the stream ended or none came in time. */
  async next(timeoutMs: number): Promise<LiveEvent | null> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const event = this.take();
      if (event) return event;
      const late = new Promise<'late'>((resolve) =>
        setTimeout(resolve, Math.max(0, deadline - Date.now()), 'late').unref(),
      );
      this.reading ??= this.reader.read();
      const read = await Promise.race([this.reading, late]);
      if (read === 'late') return null;
      this.reading = undefined;
      if (read.done) return null;
      this.text += this.decoder.decode(read.value, { stream: true });
    }
  }

  /** True once the server has ended the stream. */
  async ended(): Promise<boolean> {
    for (;;) {
      const { done } = await (this.reading ?? this.reader.read());
      this.reading = undefined;
      if (done) return true;
    }
  }

  close(): Promise<void> {
    return this.reader.cancel();
  }

  private reading: ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']> | undefined;

  private take(): LiveEvent | null {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end < 0) return null;
      const lines = this.text.slice(0, end).split('\n');
      this.text = this.text.slice(end + 2);
      const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
      if (field('event')) return { id: field('id'), event: field('event'), data: field('data') };
    }
  }
}

describe('the live overview', () => {
  let app: TestApp;
  let door: Door;
  let guests: Guest[];
  let officer: Client;
  let url: string;
  let closed = false;
  const cookies = new Map<string, string>();

  async function signIn(role: 'organiser' | 'gate'): Promise<void> {
    const account = { email: `${role}-langsung@uji.example`, name: 'Grace Wowor', office: 'Diskominfo' };
    await app.get(Accounts).add({ ...account, roles: [{ role, eventId: door.event.id }] }, PASSWORD, systemActor);
    const answer = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:3000' },
      body: JSON.stringify({ email: account.email, password: PASSWORD }),
    });
    expect(answer.status).toBe(201);
    cookies.set(role, answer.headers.getSetCookie()[0]!.split(';')[0]!);
  }

  const ask = (role: 'organiser' | 'gate', eventId: string, headers = {}) =>
    fetch(`${url}/api/events/${eventId}/live`, { headers: { cookie: cookies.get(role)!, ...headers } });

  async function follow(headers = {}): Promise<Stream> {
    const answer = await ask('organiser', door.event.id, headers);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    return new Stream(answer.body!.getReader() as ReadableStreamDefaultReader<Uint8Array>);
  }

  const presentIn = (event: LiveEvent | null) => (JSON.parse(event!.data) as { present: number }).present;
  const admit = (n: number) => scan(app, officer, door, guests[n]!.qr!);

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app);
    guests = [];
    for (let n = 0; n < 3; n++) guests.push(await addGuest(app, door.event, n));
    await app.app.listen(0, '127.0.0.1');
    url = await app.app.getUrl();
    await signIn('organiser');
    await signIn('gate');
    // Before the streams: giving a role for the event is a change of it.
    officer = await app.as('gate', door.event.id);
  });
  afterAll(async () => {
    if (!closed) await app.close();
  });

  it('sends the overview at once, again when somebody comes, and nothing in between', async () => {
    const stream = await follow();
    const first = await stream.next(10_000);
    expect(first?.event).toBe('overview');
    expect(presentIn(first)).toBe(0);
    expect(await stream.next(2_500)).toBeNull();
    await admit(0);
    const second = await stream.next(10_000);
    expect(presentIn(second)).toBe(1);
    expect(second!.id).not.toBe(first!.id);
    await stream.close();
  });

  it('sends it again when a phone says how it fares', async () => {
    const organiser = await app.as('organiser', door.event.id);
    const path = `/events/${door.event.id}/devices`;
    const { body } = await organiser.post<{ code: string }>(path, { name: 'Ponsel Timur', role: 'scanner' });
    const phone = app.client();
    await phone.post('/devices/pairing', { code: body.code });
    const stream = await follow();
    await stream.next(10_000);
    await phone.post('/door/heartbeat', { queueLength: 9 });
    const { devices } = JSON.parse((await stream.next(10_000))!.data) as { devices: object[] };
    expect(devices).toMatchObject([{ name: 'Ponsel Timur', queueLength: 9 }]);
    await stream.close();
  });

  it('does not repeat to a page that comes back what the page has', async () => {
    const stream = await follow();
    const { id } = (await stream.next(10_000))!;
    await stream.close();
    const again = await follow({ 'last-event-id': id });
    expect(await again.next(2_500)).toBeNull();
    await admit(1);
    expect(presentIn(await again.next(10_000))).toBe(2);
    await again.close();
  });

  it('serves those who watch together the same, and goes on when one leaves', async () => {
    const [one, two] = [await follow(), await follow()];
    expect((await one.next(10_000))?.data).toBe((await two.next(10_000))?.data);
    await one.close();
    await admit(2);
    expect(presentIn(await two.next(10_000))).toBe(3);
    await two.close();
  });

  it('is refused to a gate officer, and for a foreign event', async () => {
    const officer = await ask('gate', door.event.id);
    expect([officer.status, ((await officer.json()) as { code: string }).code]).toEqual([403, 'NO_PERMISSION']);
    const other = await openDoor(app);
    const foreign = await ask('organiser', other.event.id);
    expect([foreign.status, ((await foreign.json()) as { code: string }).code]).toEqual([404, 'EVENT_NOT_FOUND']);
    expect((await fetch(`${url}/api/events/${door.event.id}/live`)).status).toBe(401);
  });

  it('ends when the server stops, which takes less than two seconds', async () => {
    const streams = [await follow(), await follow(), await follow()];
    for (const stream of streams) await stream.next(10_000);
    const before = performance.now();
    closed = true;
    await app.close();
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(await Promise.all(streams.map((stream) => stream.ended()))).toEqual([true, true, true]);
  });
});
