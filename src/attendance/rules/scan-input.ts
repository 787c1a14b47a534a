import { normaliseCode } from '../../common/rules/human-code.js';
import { parseNip } from '../../directory/rules/nip.js';

export type ScanInput =
  | { kind: 'token'; token: string }
  | { kind: 'code'; code: string }
  | { kind: 'nip'; nip: string }
  | { kind: 'malformed' };

const TICKET_CODE_SIGNS = 7;
/** A ticket's token has 153 signs. Whatever is much longer is another QR code, and is not looked at any closer. */
const MAX_INPUT = 512;

/**
 * Sorts what a camera, a keyboard scanner or a hand has put in: a ticket, its code, or the NIP of who has neither. Keyboard scanners add line ends and, with Caps Lock on,
 * swap the case; phone keyboards type full-width signs.
 */
export function readScanInput(input: string): ScanInput {
  if (input.length > MAX_INPUT) return { kind: 'malformed' };
  const text = input.normalize('NFKC').trim().toUpperCase();
  if (text.startsWith('B1:')) return { kind: 'token', token: text };
  const code = normaliseCode(text, TICKET_CODE_SIGNS);
  if (code !== null) return { kind: 'code', code };
  const nip = parseNip(text);
  return nip.ok ? { kind: 'nip', nip: nip.nip } : { kind: 'malformed' };
}
