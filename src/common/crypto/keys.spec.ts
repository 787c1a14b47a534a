import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CannotDecrypt, Keys, sameSecret } from './keys.js';

const keys = new Keys('a key of the tests, long enough for them');
const others = new Keys('another key of the tests, just as long');
const epoch = fc.integer({ min: 0, max: 0xffff_ffff });

function flipBit(token: string, bit: number): string {
  const bytes = Buffer.from(token, 'base64url');
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return bytes.toString('base64url');
}

describe('link tokens', () => {
  it('give back the id and hold for their own purpose and epoch only', () => {
    fc.assert(
      fc.property(fc.uuid(), epoch, epoch, (id, right, wrong) => {
        const token = keys.linkToken(id, 'ticket', right);
        expect(token).toMatch(/^[\w-]{43}$/);
        const read = keys.readLinkToken(token, 'ticket');
        expect(read?.id).toBe(id);
        expect(read?.verify(right)).toBe(true);
        expect(read?.verify(wrong)).toBe(wrong === right);
        expect(keys.readLinkToken(token, 'desk')?.verify(right)).toBe(false);
        expect(others.readLinkToken(token, 'ticket')?.verify(right)).toBe(false);
      }),
    );
  });

  it('fail with any bit turned', () => {
    const token = keys.linkToken('0190b6c2-0000-7000-8000-0000000000a1', 'ticket', 0);
    for (let bit = 0; bit < 256; bit++) {
      expect(keys.readLinkToken(flipBit(token, bit), 'ticket')?.verify(0)).toBe(false);
    }
  });

  it('have one spelling, and refuse what is no token', () => {
    const token = keys.linkToken('0190b6c2-0000-7000-8000-0000000000a1', 'ticket', 0);
    const spellings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .map((sign) => token.slice(0, -1) + sign)
      .filter((text) => keys.readLinkToken(text, 'ticket')?.verify(0));
    expect(spellings).toEqual([token]);
    for (const bad of ['', 'x', `${token}=`, `${token}A`, token.slice(1), ` ${token}`, `${token}\n`]) {
      expect(keys.readLinkToken(bad, 'ticket')).toBeNull();
    }
  });
});

describe('encryption at rest', () => {
  it('opens what it sealed, in its own row only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const sealed = keys.encrypt(text, 'signatory:1:nik');
        expect(keys.decrypt(sealed, 'signatory:1:nik').toString()).toBe(Buffer.from(text).toString());
        expect(() => keys.decrypt(sealed, 'signatory:2:nik')).toThrow(CannotDecrypt);
        expect(() => others.decrypt(sealed, 'signatory:1:nik')).toThrow(CannotDecrypt);
      }),
    );
  });

  it('takes 60 signs for 16 digits, each time others', () => {
    const sealed = keys.encrypt('7172011203850001', 'signatory:1:nik');
    expect(sealed).toHaveLength(60);
    expect(keys.encrypt('7172011203850001', 'signatory:1:nik')).not.toBe(sealed);
  });

  it('refuses any turned bit and any cut', () => {
    const sealed = keys.encrypt('7172011203850001', 'a');
    for (let bit = 0; bit < 45 * 8; bit++) expect(() => keys.decrypt(flipBit(sealed, bit), 'a')).toThrow(CannotDecrypt);
    for (let end = 0; end < 60; end++) expect(() => keys.decrypt(sealed.slice(0, end), 'a')).toThrow(CannotDecrypt);
  });
});

describe('other derived secrets', () => {
  it('keeps the blind index of a value steady, per purpose and key', () => {
    expect(keys.blindIndex('nik', '7172011203850001')).toHaveLength(43);
    expect(keys.blindIndex('nik', '7172011203850001')).toBe(keys.blindIndex('nik', '7172011203850001'));
    expect(keys.blindIndex('nik', '7172011203850001')).not.toBe(keys.blindIndex('phone', '7172011203850001'));
    expect(keys.blindIndex('nik', '7172011203850001')).not.toBe(others.blindIndex('nik', '7172011203850001'));
  });

  it('gives one setup token per key', () => {
    expect(keys.setupToken()).toMatch(/^[\w-]{22}$/);
    expect(keys.setupToken()).toBe(keys.setupToken());
    expect(keys.setupToken()).not.toBe(others.setupToken());
  });

  it('compares secrets of any length', () => {
    expect(sameSecret('abc', 'abc')).toBe(true);
    expect(sameSecret('abc', 'abd')).toBe(false);
    expect(sameSecret('abc', 'ab')).toBe(false);
    expect(sameSecret('', '')).toBe(true);
  });
});
