import sharp from 'sharp';

/** More than the largest phone camera takes in its usual mode; a picture of more is a bomb or a scan for print. */
const MOST_PIXELS = 60_000_000;
/** A page of A4 at 200 dots an inch. */
const LONGEST_EDGE = 2400;
const QUALITY = 82;

export type PhotoReading = { ok: true; jpeg: Buffer } | { ok: false; reason: 'broken' | 'too_many_pixels' };

/**
 * A photo drawn anew from its pixels: upright, not larger than a page needs, and without anything else that was in the
 * file, such as where and with which phone it was taken.
 */
export async function redrawPhoto(bytes: Buffer): Promise<PhotoReading> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata();
    if (width * height > MOST_PIXELS) return { ok: false, reason: 'too_many_pixels' };
    const jpeg = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
      .autoOrient()
      .resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY })
      .toBuffer();
    return { ok: true, jpeg };
  } catch {
    // libvips tells a broken file by its words alone; whatever it says, there is no picture.
    return { ok: false, reason: 'broken' };
  }
}
