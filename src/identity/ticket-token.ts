import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { bytesToSign, type ReadTicket, type TicketFacts, ticketText } from '../common/rules/ticket-format.js';

export function writeTicket(facts: TicketFacts, keyId: number, privateKey: KeyObject): string {
  const signed = bytesToSign(facts, keyId);
  return ticketText(signed, sign(null, signed, privateKey));
}

/** Beside the thread that serves: hundreds of tickets come in one call. */
export const isGenuine = (ticket: ReadTicket, publicKey: KeyObject): Promise<boolean> =>
  new Promise((resolve, reject) => {
    verify(null, ticket.signed, publicKey, ticket.signature, (error, genuine) => {
      if (error) reject(error);
      else resolve(genuine);
    });
  });

/** Ed25519 keys as 32 bytes in base64url. */
export function publicKeyFrom(x: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

export function privateKeyFrom(x: string, d: string): KeyObject {
  return createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x, d }, format: 'jwk' });
}
