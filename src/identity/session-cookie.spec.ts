import { describe, expect, it } from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/index.js';
import {
  clearSessionCookie,
  hashOfSecret,
  newSessionSecret,
  sessionSecretOf,
  setSessionCookie,
} from './session-cookie.js';

const config = (origin: string) => ({ origin }) as Config;

function written(work: (reply: FastifyReply) => void): unknown[] {
  const calls: unknown[] = [];
  const note = (...call: unknown[]) => calls.push(...call);
  work({ setCookie: note, clearCookie: note } as unknown as FastifyReply);
  return calls;
}

describe('the session cookie', () => {
  it('is bound to its host and to https', () => {
    const https = config('https://bintek.bitung.example');
    const options = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };
    expect(written((reply) => setSessionCookie(reply, https, 'x'))).toEqual(['__Host-sid', 'x', options]);
    expect(written((reply) => clearSessionCookie(reply, https))).toEqual(['__Host-sid', options]);
  });

  it('does without on plain http, where a browser would not keep it', () => {
    const options = { httpOnly: true, secure: false, sameSite: 'lax', path: '/' };
    expect(written((reply) => setSessionCookie(reply, config('http://127.0.0.1:3000'), 'x'))).toEqual([
      'sid',
      'x',
      options,
    ]);
  });

  it('of the other kind is not taken', () => {
    const request = { cookies: { sid: 'a', '__Host-sid': 'b' } } as unknown as FastifyRequest;
    expect(sessionSecretOf(request, config('https://bintek.bitung.example'))).toBe('b');
    expect(sessionSecretOf(request, config('http://127.0.0.1:3000'))).toBe('a');
    expect(sessionSecretOf({ cookies: { sid: '' } } as unknown as FastifyRequest, config('http://x'))).toBeUndefined();
  });

  it('holds 32 random bytes, of which the server keeps a hash', () => {
    expect(newSessionSecret()).toMatch(/^[\w-]{43}$/);
    expect(newSessionSecret()).not.toBe(newSessionSecret());
    expect(hashOfSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
