import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { register, sendForm } from '../factories/registrations.js';
import { TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';

interface Consent {
  purpose: string;
  consentTextId: string;
  version: number;
  text: string;
  isGiven: boolean;
  history: { version: number; text: string; givenAt: string; withdrawnAt: string | null }[];
}

const PHOTO = '01800000-0000-7000-8000-000000000501';
const WHATSAPP = '01800000-0000-7000-8000-000000000502';

describe('consents', () => {
  let app: TestApp;
  let event: MadeEvent;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    await app.empty();
    event = await makeEvent(app, { capacity: 100 });
  });
  afterAll(() => app.close());

  const consents = async (token: string) => {
    const { body } = await app.client().get<Consent[]>(`/public/tickets/${token}/consents`);
    return Object.fromEntries(body.map((consent) => [consent.purpose, consent]));
  };
  const give = (token: string, consentTextId: string) =>
    app.client().post<Problem>(`/public/tickets/${token}/consents`, { consentTextId });
  const withdraw = (token: string, purpose: string) =>
    app.client().post<Problem>(`/public/tickets/${token}/consents/withdraw`, { purpose });
  async function reword(bodyId: string): Promise<string> {
    const admin = await app.as('admin');
    return (await admin.post<{ id: string }>('/consent-texts', { purpose: 'photo', bodyId, bodyEn: `EN ${bodyId}` }))
      .body.id;
  }

  describe('a consent', () => {
    it('is none until its box is ticked, and is kept with its text and time', async () => {
      const { token } = await register(app, event.slug, 1, { consentTextIds: [PHOTO] });
      const { photo, whatsapp } = await consents(token);
      expect(photo).toMatchObject({ isGiven: true, history: [{ version: 1, givenAt: app.clock.now().toISOString() }] });
      expect(whatsapp).toMatchObject({ isGiven: false, history: [] });
    });

    it('is taken back and given again, and both stay on record', async () => {
      const { token } = await register(app, event.slug, 1, { consentTextIds: [PHOTO] });
      app.clock.advance(60_000);
      expect((await withdraw(token, 'photo')).status).toBe(200);
      expect((await consents(token)).photo?.isGiven).toBe(false);
      app.clock.advance(60_000);
      expect((await give(token, PHOTO)).status).toBe(200);
      const { photo } = await consents(token);
      expect(photo?.isGiven).toBe(true);
      expect(photo?.history.map(({ withdrawnAt }) => withdrawnAt !== null)).toEqual([true, false]);
      const entries = await app.db.query<{ action: string; actor_kind: string; actor_id: string }>(
        "SELECT action, actor_kind, actor_id FROM audit_entry WHERE action LIKE 'registration.consent%' ORDER BY id",
      );
      const [row] = await app.db.query<{ id: string }>('SELECT id FROM registration');
      expect(entries).toEqual([
        { action: 'registration.consent_withdrawn', actor_kind: 'participant', actor_id: row!.id },
        { action: 'registration.consent_given', actor_kind: 'participant', actor_id: row!.id },
      ]);
    });

    it('pressed twice, or by two at once, is given once and withdrawn once', async () => {
      const { token } = await register(app, event.slug, 1);
      await Promise.all([give(token, WHATSAPP), give(token, WHATSAPP), give(token, WHATSAPP)]);
      expect(await app.db.query('SELECT id FROM consent')).toHaveLength(1);
      await Promise.all([withdraw(token, 'whatsapp'), withdraw(token, 'whatsapp')]);
      expect(
        await app.db.query("SELECT id FROM audit_entry WHERE action = 'registration.consent_withdrawn'"),
      ).toHaveLength(1);
    });

    it('is taken back even after the event and from a cancelled seat', async () => {
      const { token } = await register(app, event.slug, 1, { consentTextIds: [PHOTO] });
      await app.client().post(`/public/tickets/${token}/cancel`);
      app.clock.advance(60 * 24 * 3_600_000);
      expect((await withdraw(token, 'photo')).status).toBe(200);
      app.clock.advance(-60 * 24 * 3_600_000);
      expect((await consents(token)).photo?.isGiven).toBe(false);
    });

    it('of another purpose, or of none, is refused', async () => {
      const { token } = await register(app, event.slug, 1);
      expect((await withdraw(token, 'iklan')).body.errors?.[0]?.code).toBe('NOT_ALLOWED');
      expect((await give(token, '01900000-0000-7000-8000-000000000000')).status).toBe(422);
    });
  });

  describe('another wording', () => {
    it('is a new version; what was agreed to keeps its own', async () => {
      const { token } = await register(app, event.slug, 1, { consentTextIds: [PHOTO] });
      const old = (await consents(token)).photo!.text;
      await reword('Saya setuju, versi kedua.');
      const { photo } = await consents(token);
      expect(photo).toMatchObject({ version: 2, text: 'Saya setuju, versi kedua.', isGiven: true });
      expect(photo?.history).toEqual([expect.objectContaining({ version: 1, text: old, withdrawnAt: null })]);
    });

    it('must be read: the old one is taken neither by the form nor by the page', async () => {
      const { token } = await register(app, event.slug, 1);
      await reword('Saya setuju, versi kedua.');
      expect((await give(token, PHOTO)).status).toBe(422);
      const answer = await sendForm<Problem>(app, event.slug, applicant(2, { consentTextIds: [PHOTO] }));
      expect(answer.body.errors).toEqual([
        {
          field: 'consentTextIds',
          code: 'NOT_ALLOWED',
          message: 'Teks persetujuan ini baru saja diganti. Baca teks yang baru, lalu centang bila Anda setuju.',
        },
      ]);
    });

    it('written by two at once is two versions', async () => {
      await Promise.all([reword('Satu'), reword('Dua'), reword('Tiga')]);
      const rows = await app.db.query<{ version: number }>("SELECT version FROM consent_text WHERE purpose = 'photo'");
      expect(rows.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4]);
    });
  });
});
