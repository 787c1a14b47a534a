import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ModulesContainer } from '@nestjs/core';
import { Keys } from '../../src/common/crypto/index.js';
import { systemActor } from '../../src/common/index.js';
import { Database, Transactions } from '../../src/database/index.js';
import { Directory } from '../../src/directory/index.js';
import { declaredRoutes } from '../../src/identity/index.js';
import { MailLinks } from '../../src/registration/mails/mail-links.js';
import { RegistrationsRepository } from '../../src/registration/registrations.repository.js';
import { registerOf, signatory } from '../certificates/held-event.js';
import { travel } from '../support/travel.js';
import { agenda } from '../factories/agenda.js';
import { applicant, type ApplicantBody, nipOf } from '../factories/applicants.js';
import { ImportDriver, lines } from '../imports/uploading.js';
import { type MadeEvent, makeEvent } from '../factories/events.js';
import { onePagePdf } from '../factories/papers.js';
import { multipart } from '../factories/uploads.js';
import { PASSWORD } from '../personas.js';
import { TestApp } from '../support/app.js';
import type { Answer, Client, RequestOptions } from '../support/client.js';
import { TestSmtp } from '../support/smtp.js';
import { type Entry, WatchedTransactions } from './watched-transactions.js';

/** Writing verbs that write nothing, with the reason. */
const writesNothing: Record<string, string> = {
  'POST /door/heartbeat': 'says how a paired phone fares, and of a person nothing',
  'POST /public/delegations/:token/check': 'says what would become of the rows',
  'POST /public/delegations/:token/paste': 'reads what was copied from a sheet',
  'POST /public/events/:slug/registrations/check': 'says what is wrong with a form before its last step',
};
const tried = new Set<string>();
const silent: string[] = [];

describe('audit', () => {
  let app: TestApp;
  let smtp: TestSmtp;
  let watched: WatchedTransactions;
  let admin: Client;
  let event: MadeEvent;
  let venueId: string;
  let signatoryId: string;
  const refused = 'tidakada@uji.example';

  beforeAll(async () => {
    smtp = await TestSmtp.start();
    const refusal = { code: 550, text: 'no such mailbox' };
    smtp.answer(refused, refusal, refusal);
    app = await TestApp.start({ mail: smtp });
    watched = new WatchedTransactions(app.get(Transactions));
  });
  afterAll(async () => {
    watched.stop();
    await app.close();
    await smtp.close();
  });

  /**
   * Asks a writing route, whose parameters stand in the path as `:name`.
   * @returns the answer of the one success that counts for the route.
   */
  async function write<Body = { id: string }>(
    route: string,
    given: Record<string, string> = {},
    body: object = {},
    client = admin,
    options: RequestOptions = {},
  ): Promise<Body> {
    const [method, path] = route.split(' ') as ['POST', string];
    watched.forget();
    const address = path.replace(/:(\w+)/g, (_, name: string) => given[name] ?? `missing-${name}`);
    const answer: Answer<Body> = await client.send(
      method,
      address,
      method === ('DELETE' as string) ? undefined : body,
      options,
    );
    if (answer.status >= 300) throw new Error(`${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
    tried.add(route);
    if (!(route in writesNothing) && watched.entries.length === 0) silent.push(route);
    if (route in writesNothing) expect(watched.committed).toBe(0);
    return answer.body;
  }

  const menu = [{ key: 'menu', kind: 'text', labelId: 'Alergi makanan?' }];
  const dataOf = ({ frontTitle, name, backTitle, position, rank, phone, email }: ApplicantBody) => ({
    frontTitle,
    name,
    backTitle,
    position,
    rank,
    phone,
    email,
  });
  const inEvent = () => ({ eventId: event.id });

  describe('every writing route leaves its entry in the transaction of the change', () => {
    it('first run, sign-in and settings of one’s own', async () => {
      admin = app.client();
      const email = 'kepala@uji.example';
      const token = app.get(Keys).setupToken();
      await write('POST /setup', {}, { token, email, name: 'Rahel Ibarat', password: PASSWORD });
      const other = app.client();
      await write('POST /session', {}, { email, password: PASSWORD }, other);
      await write('DELETE /session', {}, {}, other);
      await write('PUT /session/locale', {}, { locale: 'en' });
      await write('PUT /session/locale', {}, { locale: 'id' });
      await write('PUT /session/password', {}, { current: PASSWORD, next: `${PASSWORD} baru` });
    });

    it('accounts', async () => {
      const person = { email: 'panitia@uji.example', name: 'Grace Wowor', office: 'Diskominfo', roles: [] };
      const created = await write<{ account: { id: string } }>('POST /accounts', {}, person);
      const accountId = created.account.id;
      await write('PATCH /accounts/:accountId', { accountId }, { office: 'BKPSDM' });
      const given = await write<{ roles: { id: string }[] }>(
        'POST /accounts/:accountId/roles',
        { accountId },
        { role: 'hr' },
      );
      await write('DELETE /accounts/:accountId/roles/:roleId', { accountId, roleId: given.roles[0]?.id ?? '' });
      await write('POST /accounts/:accountId/password', { accountId });
      await write('POST /accounts/:accountId/end-sessions', { accountId });
    });

    it('the organisation and what events share', async () => {
      const { body: fields } = await admin.get<object>('/organisation');
      await write('PUT /organisation', {}, { ...fields, phone: '0438 21000' });
      await write('POST /consent-texts', {}, { purpose: 'photo', bodyId: 'Saya setuju.', bodyEn: 'I agree.' });
      signatoryId = (await write('POST /signatories', {}, signatory)).id;
      await write('POST /programmes', {}, { name: 'Gerakan Menuju Smart City', stages: 3 });
      await write('POST /speakers', {}, { name: 'Yohana Contoh', affiliation: 'Universitas Uji' });
      const rooms = [{ name: 'Ruang Utama', seats: 400 }];
      venueId = (await write('POST /venues', {}, { name: 'Balai', address: 'Jalan Samratulangi 45', rooms })).id;
    });

    it('an event up to its publication', async () => {
      const sessions = agenda(app.clock.now(), 2) as { startsAt: string; endsAt: string }[];
      const numbering = { numberCode: '800.1', numberUnit: 'DISKOMINFO', certificateSignatoryId: signatoryId };
      event = await write<MadeEvent>(
        'POST /events',
        {},
        { title: 'Bimtek', venueId, capacity: 2, sessions, registrationClosesAt: sessions[1]?.startsAt, ...numbering },
      );
      await write('PATCH /events/:eventId', inEvent(), { summary: 'Satu hari.' });
      const last = sessions[3]?.endsAt ?? '';
      const closing = { kind: 'closing', title: 'Penutupan', startsAt: last, endsAt: plusMinutes(last, 15) };
      await write('POST /events/:eventId/sessions', inEvent(), closing);
      const { body: detail } = await admin.get<{ sessions: { id: string; title: string }[] }>(`/events/${event.id}`);
      const sessionId = detail.sessions.find(({ title }) => title === 'Penutupan')?.id ?? '';
      const session = { ...inEvent(), sessionId };
      await write('PATCH /events/:eventId/sessions/:sessionId', session, { title: 'Penutupan dan doa' });
      await write('DELETE /events/:eventId/sessions/:sessionId', session);
      await write('PUT /events/:eventId/pools', inEvent(), { capacity: 4 });
      const members = [{ role: 'chair', name: 'Deni Umpama', office: 'Ketua' }];
      await write('PUT /events/:eventId/committee', inEvent(), { members });
      const signatories = [{ name: 'Yohana Contoh', office: 'Wali Kota' }];
      const commitment = { title: 'Komitmen Bersama', body: 'Kami mendukung.', signatories };
      await write('PUT /events/:eventId/commitment', inEvent(), commitment);
      await write('POST /events/:eventId/publish', inEvent());
      await write('POST /events/:eventId/commitment/sign', inEvent(), { signedOn: '2026-11-24' });
    });

    it('what a person does on his own page, and what he is reminded of', async () => {
      const questions = [{ key: 'peta', kind: 'file', labelId: 'Peta lokasi' }, ...menu];
      await write('PUT /events/:eventId/questions', inEvent(), { questions });
      const asked = await admin.get<{ questions: { id: string; kind: string }[] }>(`/events/${event.id}/questions`);
      const [file, text] = asked.body.questions.map(({ id }) => id) as [string, string];
      await admin.patch(`/events/${event.id}`, { letterRule: 'required' });
      const guest = app.client();
      const person = applicant(8);
      const { token } = await write<{ token: string }>(
        'POST /public/events/:slug/registrations',
        { slug: event.slug },
        person,
        guest,
      );
      await write('POST /events/:eventId/letters/remind', inEvent());
      await write('PUT /public/tickets/:token/data', { token }, { ...dataOf(person), position: 'Analis' }, guest);
      await write('PUT /public/tickets/:token/answers', { token }, { answers: { [text]: 'Udang' } }, guest);
      const sent = multipart({ number: '1', datedOn: '2026-11-20' }, { name: 'a.pdf', bytes: await onePagePdf() });
      await write('POST /public/tickets/:token/letter', { token }, sent.body, guest, { headers: sent.headers });
      const answered = 'POST /public/tickets/:token/answers/:questionId/file';
      await write(answered, { token, questionId: file }, sent.body, guest, { headers: sent.headers });
      await write('POST /public/tickets/:token/resend', { token }, {}, guest);
      const consentTextId = '01800000-0000-7000-8000-000000000502';
      await write('POST /public/tickets/:token/consents', { token }, { consentTextId }, guest);
      await write('POST /public/tickets/:token/consents/withdraw', { token }, { purpose: 'whatsapp' }, guest);
      await write('POST /public/tickets/:token/cancel', { token }, {}, guest);
    }, 120_000);

    it('registrations, mails and jobs', async () => {
      const slug = { slug: event.slug };
      await write('POST /public/events/:slug/registrations/check', slug, applicant(1), app.client());
      const flower = applicant(1, { name: 'Maria Wantah 🌺' });
      await write('POST /public/events/:slug/registrations', slug, flower, app.client());
      const guestOf = await write<{ token: string }>(
        'POST /public/events/:slug/registrations',
        slug,
        applicant(2),
        app.client(),
      );
      await write('POST /public/tickets/:token/cancel', { token: guestOf.token }, {}, app.client());
      const { submissionNonce: _nonce, ...byStaff } = applicant(3, { email: refused });
      const entered = await write<{ id?: string }>('POST /events/:eventId/registrations', inEvent(), byStaff);
      const [job] = await app.db.query<{ id: string }>("SELECT id FROM job WHERE state = 'ready' ORDER BY id LIMIT 1");
      await write('POST /jobs/:id/retry', { id: job?.id ?? '' });
      await app.drain();
      const failed = await admin.get<{ rows: { id: string }[] }>('/mails?state=failed');
      await write('POST /mails/:id/retry', { id: failed.body.rows[0]?.id ?? '' });
      await app.drain();
      await write('POST /mails/retry', {}, { state: 'failed' });
      const registrationId = entered.id ?? (await registrationOf(nipOf(3)));
      const registration = { ...inEvent(), registrationId };
      await write('POST /events/:eventId/registrations/:registrationId/resend', registration);
      const read = `/events/${event.id}/registrations/${registrationId}`;
      const { body: told } = await admin.get<{ version: string } & ApplicantBody>(read);
      const { kind, nip, name, position, phone, email, version } = told;
      const corrected = { kind, nip, name, position, phone, email, unitText: 'Dinas Kesehatan', version };
      await write('PATCH /events/:eventId/registrations/:registrationId', registration, corrected);
      await write('POST /events/:eventId/registrations/:registrationId/cancel', registration, {
        reason: 'Berhalangan',
      });
      await write('POST /events/:eventId/registrations/bulk', inEvent(), { act: 'remind', filter: {} });
      const listed = await admin.get<{ rows: { id: string }[] }>(`/events/${event.id}/registrations`);
      await app.db.query("UPDATE registration SET status = 'pending' WHERE id = ?", [listed.body.rows[1]?.id]);
      const ids = [listed.body.rows[1]?.id];
      const run = await write('POST /events/:eventId/registrations/bulk', inEvent(), { act: 'approve', ids });
      await write('POST /events/:eventId/registrations/bulk/:runId/undo', { ...inEvent(), runId: run.id });
      const view = await write('POST /events/:eventId/registration-views', inEvent(), {
        name: 'Tamu',
        query: 'kind=guest',
      });
      const shared = { name: 'Tamu kota', shared: true };
      await write('PATCH /events/:eventId/registration-views/:viewId', { ...inEvent(), viewId: view.id }, shared);
      await write('DELETE /events/:eventId/registration-views/:viewId', { ...inEvent(), viewId: view.id });
    }, 120_000);

    it('units, employees and files of them', async () => {
      const tree = await write<{ id: string; name: string }[]>('POST /directory/units', {}, { name: 'Dinas Baru' });
      const unitId = tree.find(({ name }) => name === 'Dinas Baru')?.id ?? '';
      await write('PATCH /directory/units/:unitId', { unitId }, { name: 'Dinas Lebih Baru' });
      const into = (
        await write<{ id: string; name: string }[]>('POST /directory/units', {}, { name: 'Dinas Lama' })
      ).find(({ name }) => name === 'Dinas Lama');
      await write('POST /directory/units/:unitId/merge', { unitId }, { intoId: into?.id });
      const employee = {
        ...{ kind: 'pns', frontTitle: '', name: 'Pegawai Baru', backTitle: '', phone: '', email: '' },
        ...{ unitId: into?.id, position: 'Analis', rank: 'III/a' },
      };
      const made = await write<{ id: string; version: string }>(
        'POST /directory/employees',
        {},
        { ...employee, nip: nipOf(89) },
      );
      const path = { employeeId: made.id };
      const mended = await write<{ version: string }>('PATCH /directory/employees/:employeeId', path, {
        ...employee,
        ...{ name: 'Pegawai Lama', active: true, version: made.version },
      });
      await write('POST /directory/employees/:employeeId/moves', path, {
        ...{ unitId: into?.id, position: 'Kepala', rank: 'III/b', validFrom: '2026-01-01', version: mended.version },
      });
      const people = new ImportDriver(app, admin, '/directory/imports', '?kind=employees');
      await imported(
        '/directory/imports',
        people,
        lines(['NIP', 'Nama', 'OPD'], [nipOf(88), 'Baru', into?.name ?? '']),
      );
      const guests = new ImportDriver(app, admin, `/events/${event.id}/imports`);
      const head = ['NIP', 'Nama', 'Unit', 'Jabatan', 'HP', 'Email'];
      const guest = [nipOf(88), 'Baru', 'Dinas', 'Analis', '081234567890', 'baru@uji.example'];
      await imported('/events/:eventId/imports', guests, lines(head, guest), event.id);
    }, 120_000);

    it('the desk of a unit, and one person for another', async () => {
      const other = await makeEvent(app, { title: 'Bimtek utusan', inDays: 20 });
      const inOther = { eventId: other.id };
      const tree = await admin.get<{ id: string; name: string }[]>('/directory/units');
      const unitId = tree.body.find(({ name }) => name === 'Dinas Lama')?.id;
      const contact = { unitId, contactName: 'Deni Umpama', contactEmail: 'deni@uji.example' };
      const [made] = await write<{ id: string }[]>('POST /events/:eventId/delegations', inOther, contact);
      const desk = { ...inOther, delegationId: made?.id ?? '' };
      const [renewed] = await write<{ link: string }[]>('POST /events/:eventId/delegations/:delegationId/renew', desk);
      const link = { token: renewed?.link.split('/').at(-1) ?? '' };
      const row = (n: number) => {
        const { nip, name, position, rank, phone, email, submissionNonce } = applicant(n);
        return { nip, name, position, rank, phone, email, nonce: submissionNonce };
      };
      const clerk = app.client();
      const rows = [row(70), row(71)];
      await write('POST /public/delegations/:token/check', link, { rows }, clerk);
      await write('POST /public/delegations/:token/paste', link, { text: nipOf(72) }, clerk);
      await write('POST /public/delegations/:token/registrations', link, { rows }, clerk);
      const registrationId = await registrationOf(nipOf(70), other.id);
      const swapping = 'POST /public/delegations/:token/registrations/:registrationId/swap';
      await write(swapping, { ...link, registrationId }, row(73), clerk);
      const withdrawing = 'POST /public/delegations/:token/registrations/:registrationId/withdraw';
      await write(withdrawing, { ...link, registrationId: await registrationOf(nipOf(71), other.id) }, {}, clerk);
      const { submissionNonce: _nonce, ...byStaff } = applicant(74);
      const leaving = { ...inOther, registrationId: await registrationOf(nipOf(73), other.id) };
      await write('POST /events/:eventId/registrations/:registrationId/swap', leaving, byStaff);
      await write('POST /events/:eventId/delegations/:delegationId/revoke', desk);
    });

    it('seats that are held: approval, offers, proof of address, news', async () => {
      const fields = { byApproval: true, waitingMode: 'offer', proofHours: 6 };
      const other = await makeEvent(app, { title: 'Bimtek terbatas', capacity: 1, inDays: 30, fields });
      const [slug, inOther] = [{ slug: other.slug }, { eventId: other.id }];
      const come = (n: number) =>
        write<{ token: string }>('POST /public/events/:slug/registrations', slug, applicant(n), app.client());
      const rowOf = async (n: number) => {
        const id = await registrationOf(nipOf(n), other.id);
        const row = await app.get(Database).read((m) => app.get(RegistrationsRepository).find(m, id));
        if (!row) throw new Error('No such row');
        return row;
      };
      const link = async (n: number, purpose: 'offer' | 'proof') => ({
        token: app.get(MailLinks).token(await rowOf(n), purpose),
      });
      const ids = async (n: number) => ({ ids: [(await rowOf(n)).id] });
      const first = await come(50);
      const tickets: { token: string }[] = [];
      for (const n of [51, 52, 53, 54]) tickets.push(await come(n));
      await write('POST /public/tickets/:token/proof', { token: first.token }, {}, app.client());
      await write('POST /public/proofs/:token', await link(50, 'proof'), {}, app.client());
      await write('POST /events/:eventId/registrations/approve', inOther, await ids(50));
      await write('POST /events/:eventId/registrations/undo', inOther, await ids(50));
      await write('POST /events/:eventId/registrations/decline', inOther, {
        ...(await ids(50)),
        reason: 'Kuota penuh',
      });
      await write('POST /public/offers/:token/reject', await link(51, 'offer'), { leave: true }, app.client());
      const own = { token: tickets[1]?.token ?? '' };
      await write('POST /public/tickets/:token/offer/reject', own, { leave: true }, app.client());
      await write('POST /public/offers/:token/accept', await link(53, 'offer'), {}, app.client());
      const last = { ...inOther, registrationId: (await rowOf(54)).id };
      await write('POST /events/:eventId/registrations/:registrationId/priority', last, { on: true });
      await write('PATCH /events/:eventId', inOther, { proofHours: null });
      await write('POST /events/:eventId/registrations/decline', inOther, {
        ...(await ids(53)),
        reason: 'Kuota penuh',
      });
      await write('POST /public/tickets/:token/offer/accept', { token: tickets[3]?.token ?? '' }, {}, app.client());
      const { body: venues } = await admin.get<{ rooms: { id: string }[]; id: string }[]>('/venues');
      const { body: detail } = await admin.get<{ venueId: string }>(`/events/${other.id}`);
      const roomId = venues.find(({ id }) => id === detail.venueId)?.rooms[0]?.id;
      await write('PATCH /events/:eventId', inOther, { roomId });
      await write('POST /events/:eventId/announce-change', inOther);
      await app.drain();
      const sent = await admin.get<{ rows: { id: string }[] }>('/mails?state=sent');
      await write('POST /mails/:id/bounce', { id: sent.body.rows[0]?.id ?? '' }, { words: '550 unknown' });
    }, 120_000);

    it('the door, certificates and the personnel file', async () => {
      await write('POST /signing-keys', {});
      await write('POST /signing-keys/:keyId/withdraw', { keyId: '1' });
      const gate = await write('POST /events/:eventId/gates', inEvent(), { name: 'Pintu Utama' });
      await travel(app, new Date(new Date(event.startsAt).getTime() + 30 * 60_000));
      const { body: list } = await admin.get<{ rows: { id: string; ticketCode: string }[] }>(
        `/events/${event.id}/registrations?status=confirmed`,
      );
      const scan = { id: randomUUID(), gateId: gate.id, method: 'code', scannedAt: app.clock.now().toISOString() };
      const phone = { name: 'Ponsel Timur', role: 'supervisor', gateIds: [gate.id] };
      const made = await write<{ device: { id: string }; code: string }>(
        'POST /events/:eventId/devices',
        inEvent(),
        phone,
      );
      const device = { ...inEvent(), deviceId: made.device.id };
      const renewed = await write<{ code: string }>('POST /events/:eventId/devices/:deviceId/code', device);
      await write('POST /devices/pairing', {}, { code: renewed.code }, app.client());
      await write('POST /door/heartbeat', {}, { queueLength: 3 });
      await write('POST /events/:eventId/devices/:deviceId/revocation', device);
      await write('POST /events/:eventId/scans', inEvent(), { ...scan, input: list.rows[0]?.ticketCode ?? '' });
      const kept = { ...scan, id: randomUUID(), shown: 'accepted', input: list.rows[0]?.ticketCode ?? '' };
      await write('POST /events/:eventId/scans/sync', inEvent(), {
        sentAt: app.clock.now().toISOString(),
        scans: [kept],
      });
      await write(
        'POST /events/:eventId/scans/:scanId/rulings',
        { ...inEvent(), scanId: kept.id },
        { decision: 'void' },
      );
      const shownTwice = { ...kept, id: randomUUID(), shown: 'to_check', input: '0000-0000', method: 'code' };
      const sentAt = app.clock.now().toISOString();
      await admin.post(`/events/${event.id}/scans/sync`, { sentAt, scans: [shownTwice] });
      await write('POST /events/:eventId/conflicts/rulings', inEvent(), { scanIds: [shownTwice.id], decision: 'void' });
      await write('POST /events/:eventId/scans/admissions', inEvent(), {
        id: randomUUID(),
        scannedAt: app.clock.now().toISOString(),
        registrationId: list.rows[0]?.id ?? '',
        reason: 'Ponselnya mati',
      });
      await write('POST /events/:eventId/presence/corrections', inEvent(), {
        registrationIds: [list.rows[0]?.id],
        slot: `day:${event.startsAt.slice(0, 10)}`,
        kind: 'present',
        from: '07:30',
        reason: 'Daftar kertas',
      });
      await write('POST /events/:eventId/presence/rebuild', inEvent());
      await write('PUT /events/:eventId/attendance-settings', inEvent(), { goneAt: '16:30' });
      const employeeId = await employ();
      await write('POST /events/:eventId/walk-ins', inEvent(), {
        id: randomUUID(),
        scannedAt: app.clock.now().toISOString(),
        employeeId,
        phone: '081234567890',
        email: 'pemilik@uji.example',
      });
      await travel(app, new Date(new Date(event.endsAt).getTime() + 60 * 60_000));
      await write('POST /events/:eventId/certificates/issue', inEvent());
      await app.drain();
      await write('POST /events/:eventId/certificates/retry', inEvent());
      await app.drain();
      const row = (await registerOf(app, event.id)).rows.find(({ state }) => state !== 'issued');
      const certificate = { ...inEvent(), certificateId: row?.id ?? '' };
      const named = { printedName: 'Maria Wantah, S.Kom.' };
      await write('PUT /events/:eventId/certificates/:certificateId/name', certificate, named);
      await app.drain();
      const records = await admin.get<{ rows: { id: string }[] }>('/training-records?state=to_check');
      const id = records.body.rows[0]?.id ?? '';
      await write('POST /training-records/:id/assign', { id }, { employeeId });
      const reason = { reason: 'Salah nama pada sertifikat' };
      await write('POST /events/:eventId/certificates/:certificateId/revoke', certificate, reason);
      await write('POST /events/:eventId/archive', inEvent());
      const second = await makeEvent(app, { title: 'Dibatalkan', inDays: 7 });
      const cancellation = { reason: 'Gedung dipakai', confirm: 'BATALKAN' };
      await write('POST /events/:eventId/cancel', { eventId: second.id }, cancellation);
    }, 120_000);

    it('and none is left out', () => {
      const routes = declaredRoutes(app.get(ModulesContainer)).map(({ method, path }) => `${method} ${path}`);
      const writing = routes.filter((route) => !route.startsWith('GET '));
      expect(writing.length).toBeGreaterThan(40);
      expect([...tried].sort()).toEqual([...new Set(writing)].sort());
      expect(silent).toEqual([]);
    });
  });

  it('each entry reads in words, in both languages', async () => {
    const auditor = await app.as('auditor');
    const worded = async (language: string) => {
      const answer = await auditor.get<{ rows: { action: string; text: string }[] }>('/audit?limit=200', {
        headers: { 'accept-language': language },
      });
      return answer.body.rows;
    };
    const [id, en] = [await worded('id'), await worded('en')];
    expect(id.filter((row) => row.text === row.action)).toEqual([]);
    expect(id.map((row) => row.text)).not.toEqual(en.map((row) => row.text));
  });

  describe('the watch itself', () => {
    it('sees a transaction that writes no entry', async () => {
      watched.forget();
      await app.get(Transactions).run((tx) => tx.query('UPDATE staff_account SET office = office'));
      const entries: Entry[] = watched.entries;
      expect([watched.committed, entries]).toEqual([1, []]);
    });
  });

  /** Uploads, applies and undoes a file. */
  async function imported(route: string, driver: ImportDriver, file: string, eventId = ''): Promise<void> {
    watched.forget();
    const { id: importId } = await driver.upload(file);
    tried.add(`POST ${route}`);
    if (watched.entries.length === 0) silent.push(route);
    await write(`POST ${route}/:importId/apply`, { importId, eventId });
    await app.drain();
    await write(`POST ${route}/:importId/undo`, { importId, eventId });
    await app.drain();
  }

  const plusMinutes = (at: string, minutes: number): string =>
    new Date(new Date(at).getTime() + minutes * 60_000).toISOString();

  async function registrationOf(nip: string, eventId = event.id): Promise<string> {
    const { body } = await admin.get<{ rows: { id: string }[] }>(`/events/${eventId}/registrations?q=${nip}`);
    return body.rows[0]?.id ?? '';
  }

  async function employ(): Promise<string> {
    const directory = app.get(Directory);
    await directory.addUnits([{ code: 'SETDA', name: 'Sekretariat Daerah' }], systemActor);
    const unitId = (await directory.units())[0]?.id ?? '';
    const person = { frontTitle: '', name: 'Pemilik Sebenarnya', backTitle: '', position: 'Analis', rank: 'III/a' };
    await directory.addEmployees([{ ...person, nip: nipOf(77), kind: 'pns', unitId }], systemActor);
    return (await directory.employeeByNip(nipOf(77)))?.id ?? '';
  }
});
