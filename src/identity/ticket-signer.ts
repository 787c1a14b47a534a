import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { Clock, systemActor } from '../common/index.js';
import { Keys } from '../common/crypto/index.js';
import { AlreadyExists, Database, Transactions } from '../database/index.js';
import type { SigningKey } from './signing-key.entity.js';
import { SigningKeysRepository } from './signing-keys.repository.js';
import type { ReadTicket, TicketFacts } from '../common/rules/ticket-format.js';
import { isGenuine, privateKeyFrom, publicKeyFrom, writeTicket } from './ticket-token.js';

export type TicketVerdict =
  | ({ ok: true; keyId: number } & TicketFacts)
  /** It looks like a ticket of ours, but no key of ours signed it. */
  | { ok: false; reason: 'forged' }
  /** Signed by a key that may be in other hands: whose it is cannot be believed either. */
  | { ok: false; reason: 'withdrawn' };

interface KeyRing {
  publicKeys: Map<number, KeyObject>;
  withdrawn: Set<number>;
  /** Of those that were not withdrawn. */
  privateKeys: Map<number, KeyObject>;
  current: { id: number; privateKey: KeyObject } | undefined;
  rows: SigningKey[];
}

/** Another process may have made or withdrawn a key: known here after so long at the latest. */
const RELOAD_EVERY = 10_000;

/** Signs and checks tickets with key objects that are read once. Not for use inside a transaction: it may open one. */
@Injectable()
export class TicketSigner {
  private ring: Promise<KeyRing> | undefined;
  private loadedAt = 0;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: SigningKeysRepository,
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async sign(facts: TicketFacts): Promise<string> {
    const { current } = await this.keyRing();
    if (!current) throw new Error('No ticket key is in use: each one is retired');
    return writeTicket(facts, current.id, current.privateKey);
  }

  /** The ticket as another key than the current one writes it: what may lie printed before a door. */
  async signBy(keyId: number, facts: TicketFacts): Promise<string> {
    const { privateKeys } = await this.keyRing();
    const privateKey = privateKeys.get(keyId);
    if (!privateKey) throw new Error(`No key ${keyId} signs tickets that are believed`);
    return writeTicket(facts, keyId, privateKey);
  }

  /** For whoever checks tickets by himself. */
  async publicKeys(): Promise<{ id: number; publicKey: string; withdrawn: boolean }[]> {
    const { rows } = await this.keyRing();
    return rows.map(({ id, publicKey, withdrawnAt }) => ({ id, publicKey, withdrawn: withdrawnAt !== null }));
  }

  async verify(ticket: ReadTicket): Promise<TicketVerdict> {
    const { keyId, eventId, registrationId, epoch } = ticket;
    const { publicKeys, privateKeys, withdrawn } = await this.keyRing();
    const publicKey = publicKeys.get(keyId);
    const privateKey = privateKeys.get(keyId);
    if (!publicKey || !(await isGenuine(ticket, { publicKey, privateKey }))) return { ok: false, reason: 'forged' };
    if (withdrawn.has(keyId)) return { ok: false, reason: 'withdrawn' };
    return { ok: true, keyId, eventId, registrationId, epoch };
  }

  /** Reads the keys anew at the next use. */
  forget(): void {
    this.ring = undefined;
  }

  newKey(id: number, createdAt: Date): SigningKey {
    const { privateKey } = generateKeyPairSync('ed25519');
    const { x, d } = privateKey.export({ format: 'jwk' });
    const privateKeyEncrypted = this.keys.encrypt(d!, aadOf(id));
    return { id, publicKey: x!, privateKeyEncrypted, createdAt, retiredAt: null, withdrawnAt: null };
  }

  private keyRing(): Promise<KeyRing> {
    if (this.ring && this.clock.now().getTime() - this.loadedAt >= RELOAD_EVERY) this.ring = undefined;
    this.ring ??= this.load().catch((error: unknown) => {
      this.ring = undefined;
      throw error;
    });
    return this.ring;
  }

  private async load(): Promise<KeyRing> {
    let rows = await this.database.read((m) => this.rows.all(m));
    if (rows.length === 0) {
      await this.createFirst();
      rows = await this.database.read((m) => this.rows.all(m));
    }
    this.loadedAt = this.clock.now().getTime();
    const newest = rows.filter((row) => row.retiredAt === null).at(-1);
    const believed = rows.filter((row) => row.withdrawnAt === null);
    const privateKeys = new Map(believed.map((row) => [row.id, this.open(row)]));
    const signs = newest && privateKeys.get(newest.id);
    return {
      publicKeys: new Map(rows.map((row) => [row.id, publicKeyFrom(row.publicKey)])),
      withdrawn: new Set(rows.filter((row) => row.withdrawnAt !== null).map((row) => row.id)),
      privateKeys,
      current: newest && signs && { id: newest.id, privateKey: signs },
      rows,
    };
  }

  /** Of two processes at their first ticket, one makes key 1 and the other finds it. */
  private async createFirst(): Promise<void> {
    const row = this.newKey(1, this.clock.now());
    try {
      await this.transactions.run(async (tx) => {
        await this.rows.insert(tx, row);
        await this.audit.append(tx, {
          actor: systemActor,
          action: 'identity.signing_key_created',
          subject: { kind: 'signing_key', id: '1' },
        });
      });
    } catch (error) {
      if (!(error instanceof AlreadyExists)) throw error;
    }
  }

  private open(row: SigningKey): KeyObject {
    const d = this.keys.decrypt(row.privateKeyEncrypted, aadOf(row.id)).toString();
    return privateKeyFrom(row.publicKey, d);
  }
}

const aadOf = (id: number): string => `signing_key:${id}:private`;
