import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { humanCode } from '../../common/crypto/codes.js';
import { readScanInput } from './scan-input.js';

const token = `B1:${'7WE$ %*+-./:'.repeat(12)}ABCDEF`;

describe('what a scanner reads', () => {
  it('is a token, as a camera or a keyboard scanner gives it', () => {
    for (const input of [token, `${token}\r\n`, `  ${token}\t`, token.toLowerCase()]) {
      expect(readScanInput(input)).toEqual({ kind: 'token', token });
    }
  });

  it('is a code in any spelling', () => {
    fc.assert(
      fc.property(
        fc.constant(null).map(() => humanCode(7)),
        (code) => {
          const read = { kind: 'code', code };
          const spelt = [
            code.toLowerCase(),
            `${code.slice(0, 4)}-${code.slice(4)}`,
            ` ${code.slice(0, 4)} ${code.slice(4)}\n`,
            code.replaceAll('0', 'O').replaceAll('1', 'l'),
            code.replace(/./g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
          ];
          for (const input of spelt) expect(readScanInput(input)).toEqual(read);
        },
      ),
    );
  });

  it('is a NIP, as it stands on a card', () => {
    for (const input of ['198503152010011007', '19850315 201001 1 007', 'NIP. 19850315 201001 1 007\r\n']) {
      expect(readScanInput(input)).toEqual({ kind: 'nip', nip: '198503152010011007' });
    }
    expect(readScanInput('19850315201001100')).toEqual({ kind: 'malformed' });
  });

  it.each([
    ['nothing', ''],
    ['a code with a wrong sign', 'AAAAAAA0'],
    ['an address', 'https://example.org/t/abc'],
    ['another script', 'Привет, 你好, مرحبا'],
    ['a code of another length', humanCode(10)],
    ['10 kB of junk', 'B1:'.padEnd(10_240, '€')],
    ['a control sign', '\u0000\u202e'],
  ])('is malformed for %s', (_name, input) => {
    expect(readScanInput(input)).toEqual({ kind: 'malformed' });
  });

  it('is something for every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (input) => expect(readScanInput(input)).toHaveProperty('kind')),
    );
  });
});
