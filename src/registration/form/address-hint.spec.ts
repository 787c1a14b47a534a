import { describe, expect, it } from '@jest/globals';
import { addressHint } from './address-hint.js';

describe('the hint about an address', () => {
  it.each([
    ['maria@gmial.com', 'maria@gmail.com'],
    ['maria@gmail.con', 'maria@gmail.com'],
    ['maria@yaho.co.id', 'maria@yahoo.co.id'],
    ['Maria@GMAIL.co', 'Maria@gmail.com'],
  ])('finds the slip in %s', (typed, meant) => expect(addressHint(typed)).toBe(meant));

  it.each(['maria@gmail.com', 'maria@bitungkota.go.id', 'maria@mail.uji.example', 'tanpa-alamat'])(
    'leaves %s alone',
    (typed) => expect(addressHint(typed)).toBeNull(),
  );
});
