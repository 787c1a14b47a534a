import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { applicant, guest, nipOf } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { register, sendForm } from '../factories/registrations.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';

describe('corrections', () => {
  let app: TestApp;
  let event: MadeEvent;
  let organiser: Client;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    await app.empty();
    organiser = await app.as('organiser');
    event = await makeEvent(app, { capacity: 5 });
  });
  afterAll(() => app.close());

  interface Row extends Record<string, string | number | null> {
    id: string;
  }
  const rows = () =>
    app.db.query<Row>(
      `SELECT id, kind, nip, name, unit_text, email, person_key, live_key, proved_at, status, warnings
     FROM registration WHERE event_id = '${event.id}' ORDER BY arrival_no`,
    );
  const idOf = async (index: number) => (await rows())[index]?.id ?? '';
  const path = (id: string) => `/events/${event.id}/registrations/${id}`;
  const versionOf = async (id: string) => (await organiser.get<{ version: string }>(path(id))).body.version;

  /** The form as the organiser sees it, with what he changes. */
  async function correct(index: number, changes: object, form: object = applicant(index + 1), version?: string) {
    const id = await idOf(index);
    const { consentTextIds: _, submissionNonce: __, ...fields } = form as ReturnType<typeof applicant>;
    const body = { ...fields, ...changes, version: version ?? (await versionOf(id)) };
    return organiser.send<Problem & { printedName: string; nip: string }>('PATCH', path(id), body);
  }
  const faults = ({ status, body }: { status: number; body: Problem }) => [
    status,
    ...(body.errors ?? []).map(({ field, code }) => `${field} ${code}`),
  ];
  const mails = async () =>
    (
      await app.db.query<{ template: string; to_address: string }>(
        'SELECT template, to_address FROM mail_message ORDER BY id',
      )
    )
      .slice(-2)
      .map(({ template, to_address }) => [template, to_address]);

  describe("an organiser's correction", () => {
    it('changes what he typed, keeps the seat, and is found by its new words', async () => {
      await register(app, event.slug, 1);
      const answer = await correct(0, { name: 'Yosefina Lumentut', unitText: 'Dinas Sosial', rank: 'III/b' });
      expect([answer.status, answer.body.printedName]).toEqual([200, 'Yosefina Lumentut, S.Kom.']);
      expect(await rows()).toMatchObject([
        { name: 'Yosefina Lumentut', unit_text: 'Dinas Sosial', status: 'confirmed' },
      ]);
      const found = async (q: string) =>
        (await organiser.get<{ matched: number }>(`/events/${event.id}/registrations?q=${q}`)).body.matched;
      expect([await found('lumentut'), await found('sosial'), await found('wantah')]).toEqual([1, 1, 0]);
      const log = await app.db.query<{ action: string; payload: string }>(
        "SELECT action, payload FROM audit_entry WHERE action = 'registration.corrected'",
      );
      expect(log).toHaveLength(1);
      expect(log[0]?.payload).toContain('name, rank, unitText');
      expect(log[0]?.payload).not.toContain('Lumentut');
    });

    it('nothing changed is nothing written', async () => {
      await register(app, event.slug, 1);
      expect((await correct(0, {})).status).toBe(200);
      expect(await app.db.query("SELECT id FROM audit_entry WHERE action = 'registration.corrected'")).toEqual([]);
    });

    it('is judged as the form is, all faults at once', async () => {
      await register(app, event.slug, 1);
      const answer = await correct(0, { nip: '1,97001E+17', name: ' ', email: 'bukan', phone: '12' });
      expect(faults(answer)).toEqual([422, 'nip NIP_EXCEL', 'name REQUIRED', 'phone PHONE_INVALID', 'email NOT_EMAIL']);
      expect(await rows()).toMatchObject([{ name: 'Yosep Wantah', nip: nipOf(1) }]);
    });

    it('of the NIP makes him the person of that number, once in an event', async () => {
      await register(app, event.slug, 1);
      await register(app, event.slug, 2);
      expect(faults(await correct(0, { nip: nipOf(2) }))).toEqual([422, 'nip NIP_TAKEN']);
      const odd = `${nipOf(3).slice(0, 14)}5${nipOf(3).slice(15)}`;
      expect((await correct(0, { nip: odd })).body.nip).toBe(odd);
      expect(await rows()).toMatchObject([{ nip: odd, person_key: `nip:${odd}` }, { nip: nipOf(2) }]);
      expect(String((await rows())[0]?.warnings)).toContain('NIP_SEX');
      const again = await sendForm<Problem>(app, event.slug, applicant(3, { nip: odd, email: 'lain@uji.example' }));
      expect([again.status, again.body.code]).toEqual([409, 'ALREADY_REGISTERED']);
      expect((await register(app, event.slug, 1)).status).toBe('confirmed');
    });

    it('of the address is told to both, and proves nothing of the new one', async () => {
      const byProof = await makeEvent(app, { capacity: 5, fields: { proofHours: 24 } });
      event = byProof;
      await register(app, event.slug, 1);
      await app.db.query(`UPDATE registration SET status = 'confirmed', hold_until = NULL, proved_at = created_at`);
      expect((await correct(0, { email: 'Baru@Uji.example' })).status).toBe(200);
      expect(await rows()).toMatchObject([{ email: 'baru@uji.example', proved_at: null, status: 'confirmed' }]);
      expect(await mails()).toEqual([
        ['ticket_resent', 'baru@uji.example'],
        ['email_changed', 'peserta1@uji.example'],
      ]);
    });

    it('from a form that is out of date is refused; what came in between stands', async () => {
      await register(app, event.slug, 1);
      const version = await versionOf(await idOf(0));
      expect((await correct(0, { position: 'Camat' }, applicant(1), version)).status).toBe(200);
      const late = await correct(0, { position: 'Lurah' }, applicant(1), version);
      expect([late.status, late.body.code]).toEqual([409, 'REGISTRATION_CHANGED']);
      const fresh = await correct(0, { position: 'Lurah' });
      expect(fresh.status).toBe(200);
    });

    it('two at once: one is done, one is told', async () => {
      await register(app, event.slug, 1);
      const version = await versionOf(await idOf(0));
      const answers = await Promise.all(
        ['Camat', 'Lurah', 'Kepala Seksi'].map((position) => correct(0, { position }, applicant(1), version)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    });

    it('does not carry a seat into a quota that is not for him', async () => {
      event = await makeEvent(app, { capacity: 5, inner: [{ name: 'Mitra', capacity: 2, kinds: ['guest'] }] });
      await sendForm(app, event.slug, guest(1));
      await register(app, event.slug, 2);
      expect(faults(await correct(0, { kind: 'non_asn' }, guest(1)))).toEqual([422, 'kind OTHER_POOL']);
      expect((await correct(1, { kind: 'non_asn', rank: '' }, applicant(2))).status).toBe(200);
      expect(await rows()).toMatchObject([{ kind: 'guest' }, { kind: 'non_asn', nip: null }]);
    });

    it('is for organisers, of what is live, in its own event', async () => {
      await register(app, event.slug, 1);
      const id = await idOf(0);
      const { consentTextIds: _, submissionNonce: __, ...form } = applicant(1);
      const body = { ...form, version: await versionOf(id) };
      const gate = await app.as('gate', event.id);
      expect((await gate.send('PATCH', path(id), body)).status).toBe(403);
      const other = await makeEvent(app);
      expect((await organiser.send('PATCH', `/events/${other.id}/registrations/${id}`, body)).status).toBe(404);
      await organiser.post(`${path(id)}/cancel`, { reason: 'Sakit' });
      expect((await organiser.get<{ version: null }>(path(id))).body.version).toBeNull();
      const late = await correct(0, { name: 'Lain' }, applicant(1), body.version);
      expect([late.status, late.body.code]).toEqual([409, 'REGISTRATION_ENDED']);
    });
  });

  describe('the person himself', () => {
    it('proves a changed address again', async () => {
      const { token } = await register(app, event.slug, 1);
      await app.db.query('UPDATE registration SET proved_at = created_at');
      const { name, position, phone } = applicant(1);
      const mine = { name, position, phone, backTitle: 'S.Kom.', rank: 'III/a' };
      expect(
        (await app.client().put(`/public/tickets/${token}/data`, { ...mine, email: 'baru@uji.example' })).status,
      ).toBe(204);
      expect(await rows()).toMatchObject([{ email: 'baru@uji.example', proved_at: null }]);
    });
  });
});
