import { DrawingError } from './drawing-error.js';

/**
 * Draws with a question mark for each letter that no font has: the emoji in one name must not keep a paper from everybody.
 * A list says so in its foot.
 *
 * @throws DrawingError when the paper fails for another reason.
 */
export async function drawLegibly<T extends object>(data: T, draw: (data: T) => Promise<Buffer>): Promise<Buffer> {
  try {
    return await draw(data);
  } catch (error) {
    const mended = error instanceof DrawingError && withoutLetters(data, error.missingLetters);
    if (!mended) throw error;
    return drawLegibly({ ...mended, hasReplacedLetters: true }, draw);
  }
}

/** The data with a question mark for each of the letters; null when they hold none of them. */
function withoutLetters<T extends object>(data: T, letters: readonly string[]): T | null {
  const mend = (part: unknown): unknown => {
    if (typeof part === 'string') return letters.reduce((text, letter) => text.replaceAll(letter, '?'), part);
    if (Array.isArray(part)) return part.map(mend);
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, mend(value)]));
  };
  const mended = mend(data) as T;
  return JSON.stringify(mended) === JSON.stringify(data) ? null : mended;
}
