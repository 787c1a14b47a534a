import { PDF } from '@libpdf/core';
import sharp from 'sharp';
import type { TestApp } from '../support/app.js';
import type { Answer, Problem } from '../support/client.js';

export interface SentFile {
  name: string;
  bytes: Buffer;
}

const BOUNDARY = 'batas-uji-7Q2X';

/** A multipart form as a browser sends it: the inputs, then the file. */
export function multipart(fields: Record<string, string>, file: SentFile | null) {
  const part = (head: string, body: Buffer) =>
    Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
      body,
      Buffer.from('\r\n'),
    ]);
  const body = Buffer.concat([
    ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, Buffer.from(value))),
    ...(file
      ? [part(`name="file"; filename="${file.name}"\r\ncontent-type: application/octet-stream`, file.bytes)]
      : []),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
  return { body, headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } };
}

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

export async function sendLetter(
  app: TestApp,
  token: string,
  file: SentFile | null,
  fields: Record<string, string> = { number: '800.1.11.1/101/2026', datedOn: '2026-11-20' },
): Promise<Answer<Problem>> {
  const { body, headers } = multipart(fields, file);
  return app.client().post<Problem>(`/public/tickets/${token}/letter`, body, { headers });
}
