import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { PASSWORD } from '../personas.js';
import { TestApp } from '../support/app.js';
import { SpawnedApp } from '../support/spawned-app.mjs';
import { LiveClient } from './live-client.js';

/** A real file system of 20 MB; mounting one needs root, as on the machines that run this suite. */
const disk = mkdtempSync(join(tmpdir(), 'bintek-disk-'));
const ballast = join(disk, 'ballast');
const acknowledged: string[] = [];

describe('full disk', () => {
  let live: SpawnedApp;
  let event: MadeEvent;
  let next = 0;

  /** The status and, where it is not 201, the code of the answer. */
  async function register(): Promise<[status: number, code: unknown]> {
    const answer = await new LiveClient(live).post(`/public/events/${event.slug}/registrations`, applicant(next++));
    if (answer?.status === 201) acknowledged.push(String(answer.body.ticketCode));
    return [answer?.status ?? 0, answer?.body.code];
  }

  async function untilRefused(): Promise<[status: number, code: unknown]> {
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 512 * 1024));
    for (;;) {
      const answer = await register();
      if (answer[0] !== 201) return answer;
    }
  }

  beforeAll(async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk]);
    const env = { DATA_DIR: disk, SQLITE_FILE: join(disk, 'bintek.sqlite') };
    const setUp = await TestApp.start({ database: 'disk', mail: 'outbox', now: new Date(), env });
    event = await makeEvent(setUp, { capacity: 10_000 });
    await setUp.close();
    live = await SpawnedApp.create(env);
    live.start();
    await live.ready();
  });
  afterAll(async () => {
    await live.remove();
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  });

  it('a full disk is answered with its code, and is over when space is free', async () => {
    expect(await untilRefused()).toEqual([507, 'STORAGE_FULL']);
    expect(acknowledged.length).toBeGreaterThan(0);
    rmSync(ballast);
    expect(await register()).toEqual([201, undefined]);
  });

  it('keeps what was acknowledged through a kill -9 on the full disk', async () => {
    expect(await untilRefused()).toEqual([507, 'STORAGE_FULL']);
    await live.kill();
    rmSync(ballast);
    live.start();
    await live.ready();
    expect(await register()).toEqual([201, undefined]);
    const organiser = new LiveClient(live);
    await organiser.post('/session', { email: 'admin-0@uji.example', password: PASSWORD });
    const stored = new Set<string>();
    for (let after = ''; ;) {
      const list = await organiser.get(`/events/${event.id}/registrations?limit=200${after}`);
      const { rows, next: cursor } = list?.body as { rows: { ticketCode: string }[]; next: string | null };
      for (const { ticketCode } of rows) stored.add(ticketCode);
      if (!cursor) break;
      after = `&after=${encodeURIComponent(cursor)}`;
    }
    expect([...stored].sort()).toEqual([...acknowledged].sort());
  });
});
