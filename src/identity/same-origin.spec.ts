import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/index.js';
import { isSameOrigin } from './same-origin.guard.js';

const from = (headers: Record<string, string>) => ({ headers }) as unknown as FastifyRequest;
const real = { origin: 'https://bintek.bitung.example', demo: false, port: 3000 } as Config;
const demo = { origin: 'http://127.0.0.1:4000', demo: true, port: 4000 } as Config;

describe('the origin of a write', () => {
  it.each([
    ['our own address', real, { origin: 'https://bintek.bitung.example' }, true],
    ['our own address on plain http', real, { origin: 'http://bintek.bitung.example' }, false],
    ['another port', real, { origin: 'https://bintek.bitung.example:8443' }, false],
    ['a host that begins like ours', real, { origin: 'https://bintek.bitung.example.evil.example' }, false],
    ['a sandboxed frame', real, { origin: 'null' }, false],
    [
      'a foreign page that says same-origin',
      real,
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      false,
    ],
    ['a browser that sends no Origin', real, { 'sec-fetch-site': 'same-origin' }, true],
    ['a neighbour host', real, { 'sec-fetch-site': 'same-site' }, false],
    ['a program that sends nothing', real, {}, false],
    ['localhost, outside the demo', real, { origin: 'http://localhost:3000' }, false],
    ['localhost, in the demo', demo, { origin: 'http://localhost:4000' }, true],
    ['127.0.0.1, in the demo', demo, { origin: 'http://127.0.0.1:4000' }, true],
    ['another program on this machine, in the demo', demo, { origin: 'http://localhost:5173' }, false],
  ])('%s', (_what, config, headers, same) => {
    expect(isSameOrigin(from(headers as Record<string, string>), config)).toBe(same);
  });
});
