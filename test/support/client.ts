import type { NestFastifyApplication } from '@nestjs/platform-fastify';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Answer<Body> {
  status: number;
  body: Body;
  headers: Record<string, string | string[] | number | undefined>;
  raw: Buffer;
}

/** A problem answer, as tests read it. */
export interface Problem {
  code: string;
  detail: string;
  correlationId: string;
  errors?: { field: string; code: string; message: string }[];
}

export interface RequestOptions {
  headers?: Record<string, string>;
  remoteAddress?: string;
}

/** Asks the API as a browser does: keeps cookies, names its origin. Without a socket. */
export class Client {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly origin = 'http://127.0.0.1:3000',
  ) {}

  get<Body = unknown>(path: string, options?: RequestOptions): Promise<Answer<Body>> {
    return this.send('GET', path, undefined, options);
  }

  post<Body = unknown>(path: string, body: object = {}, options?: RequestOptions): Promise<Answer<Body>> {
    return this.send('POST', path, body, options);
  }

  put<Body = unknown>(path: string, body: object = {}, options?: RequestOptions): Promise<Answer<Body>> {
    return this.send('PUT', path, body, options);
  }

  patch<Body = unknown>(path: string, body: object = {}, options?: RequestOptions): Promise<Answer<Body>> {
    return this.send('PATCH', path, body, options);
  }

  delete<Body = unknown>(path: string, options?: RequestOptions): Promise<Answer<Body>> {
    return this.send('DELETE', path, undefined, options);
  }

  async send<Body>(method: Method, path: string, body?: object, options: RequestOptions = {}): Promise<Answer<Body>> {
    const answer = await this.app.inject({
      method,
      url: path.startsWith('/health') ? path : `/api${path}`,
      headers: {
        ...(method === 'GET' ? {} : { origin: this.origin }),
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...options.headers,
      },
      payload: body,
      ...(options.remoteAddress ? { remoteAddress: options.remoteAddress } : {}),
    });
    for (const cookie of answer.cookies) {
      if (cookie.value === '' || cookie.maxAge === 0) this.cookies.delete(cookie.name);
      else this.cookies.set(cookie.name, cookie.value);
    }
    const isJson = String(answer.headers['content-type'] ?? '').includes('json');
    return {
      status: answer.statusCode,
      body: (isJson && answer.payload !== '' ? JSON.parse(answer.payload) : undefined) as Body,
      headers: answer.headers,
      raw: answer.rawPayload,
    };
  }
}
