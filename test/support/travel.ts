import type { TestApp } from './app.js';

const DAY = 24 * 60 * 60_000;

/** Puts the clock there and keeps everybody signed in, though a session ends after two hours without a request. */
export async function travel(app: TestApp, at: Date): Promise<void> {
  const stored = (time: Date) => time.toISOString().replace('T', ' ').replace('Z', '');
  app.clock.set(at);
  await app.db.query('UPDATE staff_session SET last_seen_at = ?, expires_at = ?', [
    stored(at),
    stored(new Date(at.getTime() + DAY)),
  ]);
}
