import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.js';
import type { Answer, Client, Problem } from '../support/client.js';
import type { Door, Guest } from './door.js';

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
  verdict: string;
  standing: string;
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
