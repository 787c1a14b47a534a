import { DrawingError } from '../../documents/index.js';
import { AttendanceErrors } from '../attendance.errors.js';

/** A name or a title with a letter that no font has must not keep the paper from everybody. */
export async function drawn<Data>(draw: (data: Data) => Promise<Buffer>, data: Data): Promise<Buffer> {
  try {
    return await draw(data);
  } catch (error) {
    if (!(error instanceof DrawingError)) throw error;
    const mended = withoutLetters(data, error.missingLetters);
    if (!mended) throw AttendanceErrors.listNotDrawn(error);
    return drawn(draw, mended);
  }
}

/** The data with a question mark for each of the letters; null when they hold none of them. */
function withoutLetters<Data>(data: Data, letters: readonly string[]): Data | null {
  const mend = (part: unknown): unknown => {
    if (typeof part === 'string') return letters.reduce((text, letter) => text.replaceAll(letter, '?'), part);
    if (Array.isArray(part)) return part.map(mend);
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, mend(value)]));
  };
  const mended = mend(data) as Data;
  return JSON.stringify(mended) === JSON.stringify(data) ? null : mended;
}
