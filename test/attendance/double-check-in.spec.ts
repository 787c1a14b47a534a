import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Presence, Scan } from '../../src/attendance/index.js';
import { AlreadyExists, Database, insertRows, Transactions, uniqueGuard } from '../../src/database/index.js';
import { engine } from '../databases.js';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';

const PHONES = 8;
const SLOT = 'day:2026-11-24';

describe('two phones and one ticket', () => {
  let app: TestApp;
  let door: Door;
  let officer: Client;
  let next = 0;

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox', database: 'double_check_in' });
    door = await openDoor(app, { capacity: 60 });
    officer = await app.as('gate', door.event.id);
  });
  afterAll(() => app.close());

  const person = () => addGuest(app, door.event, next++);
  const count = async (table: string, registrationId: string, more = '') => {
    const where = `registration_id = '${registrationId}' ${more}`;
    const [row] = await app.db.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`);
    return row!.n;
  };

  /** Without a guard: looks whether he is inside, then lets him in. */
  async function admitByLookingFirst(guest: Guest): Promise<string> {
    const inside = await app.get(Database).read((m) => m.countBy(Presence, { registrationId: guest.id, slot: SLOT }));
    if (inside > 0) return 'already_in';
    const now = app.clock.now();
    const common = { eventId: door.event.id, registrationId: guest.id, slot: SLOT, gateId: null };
    const scanned: Scan = {
      ...common,
      id: randomUUID(),
      direction: 'in',
      method: 'camera',
      verdict: 'accepted',
      shown: null,
      employeeId: null,
      standing: 'counted',
      conflict: null,
      scannedAt: now,
      skewMs: 0,
      receivedAt: now,
      staffId: null,
      deviceId: null,
      deviceLabel: null,
      barred: false,
    };
    const entry = { entryNo: 1, inAt: now, outAt: null, inScanId: scanned.id, outScanId: null };
    await app.get(Transactions).run(async (tx) => {
      await insertRows(tx, Scan, [scanned]);
      await uniqueGuard(() => insertRows(tx, Presence, [{ ...common, ...entry, id: randomUUID() }]));
    });
    return 'accepted';
  }

  const attempts = (guest: Guest) =>
    Promise.allSettled(Array.from({ length: PHONES }, () => admitByLookingFirst(guest)));

  it('let the person in many times when the key is away and the code looks first', async () => {
    const guest = await person();
    await dropKey();
    try {
      await attempts(guest);
      expect(await count('presence', guest.id)).toBeGreaterThan(1);
    } finally {
      await app.db.query(`DELETE FROM presence WHERE registration_id = '${guest.id}'`);
      await restoreKey();
    }
  });

  it('let him in once with the key alone, whatever the code has seen', async () => {
    const guest = await person();
    const refused = (await attempts(guest)).filter((attempt) => attempt.status === 'rejected');
    expect(refused.every(({ reason }) => reason instanceof AlreadyExists)).toBe(true);
    expect(await count('presence', guest.id)).toBe(1);
  });

  it('get one admission, and for all others when and where it was', async () => {
    for (let round = 0; round < 5; round++) {
      const guest = await person();
      const answers = await Promise.all(
        Array.from({ length: PHONES }, (_, phone) =>
          scan(app, officer, door, guest.qr!, { gateId: door.gates[phone % 2]!.id }),
        ),
      );
      const admitted = answers.filter(({ body }) => body.verdict === 'accepted');
      const others = answers.filter(({ body }) => body.verdict === 'already_in');
      expect([admitted.length, others.length]).toEqual([1, PHONES - 1]);
      const entry = await app.db.query<{ gate: string }>(
        `SELECT g.name AS gate FROM presence p JOIN gate g ON g.id = p.gate_id WHERE p.registration_id = '${guest.id}'`,
      );
      expect(entry).toHaveLength(1);
      for (const { body } of others) {
        expect(body.first).toEqual({ at: admitted[0]!.body.scannedAt, gate: entry[0]!.gate, device: null });
      }
      expect(await count('scan', guest.id)).toBe(PHONES);
      expect(await count('scan', guest.id, "AND verdict = 'accepted'")).toBe(1);
    }
  });

  it('store one scan for one id, sent by both at once', async () => {
    const guest = await person();
    const id = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: PHONES }, () => scan(app, officer, door, guest.qr!, { id })),
    );
    for (const { status, body } of answers) {
      expect([status, body.verdict]).toEqual([200, 'accepted']);
    }
    expect(await count('scan', guest.id)).toBe(1);
    expect(await count('presence', guest.id)).toBe(1);
    const audited = await app.db.query<{ n: number }>(
      `SELECT COUNT(*) AS n FROM audit_entry WHERE subject_id = '${id}'`,
    );
    expect(audited[0]!.n).toBe(1);
  });

  it('count one exit and one new entry when both are pressed twice', async () => {
    const guest = await person();
    const press = (direction: 'in' | 'out') =>
      Promise.all(Array.from({ length: 2 }, () => scan(app, officer, door, guest.qr!, { direction })));
    await press('in');
    app.clock.advance(60_000);
    await press('out');
    app.clock.advance(60_000);
    const verdicts = (await press('in')).map(({ body }) => body.verdict);
    expect(verdicts.sort()).toEqual(['accepted', 'already_in']);
    expect(await count('presence', guest.id)).toBe(2);
    expect(await count('presence', guest.id, 'AND out_at IS NULL')).toBe(1);
  });

  async function dropKey(): Promise<void> {
    if (engine === 'sqlite') {
      await app.db.query('DROP INDEX presence_entry');
      return;
    }
    // The foreign key needs some index of its column.
    await app.db.query('CREATE INDEX presence_registration ON presence (registration_id)');
    await app.db.query('DROP INDEX presence_entry ON presence');
  }

  async function restoreKey(): Promise<void> {
    await app.db.query('CREATE UNIQUE INDEX presence_entry ON presence (registration_id, slot, entry_no)');
    if (engine === 'mysql') await app.db.query('DROP INDEX presence_registration ON presence');
  }
});
