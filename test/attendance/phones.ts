import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { TestApp } from '../support/app.js';
import type { Answer, Client, Problem } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor } from './door.js';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

export interface PhoneView {
  id: string;
  name: string;
  state: string;
  gates: { name: string }[] | null;
  otherEvents: (string | null)[];
  expiresAt: string;
  lastSeenAt: string | null;
  queueLength: number | null;
  appVersion: string | null;
  storageLow: boolean;
}

export interface Code {
  device: PhoneView;
  code: string;
  pairUrl: string;
  qrSvg: string;
}

interface Synced {
  scanId: string;
  verdict: string | null;
  standing: string | null;
  conflict: string | null;
}

/** The phones of an event, as its organiser pairs them and as they send what they kept. */
export class Phones {
  private asked = 0;

  constructor(
    private readonly app: TestApp,
    private readonly door: Door,
    private readonly organiser: Client,
  ) {}

  get path(): string {
    return `/events/${this.door.event.id}`;
  }

  now(minutes = 0): string {
    return new Date(this.app.clock.now().getTime() + minutes * MINUTE).toISOString();
  }

  ask(more: object = {}, by = this.organiser): Promise<Answer<Code & Problem>> {
    const name = ['Ponsel Timur', ++this.asked > 1 ? this.asked : ''].join(' ').trimEnd();
    return by.post(`${this.path}/devices`, { name, role: 'scanner', ...more });
  }

  async prepare(more: object = {}): Promise<Code> {
    const answer = await this.ask(more);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  }

  pairing(code: string, phone = this.app.client()): Promise<Answer<Problem>> {
    return phone.post<Problem>('/devices/pairing', { code });
  }

  async pair(more: object = {}): Promise<{ phone: Client; id: string }> {
    const { code, device } = await this.prepare(more);
    const phone = this.app.client();
    const answer = await this.pairing(code, phone);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return { phone, id: device.id };
  }

  async listed(id: string): Promise<PhoneView> {
    const { body } = await this.organiser.get<PhoneView[]>(`${this.path}/devices`);
    return body.find((device) => device.id === id)!;
  }

  revoke(id: string): Promise<Answer<Problem>> {
    return this.organiser.post<Problem>(`${this.path}/devices/${id}/revocation`);
  }

  kept(guest: Guest, scannedAt: string, more: object = {}): { id: string } {
    return { id: randomUUID(), ...{ input: guest.qr!, method: 'camera', shown: 'accepted', scannedAt }, ...more };
  }

  sync(phone: Client, scans: object[], more: object = {}): Promise<Answer<Synced[] & Problem>> {
    return phone.post(`${this.path}/scans/sync`, { sentAt: this.now(), scans, ...more });
  }

  stays(guest: Guest): Promise<unknown[]> {
    return this.app.db.query(`SELECT id FROM presence WHERE registration_id = '${guest.id}'`);
  }
}

interface ConflictView {
  scanId: string;
  conflict: string;
  person: { printedName: string } | null;
  seen: { at: string; gate: string | null; device: string | null };
  countsOn: string | null;
  endsNothing: boolean;
  first: { at: string; gate: string | null; device: string | null } | null;
}

interface Here {
  app: TestApp;
  door: Door;
  /** Of another event. */
  other: Door;
  officer: Client;
  organiser: Client;
}

/** Within a `describe`: two hours after `MORNING`, an officer whose phone kept its scans, and who rules on them. */
export function offlineDoor(people: number) {
  const here = {} as Here;
  const waiting: Guest[] = [];

  beforeAll(async () => {
    here.app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    here.door = await openDoor(here.app, { capacity: people + 10 });
    here.other = await openDoor(here.app);
    // Registration closes when the programme begins.
    for (let n = 0; n < people; n++) waiting.push(await addGuest(here.app, here.door.event, n));
    here.app.clock.advance(120 * MINUTE);
    here.officer = await here.app.as('gate', here.door.event.id);
    here.organiser = await here.app.as('organiser', here.door.event.id);
  });
  afterAll(() => here.app.close());

  const person = (): Guest => {
    const guest = waiting.shift();
    if (!guest) throw new Error('Everybody has been scanned: register more');
    return guest;
  };
  const at = (minute: number, wrongBy = 0) => new Date(MORNING.getTime() + minute * MINUTE + wrongBy).toISOString();
  const kept = (input: string, minute: number, more: object = {}, wrongBy = 0) => ({
    id: randomUUID(),
    gateId: here.door.gates[0]!.id,
    input,
    method: 'camera',
    direction: 'in',
    shown: 'accepted',
    scannedAt: at(minute, wrongBy),
    ...more,
  });
  const sync = async (scans: object[], { device = 'Ponsel A', wrongBy = 0 } = {}): Promise<Synced[]> => {
    const sentAt = new Date(here.app.clock.now().getTime() + wrongBy).toISOString();
    const body = { sentAt, deviceLabel: device, scans };
    const answer = await here.officer.post<Synced[]>(`/events/${here.door.event.id}/scans/sync`, body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const conflicts = async () =>
    (await here.organiser.get<ConflictView[]>(`/events/${here.door.event.id}/conflicts`)).body;
  const rule = (scanId: string, decision: string) => {
    const ruling = { decision, reason: 'Kartu dilihat langsung' };
    return here.organiser.post<Problem>(`/events/${here.door.event.id}/scans/${scanId}/rulings`, ruling);
  };
  const stays = (guest: Guest) =>
    here.app.db.query<{ n: number; at: string }>(
      `SELECT entry_no AS n, in_at AS at FROM presence WHERE registration_id = '${guest.id}' ORDER BY entry_no`,
    );
  const isAt = (stored: unknown, minute: number) =>
    expect(new Date(stored instanceof Date ? stored : `${String(stored).replace(' ', 'T')}Z`).toISOString()).toBe(
      at(minute),
    );
  return { here, person, at, kept, sync, conflicts, rule, stays, isAt };
}
