import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { parse as uuidBytes } from 'uuid';
import { decodeBase45, encodeBase45 } from '../common/crypto/index.js';

/*
 * The QR of a ticket, 100 bytes:
 *   u8 version = 1 · u8 key id · 16 event id · 16 registration id · u16 epoch · 64 Ed25519
 * The signature covers CONTEXT and the first 36 bytes, so that a signature made for another use is worth nothing here.
 */
export interface TicketFacts {
  eventId: string;
  registrationId: string;
  /** Raised when a ticket is replaced; a scan compares it with the registration's. */
  epoch: number;
}

export interface ReadTicket extends TicketFacts {
  keyId: number;
  signed: Buffer;
  signature: Buffer;
}

const PREFIX = 'B1:';
const VERSION = 1;
const CONTEXT = Buffer.from('bintek-ticket-v1\0');
const SIGNED_BYTES = 36;
const BYTES = 100;

export function writeTicket(facts: TicketFacts, keyId: number, privateKey: KeyObject): string {
  const signed = Buffer.alloc(SIGNED_BYTES);
  signed.writeUInt8(VERSION, 0);
  signed.writeUInt8(keyId, 1);
  signed.set(uuidBytes(facts.eventId), 2);
  signed.set(uuidBytes(facts.registrationId), 18);
  signed.writeUInt16BE(facts.epoch, 34);
  const signature = sign(null, Buffer.concat([CONTEXT, signed]), privateKey);
  return PREFIX + encodeBase45(Buffer.concat([signed, signature]));
}

/** The parts of a ticket that has the right form; nothing in it is true before `isGenuine`. */
export function readTicket(text: string): ReadTicket | null {
  if (!text.startsWith(PREFIX)) return null;
  const bytes = decodeBase45(text.slice(PREFIX.length));
  if (bytes?.length !== BYTES || bytes.readUInt8(0) !== VERSION) return null;
  return {
    keyId: bytes.readUInt8(1),
    eventId: uuidOf(bytes.subarray(2, 18)),
    registrationId: uuidOf(bytes.subarray(18, 34)),
    epoch: bytes.readUInt16BE(34),
    signed: bytes.subarray(0, SIGNED_BYTES),
    signature: bytes.subarray(SIGNED_BYTES),
  };
}

export const isGenuine = (ticket: ReadTicket, publicKey: KeyObject): boolean =>
  verify(null, Buffer.concat([CONTEXT, ticket.signed]), publicKey, ticket.signature);

/** Ed25519 keys as 32 bytes in base64url. */
export function publicKeyFrom(x: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

export function privateKeyFrom(x: string, d: string): KeyObject {
  return createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x, d }, format: 'jwk' });
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
