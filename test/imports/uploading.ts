import type { Answer, Client, Problem } from '../support/client.js';
import type { TestApp } from '../support/app.js';

export interface ImportAnswer {
  id: string;
  state: string;
  total: number;
  counts: { new: number; changed: number; same: number; refused: number };
  states: { idle: number; open: number; applied: number; undone: number; kept: number };
  toDo: number;
  done: number;
  columns: { field: string; header: string }[];
}

export interface ImportedRow {
  line: number;
  outcome: string;
  state: string;
  cells: { field: string; value: string }[];
  reasons: { field: string; code: string; message: string }[];
  warnings: { code: string }[];
  changes: { field: string; from: string; to: string }[];
}

const BOUNDARY = 'bintek-test-boundary';

/** As a browser sends a form with one file. */
export function upload<Body = ImportAnswer>(
  client: Client,
  path: string,
  bytes: Buffer | string,
  fileName = 'daftar.csv',
): Promise<Answer<Body>> {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), Buffer.from(bytes as string), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  return client.send<Body>('POST', path, body, { headers });
}

/** What a refused file is told. */
export async function faultOf(
  client: Client,
  path: string,
  bytes: Buffer | string,
): Promise<[string, string] | string> {
  const { status, body } = await upload<Problem>(client, path, bytes);
  if (status !== 422) return `${status} ${body.code}`;
  const [fault] = body.errors ?? [];
  return [fault?.field ?? '', fault?.code ?? ''];
}

export const lines = (...rows: string[][]): string => rows.map((row) => row.join(';')).join('\r\n');

export class ImportDriver {
  constructor(
    private readonly app: TestApp,
    readonly client: Client,
    /** `/directory/imports` or `/events/…/imports` */
    private readonly base: string,
    private readonly query = '',
  ) {}

  async upload(bytes: Buffer | string): Promise<ImportAnswer> {
    const answer = await upload(this.client, `${this.base}${this.query}`, bytes);
    if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async rows(id: string, filter = ''): Promise<ImportedRow[]> {
    const answer = await this.client.get<{ rows: ImportedRow[] }>(`${this.base}/${id}/rows?limit=200${filter}`);
    if (answer.status !== 200) throw new Error(`rows: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.rows;
  }

  async get(id: string): Promise<ImportAnswer> {
    return (await this.client.get<ImportAnswer>(`${this.base}/${id}`)).body;
  }

  async run(id: string, what: 'apply' | 'undo'): Promise<ImportAnswer> {
    const answer = await this.client.post<ImportAnswer>(`${this.base}/${id}/${what}`);
    if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    await this.app.drain();
    return this.get(id);
  }

  async imported(bytes: Buffer | string): Promise<ImportAnswer> {
    return this.run((await this.upload(bytes)).id, 'apply');
  }
}
