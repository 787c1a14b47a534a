import { PDF } from '@libpdf/core';
import sharp from 'sharp';

export async function onePagePdf(): Promise<Buffer> {
  const pdf = PDF.create();
  pdf.addPage({ size: 'a4' });
  // eslint-disable-next-line no-restricted-syntax -- a PDF, not a row
  return Buffer.from(await pdf.save());
}

/** As a phone takes it: with the place in it. */
export const phonePhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 80, height: 40, channels: 3, background: '#7a6' } })
    .jpeg()
    .withExif({ IFD0: { Make: 'PonselRahasia' }, IFD3: { GPSLatitude: '1/1 26/1 0/1' } })
    .toBuffer();
