import { decodeBase45, encodeBase45 } from './base45.js';

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
  /** What the signature is of. */
  signed: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
}

export const TICKET_PREFIX = 'B1:';
const VERSION = 1;
const CONTEXT = new TextEncoder().encode('bintek-ticket-v1\0');
const FACTS_BYTES = 36;
const BYTES = 100;

/** The bytes that are signed. */
export function bytesToSign({ eventId, registrationId, epoch }: TicketFacts, keyId: number): Uint8Array<ArrayBuffer> {
  const facts = [VERSION, keyId, ...uuidBytes(eventId), ...uuidBytes(registrationId), epoch >> 8, epoch & 0xff];
  return Uint8Array.from([...CONTEXT, ...facts]);
}

export const ticketText = (signed: Uint8Array, signature: Uint8Array): string =>
  TICKET_PREFIX + encodeBase45(Uint8Array.from([...signed.subarray(CONTEXT.length), ...signature]));

/** The parts of a ticket that has the right form; nothing in it is true before its signature is checked. */
export function readTicket(text: string): ReadTicket | null {
  if (!text.startsWith(TICKET_PREFIX)) return null;
  const bytes = decodeBase45(text.slice(TICKET_PREFIX.length));
  if (bytes?.length !== BYTES || bytes[0] !== VERSION) return null;
  const signed = new Uint8Array(CONTEXT.length + FACTS_BYTES);
  signed.set(CONTEXT);
  signed.set(bytes.subarray(0, FACTS_BYTES), CONTEXT.length);
  return {
    keyId: bytes[1]!,
    eventId: uuidOf(bytes.subarray(2, 18)),
    registrationId: uuidOf(bytes.subarray(18, 34)),
    epoch: bytes[34]! * 256 + bytes[35]!,
    signed,
    signature: bytes.slice(FACTS_BYTES),
  };
}

function uuidBytes(uuid: string): number[] {
  return (uuid.replaceAll('-', '').match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function uuidOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX[byte]!;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
