import { describe, expect, it } from '@jest/globals';
import { parsePhone } from './phone.js';

describe('a mobile number', () => {
  it.each([
    '081234567890',
    '6281234567890',
    '+62 812-3456-7890',
    '0812 3456 7890',
    '(0812) 3456.7890',
    '006281234567890',
    '+62081234567890',
    '81234567890',
    "'081234567890",
    '0812\u00a03456\u200b7890',
  ])('%p is kept as +6281234567890', (text) => {
    expect(parsePhone(text)).toEqual({ ok: true, phone: '+6281234567890' });
  });

  it.each([
    '',
    '0812',
    '080123456789',
    '021 5551234',
    '0812345678901234',
    '+1 202 555 0100',
    '0812-abc-7890',
    '8,12346E+10',
  ])('%p is refused', (text) => {
    expect(parsePhone(text)).toEqual({ ok: false, code: 'PHONE_INVALID' });
  });
});
