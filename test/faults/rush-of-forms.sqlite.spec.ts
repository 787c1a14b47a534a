import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applicant } from '../factories/applicants.js';
import { type BenchEvent, Office } from '../support/office.js';
import { SpawnedApp } from '../support/spawned-app.mjs';

const PEOPLE = 500;
const SEATS = 300;

describe('rush of forms', () => {
  let app: SpawnedApp;
  let event: BenchEvent;

  beforeAll(async () => {
    app = await SpawnedApp.started({ DB: 'sqlite', WEB: '1', WORKER: '0', LOG_LEVEL: 'fatal' });
    event = await (await Office.open(app)).event(SEATS);
  });
  afterAll(() => app.remove());

  it(`${PEOPLE} people at once open the form and send it, without script: each gets his ticket page`, async () => {
    const people = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => register(n)));
    expect(people.find((ticket) => !/^\/t\/[\w-]+\?/.test(ticket))).toBeUndefined();
    expect(new Set(people).size).toBe(PEOPLE);
    const page = await (await fetch(`${app.origin}/kegiatan/${event.slug}`)).text();
    expect(page).toContain('Kursi sudah penuh');
  }, 120_000);

  /** As a browser without script: the page, its hidden fields, one form. @returns where he is sent */
  async function register(n: number): Promise<string> {
    const form = `${app.origin}/kegiatan/${event.slug}/daftar`;
    const page = await fetch(`${form}?status=pns`);
    expect(page.status).toBe(200);
    const hidden = new Map(
      [...(await page.text()).matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
        String(name),
        String(value),
      ]),
    );
    expect(hidden.get('submissionNonce')).toMatch(/./);
    const { unitText, consentTextIds: _none, ...person } = applicant(n);
    const answer = await fetch(`${form}?/kirim`, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', origin: app.origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        ...person,
        kind: 'pns',
        unitId: 'other',
        unitText: unitText ?? '',
        submissionNonce: hidden.get('submissionNonce') ?? '',
        startedAt: String(Number(hidden.get('startedAt')) - 60_000),
      }),
    });
    return answer.headers.get('location') ?? `${answer.status} ${n}`;
  }
});
