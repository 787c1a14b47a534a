import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES_OF_AN_ID = 16;
const drawn = new Uint8Array(256 * BYTES_OF_AN_ID);
let used = drawn.length;
let msecs = 0;
let seq = 0;

/**
 * A new row's id: UUIDv7, made before the INSERT, so that many rows need no read-back. Those of one process ascend, also
 * within a millisecond and when the clock goes back. Random bytes are drawn for many at once: a call for each would cost
 * more than all the rest of it.
 */
export function newId(): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const random = drawn.subarray(used, (used += BYTES_OF_AN_ID));
  // eslint-disable-next-line no-restricted-syntax -- an id holds the machine's own time, whatever clock a test sets
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // The upper half stays free for those who follow in the same millisecond.
    seq = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
  } else {
    seq += 1;
  }
  return v7({ random, msecs, seq });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-9a-f][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** As ours are written, of one in either case (RFC 9562, section 4); what is no id stays as it is. */
export function writtenId(text: string): string {
  const small = text.toLowerCase();
  return isId(small) ? small : text;
}

/** Whether a path parameter can be an id at all; others answer 404 without a query. */
export const isId = (text: string): boolean => UUID.test(text);
