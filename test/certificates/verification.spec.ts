import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TestApp, TEST_NOW } from '../support/app.js';
import { heldEvent, type HeldEvent, issue, registerOf } from './held-event.js';
import { travel } from '../support/travel.js';

type Verification = Record<string, unknown> & { state: string };

describe('verifying a certificate', () => {
  let app: TestApp;
  let event: HeldEvent;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.empty();
    app.clock.set(TEST_NOW);
    event = await heldEvent(app, {
      title: 'Bimbingan Teknis Data',
      people: 2,
      typed: (n) => ({ position: 'Jabatan Rahasia', unitText: `Unit ${n}` }),
    });
    await issue(app, event.id);
  });

  const verify = async (code: string) => {
    const answer = await app.client().get<Verification>(`/public/certificates/${encodeURIComponent(code)}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const codes = async () => (await registerOf(app, event.id)).rows;

  it('says what the paper says and no more, with the NIP masked', async () => {
    await app.drain();
    const [row] = await codes();
    const found = await verify(row?.code ?? '');
    expect(Object.keys(found).sort()).toEqual(
      [
        'checkedAt',
        'endedOn',
        'issuedOn',
        'issuer',
        'jp',
        'nipMasked',
        'number',
        'printedName',
        'revokeReason',
        'revokedOn',
        'role',
        'sha256',
        'startedOn',
        'state',
        'title',
      ].sort(),
    );
    expect(found).toMatchObject({
      state: 'valid',
      number: row?.number,
      printedName: row?.printedName,
      title: 'Bimbingan Teknis Data',
      startedOn: '2026-11-26',
      endedOn: '2026-11-26',
      issuedOn: '2026-11-26',
      jp: 8,
      role: 'participant',
      revokedOn: null,
      revokeReason: null,
    });
    const [person] = await app.db.query<{ nip: string; email: string; phone: string }>(
      `SELECT r.nip, r.email, r.phone FROM registration r JOIN certificate c ON c.registration_id = r.id WHERE c.code = '${row?.code}'`,
    );
    expect(found.nipMasked).toBe(`${person?.nip.slice(0, 4)}**********${person?.nip.slice(-4)}`);
    const said = JSON.stringify(found);
    for (const secret of [person?.nip, person?.email, person?.phone, 'Jabatan Rahasia', 'Unit 1', 'Unit 2']) {
      expect(said).not.toContain(secret);
    }
  });

  it('reads the code as people type it', async () => {
    await app.drain();
    const code = (await codes())[0]?.code ?? '';
    const typed = `${code.slice(0, 4)} ${code.slice(4, 8)}-${code.slice(8)}`.toLowerCase();
    expect((await verify(typed)).state).toBe('valid');
  });

  it('knows neither a wrong code, nor one letter changed, nor a number whose paper is not drawn', async () => {
    const reserved = (await codes())[0]?.code ?? '';
    expect(await verify(reserved)).toMatchObject({ state: 'unknown', printedName: null, number: null });
    await app.drain();
    const swapped = reserved.replace(/.$/, (sign) => (sign === '0' ? '1' : '0'));
    for (const code of [swapped, 'KOSONG', "' OR 1=1 --", 'X'.repeat(90)]) {
      expect(await verify(code)).toMatchObject({ state: 'unknown', printedName: null, sha256: null });
    }
  });

  it('says since when and why one is revoked, everywhere, and for good', async () => {
    await app.drain();
    const [row, other] = await codes();
    const admin = await app.as('admin');
    const path = `/events/${event.id}/certificates/${row?.id}/revoke`;
    const short = await admin.post<{ errors: { field: string; code: string }[] }>(path, { reason: 'x' });
    expect([short.status, short.body.errors[0]]).toMatchObject([422, { field: 'reason', code: 'TOO_SHORT' }]);
    await travel(app, new Date('2026-12-01T20:00:00Z'));
    const reason = 'Kehadiran ternyata di bawah 80% setelah koreksi daftar hadir.';
    expect((await admin.post(path, { reason })).status).toBe(204);
    expect((await admin.post(path, { reason })).status).toBe(409);
    await app.drain();

    expect(await verify(row?.code ?? '')).toMatchObject({
      state: 'revoked',
      revokedOn: '2026-12-02',
      revokeReason: reason,
    });
    expect((await verify(other?.code ?? '')).state).toBe('valid');
    const records = await app.db.query<{ certificate_id: string; state: string }>('SELECT * FROM training_record');
    expect(records.find((record) => record.certificate_id === row?.id)?.state).toBe('revoked');
    const audits = await app.db.query<{ payload: string }>(
      "SELECT payload FROM audit_entry WHERE action IN ('certificates.revoked', 'training-records.revoked')",
    );
    expect(audits).toHaveLength(2);
    expect(JSON.stringify(audits)).not.toContain(reason);
    expect(await issue(app, event.id)).toBe(0);
  });

  it('does not revoke the certificate of another event', async () => {
    const [row] = await codes();
    const other = await heldEvent(app, { people: 0, title: 'Acara lain' });
    const admin = await app.as('admin');
    const answer = await admin.post(`/events/${other.id}/certificates/${row?.id}/revoke`, { reason: 'Salah acara' });
    expect(answer.status).toBe(404);
  });
});
