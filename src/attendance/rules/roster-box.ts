/** What the door learns of a ticket: all that its verdict without network needs, and the two facts it shows. */
export interface RosterRecord {
  registrationId: string;
  status: string;
  epochIsCurrent: boolean;
  printedName: string;
  unit: string;
  /** When he cancelled. */
  endedAt: string | null;
}

const SALT = new TextEncoder().encode('bintek-roster-v1');
const NAME_BYTES = 16;
const KEY_BYTES = 32;
const IV_BYTES = 12;

/**
 * A box of the roster is found and opened by the text of its ticket alone (HKDF-SHA-256, AES-256-GCM): the signature in
 * it cannot be guessed, so a phone that holds ten thousand boxes reveals nothing of whom it has not scanned.
 */
export class RosterBox {
  private constructor(
    /** Under which the box lies: says nothing of what is in it. */
    readonly id: string,
    private readonly key: Uint8Array<ArrayBuffer>,
  ) {}

  static async of(ticket: string): Promise<RosterBox> {
    const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(ticket), 'HKDF', false, [
      'deriveBits',
    ]);
    const how = { name: 'HKDF', hash: 'SHA-256', salt: SALT, info: new Uint8Array() };
    const bits = new Uint8Array(await crypto.subtle.deriveBits(how, secret, 8 * (NAME_BYTES + KEY_BYTES)));
    return new RosterBox(hexOf(bits.subarray(0, NAME_BYTES)), bits.slice(NAME_BYTES));
  }

  async seal(record: RosterRecord): Promise<string> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const plain = new TextEncoder().encode(JSON.stringify(record));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await this.cipher('encrypt'), plain);
    return btoa(String.fromCharCode(...iv, ...new Uint8Array(sealed)));
  }

  /** @throws OperationError when the box was changed, or is another's */
  async open(box: string): Promise<RosterRecord> {
    const bytes = Uint8Array.from(atob(box), (sign) => sign.charCodeAt(0));
    const iv = bytes.subarray(0, IV_BYTES);
    const cipher = await this.cipher('decrypt');
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, cipher, bytes.subarray(IV_BYTES));
    return JSON.parse(new TextDecoder().decode(plain)) as RosterRecord;
  }

  private cipher(use: 'encrypt' | 'decrypt') {
    return crypto.subtle.importKey('raw', this.key, 'AES-GCM', false, [use]);
  }
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
