import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { text } from './index.js';

const FOLDER = 'messages/en';

/** One of these can be one. */
const COUNTED =
  /\{(?:count|people|total|rows|minutes|seconds|attempts|taken|left|employees|units|records|applied|undone|shown|waiting)\} (?:more |other |training )?(?:\w+s|people)\b/;

/** The desk shows these for three scans or more, and for more than it lists. */
const NEVER_ONE = ['console_conflict_queue', 'console_conflicts_first', 'console_rows_more', 'list_rows_more'];

describe('what is counted', () => {
  it('has a singular in English', () => {
    const plain = readdirSync(FOLDER).flatMap((file) => {
      const texts = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Record<string, unknown>;
      return Object.entries(texts).filter(
        ([key, words]) => typeof words === 'string' && COUNTED.test(words) && !NEVER_ONE.includes(key),
      );
    });
    expect(plain).toEqual([]);
  });

  it('is one, or more', () => {
    const said = (key: string, params: Record<string, number>) => text(key, params, 'en');
    expect(said('error_sign_in_locked', { minutes: 1 })).toContain('Wait 1 minute, then');
    expect(said('error_sign_in_locked', { minutes: 15 })).toContain('Wait 15 minutes, then');
    const release = (taken: number, count: number) => said('error_pool_must_release', { taken, count });
    expect(release(1, 1)).toMatch(/^1 seat is taken, so 1 person would/);
    expect(release(2, 1)).toMatch(/^2 seats are taken, so 1 person would/);
  });
});
