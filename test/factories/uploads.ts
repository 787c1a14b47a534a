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

export async function sendLetter(
  app: TestApp,
  token: string,
  file: SentFile | null,
  fields: Record<string, string> = { number: '800.1.11.1/101/2026', datedOn: '2026-11-20' },
): Promise<Answer<Problem>> {
  const { body, headers } = multipart(fields, file);
  return app.client().post<Problem>(`/public/tickets/${token}/letter`, body, { headers });
}
