import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

/** argon2id is the package's default algorithm. About 45 ms, off the event loop. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SIGNS = '23456789abcdefghjkmnpqrstuvwxyz';

export const PASSWORD_MIN = 12;
/** Longer ones would only let a stranger burn processor time. */
export const PASSWORD_MAX = 200;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), COST);

/** What an unknown e-mail is compared with, so that it takes as long as a known one. */
let nobody: Promise<string> | undefined;

export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(32).toString('base64url'));
  const fits = await verify(stored ?? (await nobody), password.normalize('NFC'));
  return fits && stored !== undefined;
}

/** Four groups of four, to be read out once and changed by its owner; 79 bits. */
export function temporaryPassword(): string {
  const text = Array.from({ length: 16 }, unbiasedSign).join('');
  return text.match(/.{4}/g)!.join('-');
}

function unbiasedSign(): string {
  for (;;) {
    const sign = SIGNS.charAt(randomBytes(1).readUInt8() & 31);
    if (sign) return sign;
  }
}
