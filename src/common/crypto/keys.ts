import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse as uuidBytes } from 'uuid';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const MAC_BYTES = 16;
const ID_BYTES = 16;
const LINK_TOKEN = /^[A-Za-z0-9_-]{43}$/;

export type LinkToken = { id: string; verify(epoch: number): boolean };

/** The sealed text was altered, belongs to another row, or was sealed under another APP_KEY. */
export class CannotDecrypt extends Error {
  constructor(aad: string) {
    super(`The sealed value of ${aad} does not open with this APP_KEY`);
  }
}

export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Every secret of the application, derived from the one APP_KEY: a key per purpose, so that no two uses share one. */
export class Keys {
  private readonly links: Buffer;
  private readonly encryption: Buffer;
  private readonly index: Buffer;
  private readonly firstRun: Buffer;

  constructor(appKey: string | Uint8Array) {
    const derive = (purpose: string) =>
      Buffer.from(hkdfSync('sha256', appKey, 'bintek-keys-v1', `bintek:${purpose}`, 32));
    this.links = derive('links');
    this.encryption = derive('encryption');
    this.index = derive('blind-index');
    this.firstRun = derive('first-run');
  }

  /** Personal link: never stored, and revoked by raising the epoch of its row. */
  linkToken(id: string, purpose: string, epoch: number): string {
    const idBytes = uuidBytes(id);
    return Buffer.concat([idBytes, this.linkMac(idBytes, purpose, epoch)]).toString('base64url');
  }

  /** The row that a link speaks of; what it may do there is still to be verified. */
  idOfLink(token: string): string | null {
    const bytes = linkBytes(token);
    return bytes && uuidTextOf(bytes.subarray(0, ID_BYTES));
  }

  readLinkToken(token: string, purpose: string): LinkToken | null {
    const bytes = linkBytes(token);
    if (!bytes) return null;
    const idBytes = bytes.subarray(0, ID_BYTES);
    const mac = bytes.subarray(ID_BYTES);
    return {
      id: uuidTextOf(idBytes),
      verify: (epoch) => timingSafeEqual(mac, this.linkMac(idBytes, purpose, epoch)),
    };
  }

  /** `version(1) ‖ iv(12) ‖ tag(16) ‖ text` in base64url; `aad` names the row and column, so a copied value does not open. */
  encrypt(plain: string | Uint8Array, aad: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.encryption, iv);
    cipher.setAAD(Buffer.from(aad));
    const sealed = Buffer.concat([cipher.update(Buffer.from(plain)), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  decrypt(sealed: string, aad: string): Buffer {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < 1 + IV_BYTES + TAG_BYTES || bytes[0] !== VERSION) throw new CannotDecrypt(aad);
    const iv = bytes.subarray(1, 1 + IV_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.encryption, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(aad));
    decipher.setAuthTag(bytes.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]);
    } catch {
      throw new CannotDecrypt(aad);
    }
  }

  /** Keyed hash by which an encrypted value can be looked up and kept unique. */
  blindIndex(purpose: string, text: string): string {
    return createHmac('sha256', this.index).update(`${purpose}:${text}`).digest('base64url');
  }

  /** Shown once by a server that has no account yet; whoever can read its log may create the first one. */
  setupToken(): string {
    return createHmac('sha256', this.firstRun)
      .update('first-run')
      .digest()
      .subarray(0, MAC_BYTES)
      .toString('base64url');
  }

  private linkMac(idBytes: Uint8Array, purpose: string, epoch: number): Buffer {
    const epochBytes = Buffer.alloc(4);
    epochBytes.writeUInt32BE(epoch);
    const mac = createHmac('sha256', this.links).update(idBytes).update(purpose).update(epochBytes).digest();
    return mac.subarray(0, MAC_BYTES);
  }
}

function linkBytes(token: string): Buffer | null {
  if (!LINK_TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  // 43 signs carry two spare bits: without this a link would have four spellings.
  return bytes.toString('base64url') === token ? bytes : null;
}

/** `stringify` of uuid refuses bytes that are no valid UUID, but here any 16 bytes may come in from outside. */
function uuidTextOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
