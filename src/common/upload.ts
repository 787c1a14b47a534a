import type { FastifyRequest } from 'fastify';
import { DomainError, validationFailed } from './errors.js';

export interface Upload {
  /** As the sender named it: to be shown, never to be believed or used as a path. */
  fileName: string;
  bytes: Buffer;
  /** The other inputs of the form; those that came before the file. */
  fields: Record<string, string>;
}

const MEGABYTE = 1_000_000;
const LONGEST_NAME = 200;

/**
 * The file `file` of a multipart form, in memory and never more of it than allowed. What it is must be judged by its content.
 * @throws DomainError NOT_MULTIPART; VALIDATION on `file`: REQUIRED (missing or empty), FILE_TOO_LARGE.
 */
export async function uploadOf(request: FastifyRequest, maxBytes: number): Promise<Upload> {
  if (!request.isMultipart()) throw new DomainError('NOT_MULTIPART', 415);
  const part = await request.file({ limits: { fileSize: maxBytes, files: 1, fields: 20, fieldSize: 10_000 } });
  if (!part || part.fieldname !== 'file') throw validationFailed([{ field: 'file', code: 'REQUIRED' }]);
  const chunks: Buffer[] = [];
  for await (const chunk of part.file) chunks.push(chunk as Buffer);
  if (part.file.truncated) {
    throw validationFailed([
      { field: 'file', code: 'FILE_TOO_LARGE', params: { megabytes: Math.floor(maxBytes / MEGABYTE) } },
    ]);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) throw validationFailed([{ field: 'file', code: 'REQUIRED' }]);
  const fields: Record<string, string> = {};
  for (const [name, field] of Object.entries(part.fields)) {
    const one = Array.isArray(field) ? field[0] : field;
    if (one?.type === 'field') fields[name] = String(one.value);
  }
  return { fileName: part.filename.slice(0, LONGEST_NAME), bytes, fields };
}
