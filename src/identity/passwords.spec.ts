import { describe, expect, it } from '@jest/globals';
import { hashPassword, passwordFits, temporaryPassword } from './passwords.js';

describe('passwords', () => {
  it('are hashed with argon2id, 19 MiB and two passes, salted', async () => {
    const [one, other] = await Promise.all([hashPassword('sandi yang panjang'), hashPassword('sandi yang panjang')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it('fit their own hash only', async () => {
    const hash = await hashPassword('sandi yang panjang');
    expect(await passwordFits(hash, 'sandi yang panjang')).toBe(true);
    expect(await passwordFits(hash, 'Sandi yang panjang')).toBe(false);
    expect(await passwordFits(undefined, 'sandi yang panjang')).toBe(false);
  });

  it('of nobody take as long to refuse as those of somebody', async () => {
    const hash = await hashPassword('sandi yang panjang');
    const time = async (stored: string | undefined) => {
      const from = performance.now();
      await passwordFits(stored, 'bukan sandinya');
      return performance.now() - from;
    };
    await time(undefined);
    let [known, unknown] = [Infinity, Infinity];
    for (let round = 0; round < 8; round++) {
      known = Math.min(known, await time(hash));
      unknown = Math.min(unknown, await time(undefined));
    }
    // Without a hash to compare with, the answer would come in a thousandth of the time.
    expect(unknown).toBeGreaterThan(known / 3);
  });

  it('fit however the keyboard composes their letters', async () => {
    expect(await passwordFits(await hashPassword('kafe\u0301 di kota'), 'kaf\u00e9 di kota')).toBe(true);
  });

  it('are made up without signs that look alike', () => {
    const made = new Set(Array.from({ length: 500 }, temporaryPassword));
    expect(made.size).toBe(500);
    for (const password of made) expect(password).toMatch(/^([2-9a-hjkmnp-z]{4}-){3}[2-9a-hjkmnp-z]{4}$/);
  });
});
