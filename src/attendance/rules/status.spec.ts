import { describe, expect, it } from '@jest/globals';
import { statusOf } from './status.js';

const at = (time: string) => new Date(`2022-06-08T${time}Z`);

describe('status of a person in a slot', () => {
  it('is late from the minute after the beginning', () => {
    expect(statusOf(at('00:00:59'), null, at('00:00:00'))).toBe('present');
    expect(statusOf(at('00:01:00'), null, at('00:00:00'))).toBe('late');
    expect(statusOf(at('09:00:00'), null, null)).toBe('present');
  });

  it('is what was said of who was not seen', () => {
    expect(statusOf(null, 'ill', at('00:00:00'))).toBe('ill');
    expect(statusOf(null, 'excused', at('00:00:00'))).toBe('excused');
    expect([null, 'absent' as const].map((said) => statusOf(null, said, null))).toEqual(['absent', 'absent']);
    expect(statusOf(at('00:00:00'), 'ill', at('00:00:00'))).toBe('present');
  });
});
