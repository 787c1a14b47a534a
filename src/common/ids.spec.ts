import { describe, expect, it, jest } from '@jest/globals';
import { isId, newId } from './ids.js';

describe('new ids', () => {
  it('are UUIDv7 of now, all different', () => {
    const before = Date.now();
    const ids = Array.from({ length: 10_000 }, newId);
    expect(ids.filter((id) => !isId(id) || id[14] !== '7')).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const millis = parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16);
    expect(millis).toBeGreaterThanOrEqual(before);
    expect(millis).toBeLessThanOrEqual(Date.now());
  });

  it('ascend, also within a millisecond and when the clock goes back', () => {
    const clock = jest.spyOn(Date, 'now');
    const now = Date.now() + 60_000;
    const ids = [now, now, now, now - 5000, now - 5000, now + 1, now + 1, now].map((at) => {
      clock.mockReturnValue(at);
      return newId();
    });
    clock.mockRestore();
    expect([...ids].sort()).toEqual(ids);
  });

  it('cannot be told from one another: no two share their random end', () => {
    const ends = Array.from({ length: 1000 }, () => newId().slice(-12));
    expect(new Set(ends).size).toBe(ends.length);
  });
});
