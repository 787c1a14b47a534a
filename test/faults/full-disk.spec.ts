import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { sendForm } from '../factories/registrations.js';
import { engine } from '../databases.js';
import { TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';

/** A real file system of 20 MB; mounting one needs root, as on the machines that run this suite. */
const disk = mkdtempSync(join(tmpdir(), 'bintek-disk-'));
let app: TestApp;
let event: MadeEvent;

if (engine === 'sqlite') {
  beforeAll(async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk]);
    app = await TestApp.start({
      mail: 'outbox',
      env: { DATA_DIR: disk, SQLITE_FILE: join(disk, 'bintek.sqlite'), RATE_REGISTRATIONS: '1000000' },
    });
    event = await makeEvent(app, { capacity: 10_000 });
  });
  afterAll(async () => {
    await app.close();
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  });

  it('a full disk is answered with its code, keeps what was acknowledged, and is over when space is free', async () => {
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(17 * 1024 * 1024));
    const acknowledged: string[] = [];
    let refused: { status: number; code: string } | undefined;
    for (let n = 0; n < 2000 && !refused; n++) {
      const answer = await sendForm<Problem & { ticketCode: string }>(app, event.slug, applicant(n));
      if (answer.status === 201) acknowledged.push(answer.body.ticketCode);
      else refused = { status: answer.status, code: answer.body.code };
    }
    expect(refused).toEqual({ status: 507, code: 'STORAGE_FULL' });
    expect(acknowledged.length).toBeGreaterThan(0);

    rmSync(ballast);
    const after = await sendForm(app, event.slug, applicant(5000));
    expect(after.status).toBe(201);
    const list = await (
      await app.as('admin')
    ).get<{ total: number; rows: { ticketCode: string }[] }>(`/events/${event.id}/registrations?limit=200`);
    expect(list.body.total).toBe(acknowledged.length + 1);
  });
} else {
  it('is SQLite’s alone: with MySQL the disk is the server’s', () => {
    expect(engine).toBe('mysql');
  });
}
