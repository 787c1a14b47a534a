/** RFC 9285: the alphabet of a QR code's alphanumeric mode. Two bytes are three signs, the lowest first. */
const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length;
    let rest = pair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!;
    for (let sign = 0; sign < (pair ? 3 : 2); sign += 1) {
      text += SIGNS.charAt(rest % 45);
      rest = Math.floor(rest / 45);
    }
  }
  return text;
}

const FOREIGN = -1;
/** By the sign's code. */
const DIGITS = Array.from({ length: 128 }, (_, code) => SIGNS.indexOf(String.fromCharCode(code)));

/** Null when a sign is foreign, the length impossible, or a group stands for more than its bytes hold. */
export function decodeBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3));
  let end = 0;
  for (let at = 0; at < text.length; at += 3) {
    const isPair = at + 2 < text.length;
    const [low, middle, high] = [digitAt(text, at), digitAt(text, at + 1), isPair ? digitAt(text, at + 2) : 0];
    const value = low + 45 * middle + 2025 * high;
    if (Math.min(low, middle, high) === FOREIGN || value > (isPair ? 0xffff : 0xff)) return null;
    if (isPair) bytes[end++] = value >> 8;
    bytes[end++] = value & 0xff;
  }
  return bytes;
}

const digitAt = (text: string, at: number): number => DIGITS[text.charCodeAt(at)] ?? FOREIGN;
