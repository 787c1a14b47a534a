import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { type Registered, sendForm } from '../factories/registrations.js';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { TestSmtp } from '../support/smtp.js';
import { travel } from '../support/travel.js';

/**
 * One bintek from its publication to the personnel file: the nine lines of the README, each a step. The steps build on
 * each other and run in order.
 */
const NIP = '197804122005011003';

describe('one bintek', () => {
  let app: TestApp;
  let smtp: TestSmtp;
  let organiser: Client;
  let event: MadeEvent;
  let ticket: Registered;
  let qr: string;

  beforeAll(async () => {
    smtp = await TestSmtp.start();
    app = await TestApp.start({ mail: smtp });
    organiser = await app.as('organiser');
    await app.get(Directory).addUnits([{ code: 'KEC-LS', name: 'Kecamatan Lembeh Selatan' }], systemActor);
    const [unit] = await app.get(Directory).units();
    await app.get(Directory).addEmployees(
      [
        {
          nip: NIP,
          kind: 'pns',
          frontTitle: 'Drs.',
          name: 'Hengky Ronald Makalalag',
          backTitle: 'M.Si.',
          unitId: unit?.id ?? '',
          position: 'Camat Lembeh Selatan',
          rank: 'IV/a',
        },
      ],
      systemActor,
    );
  });
  afterAll(async () => {
    await app.close();
    await smtp.close();
  });

  it('1. the organiser publishes an event', async () => {
    const signatory = await organiser.post<{ id: string }>('/signatories', {
      office: 'Kepala BKPSDM',
      officePrefix: '',
      name: 'Rahel Ibarat, S.STP., M.AP.',
      rank: 'IV/b',
      nip: '198309212002122001',
    });
    event = await makeEvent(app, {
      title: 'Bimbingan Teknis Smart City Tahap 1',
      capacity: 2,
      inDays: 2,
      fields: { certificateSignatoryId: signatory.body.id },
    });
    const page = await app.client().get<{ registration: string; jp: number }>(`/public/events/${event.slug}`);
    expect(page.body).toMatchObject({ registration: 'open', jp: 8 });
  });

  it('2. a participant registers on a phone; a full event places the third on the waiting list', async () => {
    const [unit] = await app.get(Directory).units();
    const answer = await sendForm(app, event.slug, {
      ...applicant(1),
      nip: '19780412 200501 1 003',
      frontTitle: 'Drs.',
      name: 'Hengky Ronald Makalalag',
      backTitle: 'M.Si.',
      unitText: undefined,
      unitId: unit?.id,
      position: 'Camat Lembeh Selatan',
      rank: 'IV/a',
      email: 'camat@uji.example',
    });
    ticket = answer.body;
    expect(ticket).toMatchObject({ status: 'confirmed', warnings: [] });
    expect((await sendForm(app, event.slug, applicant(2))).body.status).toBe('confirmed');
    expect((await sendForm(app, event.slug, applicant(3))).body).toMatchObject({ status: 'waiting', waitingPlace: 1 });
  });

  it('3. the mail with the QR ticket goes out', async () => {
    await app.drain();
    const [mail] = smtp.to('camat@uji.example');
    expect(mail?.subject).toBe('Tiket Anda: Bimbingan Teknis Smart City Tahap 1');
    expect(mail?.html).toContain(`/t/${ticket.token}`);
    const kinds = mail?.attachments.map((attachment) => attachment.contentType);
    expect(kinds).toEqual(['image/png', 'text/calendar']);
    expect(mail?.attachments[0]?.cid).toBe('ticket-qr');
    expect(smtp.to('peserta3@uji.example')[0]?.subject).toMatch(/^Daftar tunggu/);
  });

  it('4. the gate scans the QR', async () => {
    const page = await app.client().get<{ qr: string }>(`/public/tickets/${ticket.token}`);
    qr = page.body.qr;
    await travel(app, new Date(new Date(event.startsAt).getTime() - 20 * 60_000));
    const gate = await organiser.post<{ id: string }>(`/events/${event.id}/gates`, { name: 'Pintu Utama' });
    const officer = await app.as('gate', event.id);
    const scan = () =>
      officer.post<{ verdict: string; person: { printedName: string } }>(`/events/${event.id}/scans`, {
        id: randomUUID(),
        gateId: gate.body.id,
        input: qr,
        method: 'camera',
        scannedAt: app.clock.now().toISOString(),
      });
    expect((await scan()).body).toMatchObject({
      verdict: 'accepted',
      person: { printedName: 'Drs. Hengky Ronald Makalalag, M.Si.' },
    });
    expect((await scan()).body.verdict).toBe('already_in');
    const overview = await organiser.get<{ present: number; registered: number }>(`/events/${event.id}/overview`);
    expect(overview.body).toMatchObject({ present: 1, registered: 2 });
  });

  it('6. eligibility is decided', async () => {
    await travel(app, new Date(new Date(event.endsAt).getTime() + 60 * 60_000));
    const answer = await organiser.get<{
      summary: object;
      rows: { printedName: string; eligible: boolean; reason: string }[];
    }>(`/events/${event.id}/certificates/eligibility`);
    expect(answer.body.summary).toMatchObject({ eligible: 1, absent: 1, registered: 2, minSharePercent: 80 });
    const absent = answer.body.rows.find((row) => !row.eligible);
    expect(absent?.reason).toMatch(/\w+/);
  });

  it('7. the certificate is numbered, drawn and mailed', async () => {
    const issued = await organiser.post<{ reserved: number }>(`/events/${event.id}/certificates/issue`);
    expect(issued.body.reserved).toBe(1);
    await app.drain();
    const register = await organiser.get<{ rows: { id: string; number: string; state: string; code: string }[] }>(
      `/events/${event.id}/certificates`,
    );
    expect(register.body.rows).toHaveLength(1);
    expect(register.body.rows[0]).toMatchObject({ state: 'issued' });
    expect(register.body.rows[0]?.number).toMatch(/^800\.1\/0001\/DISKOMINFO\/XI\/2026$/);
    const mail = smtp.to('camat@uji.example').at(-1);
    expect(mail?.attachments[0]?.contentType).toBe('application/pdf');
  });

  it('8. anyone verifies it, and learns no more than stands on the paper', async () => {
    const register = await organiser.get<{ rows: { id: string; code: string }[] }>(`/events/${event.id}/certificates`);
    const { id, code } = register.body.rows[0] ?? { id: '', code: '' };
    const answer = await app
      .client()
      .get<{ state: string; nipMasked: string; sha256: string }>(`/public/certificates/${code.toLowerCase()}`);
    expect(answer.body).toMatchObject({
      state: 'valid',
      printedName: 'Drs. Hengky Ronald Makalalag, M.Si.',
      nipMasked: '1978**********1003',
      jp: 8,
    });
    const file = await organiser.get(`/events/${event.id}/certificates/${id}/file.pdf`);
    expect(createHash('sha256').update(file.raw).digest('hex')).toBe(answer.body.sha256);
    expect((await app.client().get<{ state: string }>('/public/certificates/0000000000A')).body.state).toBe('unknown');
  });

  it('9. HR takes the hours', async () => {
    const hr = await app.as('hr');
    const year = new Date(event.endsAt).getUTCFullYear();
    const people = await hr.get<{ rows: { nip: string; jp: number }[] }>(`/training-records/employees?year=${year}`);
    expect(people.body.rows).toEqual([expect.objectContaining({ nip: NIP, jp: 8 })]);
    const csv = await hr.get(`/training-records/export/csv?year=${year}`);
    expect(csv.raw.toString('utf8')).toContain(NIP);
    const siasn = await hr.get(`/training-records/export/siasn?year=${year}`);
    expect(siasn.raw.toString('utf8')).toContain('"namaKursus":"Bimbingan Teknis Smart City Tahap 1"');
  });

  it('every step left its entry in the audit log', async () => {
    const auditor = await app.as('auditor');
    const log = await auditor.get<{ rows: { action: string; text: string }[] }>(`/audit?eventId=${event.id}&limit=200`);
    const actions = new Set(log.body.rows.map((row) => row.action));
    for (const action of [
      'events.published',
      'registration.confirmed',
      'registration.placed_waiting',
      'attendance.scanned',
    ]) {
      expect(actions).toContain(action);
    }
    expect(log.body.rows.every((row) => row.text !== row.action)).toBe(true);
  });
});
