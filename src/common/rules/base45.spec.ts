import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeBase45, encodeBase45 } from './base45.js';

describe('Base45', () => {
  it('gives the examples of RFC 9285', () => {
    expect(encodeBase45(Buffer.from('AB'))).toBe('BB8');
    expect(encodeBase45(Buffer.from('Hello!!'))).toBe('%69 VD92EX0');
    expect(encodeBase45(Buffer.from('base-45'))).toBe('UJCLQE7W581');
    expect(Buffer.from(decodeBase45('QED8WEX0')!).toString()).toBe('ietf!');
  });

  it('reads back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes);
      }),
    );
  });

  it('refuses overflow, foreign signs and impossible lengths', () => {
    for (const bad of [':::', 'GGW', '::', 'A', 'BB8B', 'bb8', 'BB8\n', 'É00']) expect(decodeBase45(bad)).toBeNull();
  });
});
