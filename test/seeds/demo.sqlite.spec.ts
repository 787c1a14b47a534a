import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../databases.js';
import { SpawnedApp } from '../support/spawned-app.mjs';

interface DemoFile {
  password: string;
  accounts: { role: string; email: string }[];
  links: { label: string; url: string }[];
}

/** `npm run demo` is on the embedded database alone. */
describe('the demo', () => {
  let db: TestDatabase;
  let app: SpawnedApp;
  let demo: DemoFile;
  const file = (): string => join(db.folder, 'demo.json');

  beforeAll(async () => {
    db = await openTestDatabase('demo');
    await db.drop();
    await rm(file(), { force: true });
    // The whole suite fills one folder for this spec and the browser's; alone, this spec fills its own.
    const seed = process.env.DEMO_SEED;
    if (seed) await cp(seed, db.folder, { recursive: true });
    const key: Record<string, string> = seed ? { APP_KEY: (await readFile(join(seed, 'app.key'), 'utf8')).trim() } : {};
    const { ORIGIN: _, WEB: __, ...env } = db.env;
    app = await SpawnedApp.create({ ...env, ...key, DEMO: '1', WEB: '0' });
    app.start();
    await app.ready(540_000);
    demo = JSON.parse(await readFile(file(), 'utf8')) as DemoFile;
  }, 560_000);
  afterAll(() => app.remove());

  const count = async (sql: string): Promise<number> => Number((await db.query<{ n: number }>(sql))[0]?.n);

  const eventId = async (slug: string): Promise<string> =>
    (await db.query<{ id: string }>(`SELECT id FROM event WHERE slug = '${slug}'`))[0]?.id ?? '';
  const tokenOf = (label: string): string =>
    demo.links
      .find((each) => each.label === label)
      ?.url.split('/')
      .at(-1) ?? '';

  /** How many of an event stand how, by the way they came. */
  const standings = async (id: string): Promise<[string, string, number][]> => {
    const rows = await db.query<{ status: string; source: string; n: number }>(
      `SELECT status, source, COUNT(*) AS n FROM registration WHERE event_id = '${id}' GROUP BY status, source ORDER BY status, source`,
    );
    return rows.map(({ status, source, n }) => [status, source, Number(n)]);
  };

  it('has Tahap 1 complete: 287 of 300 registered, certificates without a gap, archived', async () => {
    const rows = await db.query<{ state: string; capacity: number; taken: number }>(
      "SELECT e.state, p.capacity, p.taken FROM event e JOIN seat_pool p ON p.event_id = e.id WHERE e.stage = 1 AND p.scope = 'event'",
    );
    expect(rows).toEqual([{ state: 'archived', capacity: 300, taken: 287 }]);
    const certificates = await db.query<{ serial: number; state: string }>(
      'SELECT c.serial, c.state FROM certificate c JOIN event e ON e.id = c.event_id WHERE e.stage = 1 ORDER BY c.serial',
    );
    expect(certificates.map(({ serial }) => serial)).toEqual(Array.from({ length: 271 }, (_, index) => index + 4));
    expect(certificates.filter(({ state }) => state !== 'issued')).toEqual([
      expect.objectContaining({ state: 'revoked' }),
    ]);
    for (const table of ['certificate_version v JOIN certificate c ON c.id = v.certificate_id', 'training_record c']) {
      expect(
        await count(`SELECT COUNT(*) AS n FROM ${table} JOIN event e ON e.id = c.event_id WHERE e.stage = 1`),
      ).toBe(271);
    }
    expect(await count("SELECT COUNT(*) AS n FROM scan WHERE verdict = 'accepted'")).toBeGreaterThan(278);
  });

  it('has other trainings of 2022 after it in the same register, so that hours differ and some are to be checked', async () => {
    const serials = await db.query<{ serial: number }>('SELECT serial FROM certificate ORDER BY serial');
    expect(serials.length).toBeGreaterThan(271 + 60);
    expect(serials.map(({ serial }) => serial)).toEqual(serials.map((_, index) => index + 4));
    const hours = await db.query<{ jp: number | string }>(
      "SELECT SUM(jp) AS jp FROM training_record WHERE state = 'recorded' AND employee_id IS NOT NULL AND year = 2022 GROUP BY employee_id",
    );
    const between = (low: number, high: number) => hours.filter(({ jp }) => Number(jp) >= low && Number(jp) <= high);
    for (const [low, high] of [
      [1, 9],
      [10, 19],
      [20, 50],
    ] as const) {
      expect(between(low, high).length).toBeGreaterThan(10);
    }
    expect(await count("SELECT COUNT(*) AS n FROM training_record WHERE state = 'to_check'")).toBe(3);
  });

  it('has an event of today that is being let in, and whose linked ticket is still to be scanned', async () => {
    const [event] = await db.query<{ id: string; taken: number }>(
      "SELECT e.id, p.taken FROM event e JOIN seat_pool p ON p.event_id = e.id WHERE e.slug = 'gladi-penandatanganan'",
    );
    expect(event?.taken).toBe(24);
    const ofEvent = (verdict: string) =>
      count(`SELECT COUNT(*) AS n FROM scan WHERE event_id = '${event?.id}' AND verdict = '${verdict}'`);
    expect([await ofEvent('accepted'), await ofEvent('already_in'), await ofEvent('cancelled')]).toEqual([7, 1, 1]);
    expect(await count(`SELECT COUNT(*) AS n FROM gate WHERE event_id = '${event?.id}'`)).toBe(2);
    const link = (label: string) => demo.links.find((each) => each.label === label)?.url ?? '';
    expect(link('Today, its live overview')).toBe(`/konsol/acara/${event?.id}`);
    expect(link('Today, its gate')).toMatch(new RegExp(`^/pintu\\?acara=${event?.id}&pintu=[\\w-]+$`));
    expect(link('Today, a ticket to scan')).toMatch(/^\/t\//);
  });

  it('has Tahap 2 nearly full, in the coming weeks, with a waiting list', async () => {
    const [event] = await db.query<{ state: string; taken: number; starts_at: string | Date }>(
      "SELECT e.state, p.taken, e.starts_at FROM event e JOIN seat_pool p ON p.event_id = e.id WHERE e.stage = 2 AND p.scope = 'event'",
    );
    expect(event).toMatchObject({ state: 'published', taken: 76 });
    const waiting = "registration r JOIN event e ON e.id = r.event_id WHERE e.stage = 2 AND r.status = 'waiting'";
    expect(await count(`SELECT COUNT(*) AS n FROM ${waiting}`)).toBe(5);
    const shown = await fetch(`${app.origin}/api/public/events/smart-city-tahap-2`);
    expect(await shown.json()).toMatchObject({ registration: 'open', waiting: 5, capacity: 80, jp: 8 });
  });

  it('has an event by approval, with questions, letters of assignment, an import, a desk and a view of its own', async () => {
    const id = await eventId('pengelolaan-data-spbe');
    expect(await standings(id)).toEqual([
      ['confirmed', 'form', 4],
      ['confirmed', 'import', 3],
      ['declined', 'form', 2],
      ['pending', 'delegate', 2],
      ['pending', 'form', 3],
    ]);
    const reasons = "registration WHERE status = 'declined' AND end_reason <> ''";
    expect(await count(`SELECT COUNT(*) AS n FROM ${reasons} AND event_id = '${id}'`)).toBe(2);
    const kinds = await db.query<{ kind: string; answered: number }>(
      `SELECT q.kind, COUNT(DISTINCT a.registration_id) AS answered FROM form_question q
        LEFT JOIN answer a ON a.question_id = q.id WHERE q.event_id = '${id}' GROUP BY q.id ORDER BY q.sort`,
    );
    expect(kinds.map(({ kind, answered }) => [kind, Number(answered)])).toEqual([
      ['choice', 9],
      ['several', 9],
      ['text', 4],
      ['consent', 5],
    ]);
    const letters = await db.query<{ number: string; dated_on: string }>('SELECT number, dated_on FROM letter');
    expect(letters).toHaveLength(5);
    for (const { number, dated_on } of letters) expect(number).toContain(`/${dated_on.slice(0, 4)}`);
    const imports = await db.query(`SELECT kind, state FROM import_batch WHERE event_id = '${id}'`);
    expect(imports).toEqual([{ kind: 'participants', state: 'done' }]);
    expect(await count("SELECT COUNT(*) AS n FROM import_row WHERE state = 'applied'")).toBe(3);
    expect(await count(`SELECT COUNT(*) AS n FROM saved_view WHERE event_id = '${id}'`)).toBe(1);
    const desk = await fetch(
      `${app.origin}/api/public/delegations/${tokenOf("By approval: the private link of a unit's contact")}`,
    );
    expect([desk.status, ((await desk.json()) as { people: unknown[] }).people.length]).toEqual([200, 2]);
  });

  it('has a full event in quotas with people who wait and a seat that is offered', async () => {
    expect(await standings(await eventId('klinik-masterplan'))).toEqual([
      ['cancelled', 'form', 1],
      ['confirmed', 'form', 7],
      ['offered', 'form', 1],
      ['waiting', 'form', 3],
    ]);
    const [offer] = await db.query<{ hold_until: string }>(
      "SELECT hold_until FROM registration WHERE status = 'offered'",
    );
    expect(Date.parse(`${offer?.hold_until.replace(' ', 'T').replace(/Z?$/, 'Z')}`)).toBeGreaterThan(Date.now());
  });

  it('has a mail that was refused and one that came back, with the words of the server', async () => {
    const mails = await db.query<{ state: string; server_reply: string }>(
      "SELECT state, server_reply FROM mail_message WHERE state IN ('failed', 'bounced') ORDER BY state",
    );
    expect(mails).toEqual([
      { state: 'bounced', server_reply: expect.stringContaining('5.2.2') },
      { state: 'failed', server_reply: expect.stringContaining('5.1.1') },
    ]);
  });

  it('holds the invariants: pools equal their registrations, every mail is sent, kept or told as not delivered', async () => {
    const pools = await db.query<{ taken: number; held: number }>(
      `SELECT p.taken, (SELECT COUNT(*) FROM registration_pool rp JOIN registration r ON r.id = rp.registration_id
        WHERE rp.pool_id = p.id AND r.status IN ('confirmed', 'pending', 'offered')) AS held FROM seat_pool p`,
    );
    expect(pools).toHaveLength(16);
    for (const { taken, held } of pools) expect(Number(held)).toBe(taken);
    expect(
      await count("SELECT COUNT(*) AS n FROM job WHERE state <> 'done' AND kind IN ('mail.send', 'certificates.draw')"),
    ).toBe(1);
    expect(await count("SELECT COUNT(*) AS n FROM mail_message WHERE held_at IS NULL AND state = 'queued'")).toBe(0);
  });

  it('signs everybody in with the password it wrote down', async () => {
    expect(demo.accounts.map(({ role }) => role)).toEqual(['admin', 'organiser', 'gate', 'hr', 'auditor']);
    for (const { email } of demo.accounts) {
      const answer = await fetch(`${app.origin}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: app.origin },
        body: JSON.stringify({ email, password: demo.password }),
      });
      expect([email, answer.ok]).toEqual([email, true]);
    }
  });

  it('verifies the certificates it links', async () => {
    const states = demo.links
      .flatMap(({ url }) => /^\/v\/(.+)$/.exec(url)?.[1] ?? [])
      .map(async (code) => {
        const answer = await fetch(`${app.origin}/api/public/certificates/${code}`);
        return ((await answer.json()) as { state: string }).state;
      });
    expect(await Promise.all(states)).toEqual(['valid', 'revoked']);
  });

  it('is made once, and refuses to go on after it was interrupted', async () => {
    const before = await count('SELECT COUNT(*) AS n FROM registration');
    await app.stop();
    app.start();
    await app.ready();
    expect(await count('SELECT COUNT(*) AS n FROM registration')).toBe(before);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual(demo);
    await app.stop();
    await rm(file());
    app.start();
    expect(await app.ended()).toBe(1);
    expect(app.output).toContain('The demo was interrupted');
  }, 120_000);
});
