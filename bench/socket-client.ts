import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Load {
  perSecond: number;
  p50: number;
  p99: number;
  /** How many answers came with each status. */
  statuses: Record<number, number>;
}

/** One HTTP/1.1 request, ready for the wire. */
export function request(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: object): Buffer {
  const payload = body ? JSON.stringify(body) : '';
  const lines = Object.entries({
    Host: '127.0.0.1',
    ...(body ? { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(payload)) } : {}),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${payload}`);
}

const HEAD_END = Buffer.from('\r\n\r\n');
const CONTENT_LENGTH = /content-length: (\d+)/i;

/**
 * Sends every request once over kept-alive connections, one request at a time on each.
 *
 * Bare sockets, because an HTTP client library takes a third to a half of a core and would be part of the result.
 */
export async function send(
  port: number,
  requests: Buffer[],
  connections: number,
  onAnswer?: (body: Record<string, unknown>, at: number) => void,
): Promise<Load> {
  const times: number[] = [];
  const statuses: Record<number, number> = {};
  let next = 0;
  const lines: Line[] = [];
  for (let opened = 0; opened < Math.min(connections, requests.length); opened++) lines.push(await Line.open(port));
  const started = performance.now();
  await Promise.all(
    lines.map(async (line) => {
      for (let at = next++; at < requests.length; at = next++) {
        const since = performance.now();
        const { status, body } = await line.ask(requests[at] as Buffer);
        times.push(performance.now() - since);
        statuses[status] = (statuses[status] ?? 0) + 1;
        onAnswer?.(JSON.parse(body.toString()) as Record<string, unknown>, at);
      }
      line.close();
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: requests.length / seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99), statuses };
}

/**
 * Does each piece of work at its time, in milliseconds from the beginning, by as many workers as there are.
 * @returns how long each took from its time on, also while it waited for a worker; in ascending order
 */
export async function atTimes<Worker>(
  times: number[],
  workers: Worker[],
  work: (worker: Worker, n: number) => Promise<void>,
): Promise<number[]> {
  const started = performance.now();
  const waited: number[] = [];
  let next = 0;
  await Promise.all(
    workers.map(async (worker) => {
      for (let n = next++; n < times.length; n = next++) {
        const at = times[n] ?? 0;
        await sleep(Math.max(0, at - (performance.now() - started)));
        await work(worker, n);
        waited.push(performance.now() - started - at);
      }
    }),
  );
  return waited.sort((a, b) => a - b);
}

/** Sends each request at its time over kept-alive connections. @returns as `atTimes` @throws Error when one is not answered 200 */
export async function sendAt(
  port: number,
  times: number[],
  requests: Buffer[],
  connections: number,
): Promise<number[]> {
  const lines: Line[] = [];
  while (lines.length < connections) lines.push(await Line.open(port));
  const waited = await atTimes(times, lines, async (line, n) => {
    const { status, body } = await line.ask(requests[n] as Buffer);
    if (status !== 200) throw new Error(`${status}: ${body.toString()}`);
  });
  for (const line of lines) line.close();
  return waited;
}

/** A request and when it is sent, in milliseconds from the beginning. */
export interface Coming {
  at: number;
  bytes: Buffer;
}

export interface Told {
  status: number;
  body: Record<string, unknown>;
  /** Milliseconds from the beginning. */
  asked: number;
  answered: number;
}

/** Sends each request at its time, on a connection of its own, whether those before it were answered or not. */
export function arrive(port: number, crowd: Coming[]): Promise<Told[]> {
  const started = performance.now();
  return Promise.all(
    crowd.map(async ({ at, bytes }) => {
      await sleep(at);
      const line = await Line.connected(port);
      const { status, body } = await line.ask(bytes);
      line.close();
      const answered = performance.now() - started;
      return { status, body: JSON.parse(body.toString()) as Record<string, unknown>, asked: at, answered };
    }),
  );
}

/** A fast refusal must not count as a fast answer. */
export function expectAll(status: number, load: Load): Load {
  const others = Object.keys(load.statuses).filter((found) => Number(found) !== status);
  if (others.length > 0) throw new Error(`Expected ${status} alone: ${JSON.stringify(load.statuses)}`);
  return load;
}

export function quantile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

interface RawAnswer {
  status: number;
  body: Buffer;
}

class Line {
  private pending: Buffer = Buffer.alloc(0);
  private answered: ((answer: RawAnswer) => void) | undefined;
  private failed: ((error: Error) => void) | undefined;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.failed?.(error));
    socket.on('close', () => this.failed?.(new Error('The server closed the connection.')));
  }

  static connected(port: number): Promise<Line> {
    return new Promise((done, failed) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => done(new Line(socket)));
      socket.once('error', failed);
    });
  }

  /** Node accepts one connection a turn of its loop, so it is open only once something was answered on it. */
  static async open(port: number): Promise<Line> {
    const line = await Line.connected(port);
    await line.ask(request('GET', '/health/live', {}));
    return line;
  }

  ask(bytes: Buffer): Promise<RawAnswer> {
    return new Promise((done, failed) => {
      this.answered = done;
      this.failed = failed;
      this.socket.write(bytes);
    });
  }

  close(): void {
    this.failed = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    const head = this.pending.indexOf(HEAD_END);
    if (head < 0) return;
    const length = CONTENT_LENGTH.exec(this.pending.toString('latin1', 0, head))?.[1];
    if (length === undefined) {
      this.failed?.(new Error('An answer without Content-Length.'));
      return;
    }
    const start = head + HEAD_END.length;
    if (this.pending.length < start + Number(length)) return;
    // "HTTP/1.1 201 …"
    const status = Number(this.pending.toString('latin1', 9, 12));
    const body = this.pending.subarray(start);
    this.pending = Buffer.alloc(0);
    this.answered?.({ status, body });
  }
}
