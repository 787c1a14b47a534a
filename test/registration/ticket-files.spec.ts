import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scanAtDoor } from '../../src/documents/testing/door-scanner.js';
import { pagePng, pdfText } from '../../src/documents/testing/tools.js';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { register, type Registered, sendForm } from '../factories/registrations.js';
import { TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';

const MOST_A_MINUTE = 60;

describe('ticket files', () => {
  let app: TestApp;
  let event: MadeEvent;
  let person: Registered;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox', env: { RATE_REGISTRATIONS: String(MOST_A_MINUTE) } });
    event = await makeEvent(app, { title: 'Bimbingan Teknis Smart City Tahap 4', capacity: 4 });
    person = await register(app, event.slug, 1);
  });
  afterAll(() => app.close());

  const FILES = ['ticket.pdf', 'ticket.png', 'qr.svg'] as const;
  const get = (token: string, file: string) => app.client().get<Problem>(`/public/tickets/${token}/${file}`);
  const shown = async (token: string) => (await app.client().get<{ qr: string }>(`/public/tickets/${token}`)).body.qr;
  const textOf = async ({ token }: Registered) => pdfText((await get(token, 'ticket.pdf')).raw);

  describe('the ticket as a file', () => {
    it.each([
      ['ticket.pdf', 'application/pdf', (pdf: Buffer) => pagePng(pdf, 1, 100)],
      ['ticket.png', 'image/png', (png: Buffer) => png],
    ] as const)('%s carries the very code of the page', async (file, type, pictureOf) => {
      const { status, headers, raw } = await get(person.token, file);
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': type,
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename="tiket-${person.ticketCode}.${file.slice(-3)}"`,
      });
      expect(await scanAtDoor(pictureOf(raw))).toEqual([await shown(person.token)]);
    });

    it('says what is needed at the door, and no more of the person', async () => {
      const { nip, phone, email, position } = applicant(1);
      const text = await textOf(person);
      const code = `${person.ticketCode.slice(0, 4)} ${person.ticketCode.slice(4)}`;
      for (const told of [
        'Bimbingan Teknis Smart City Tahap 4',
        'Selasa, 1 Desember 2026',
        'Registrasi ulang mulai',
        'Balai Pertemuan Jalan Samratulangi 45, Bitung',
        applicant(1).name,
        code,
        'Tunjukkan di pintu masuk.',
        'Batalkan dari halaman tiket sampai',
      ]) {
        expect(text).toContain(told);
      }
      const digits = text.replace(/\s/g, '');
      for (const kept of [String(nip), phone, phone.slice(-8), email, position, person.token]) {
        expect([kept, digits.includes(kept.replace(/\s/g, ''))]).toEqual([kept, false]);
      }
    });

    it('is in the language of the registration', async () => {
      const headers = { 'accept-language': 'en' };
      const path = `/public/events/${event.slug}/registrations`;
      const { body } = await app.client().post<Registered>(path, applicant(2), { headers });
      const text = await textOf(body);
      for (const told of ['Tuesday, 1 December 2026', 'Registration desk opens', 'Show it at the entrance.']) {
        expect(text).toContain(told);
      }
      await app.client().post(`/public/tickets/${body.token}/cancel`);
    });

    it('is drawn whatever letters a name has', async () => {
      const odd = await register(app, event.slug, 3, { name: 'Wortel 🥕 Segar' });
      expect(await textOf(odd)).toContain('Wortel ? Segar');
      expect(await scanAtDoor((await get(odd.token, 'ticket.png')).raw)).toEqual([await shown(odd.token)]);
    });
  });

  describe('there is none', () => {
    const refused = async (token: string, files: readonly string[] = FILES) =>
      Promise.all(files.map(async (file) => (({ status, body }) => [status, body.code])(await get(token, file))));
    const notValid = FILES.map(() => [409, 'TICKET_NOT_VALID']);
    const notFound = FILES.map(() => [404, 'TICKET_NOT_FOUND']);

    it('for whoever waits, nor for whoever is no longer coming', async () => {
      const full = await makeEvent(app, { capacity: 1 });
      const first = await register(app, full.slug, 1);
      const waiting = await register(app, full.slug, 2);
      expect(await refused(waiting.token)).toEqual(notValid);
      const said = async ({ token }: Registered, locale: string) => {
        const headers = { 'accept-language': locale };
        const answers = FILES.map((file) => app.client().get<Problem>(`/public/tickets/${token}/${file}`, { headers }));
        return new Set((await Promise.all(answers)).map(({ body }) => body.detail));
      };
      expect([...(await said(waiting, 'id'))]).toEqual([expect.stringMatching(/^Belum ada tiket: .*daftar tunggu/)]);
      expect([...(await said(waiting, 'en'))]).toEqual([expect.stringMatching(/^No ticket yet: .*waiting list/)]);
      await app.client().post(`/public/tickets/${first.token}/cancel`);
      expect(await refused(first.token)).toEqual(notValid);
      expect([...(await said(first, 'id'))]).toEqual([expect.stringMatching(/sudah dibatalkan.*tidak berlaku/)]);
      expect((await get(waiting.token, 'ticket.pdf')).status).toBe(200);
    });

    it('behind a link that is no longer or never was one', async () => {
      const { body } = await sendForm(app, event.slug, applicant(5));
      await app.db.query('UPDATE registration SET epoch = epoch + 1 WHERE ticket_code = ?', [body.ticketCode]);
      expect(await refused(body.token)).toEqual(notFound);
      expect(await refused(`${person.token.slice(0, -2)}xx`)).toEqual(notFound);
    });

    it('once the event is cancelled', async () => {
      const off = await makeEvent(app);
      const { token } = await register(app, off.slug, 1);
      expect((await get(token, 'ticket.png')).status).toBe(200);
      const said = { reason: 'Gedung dipakai', confirm: 'BATALKAN' };
      expect((await (await app.as('admin')).post(`/events/${off.id}/cancel`, said)).status).toBe(200);
      // Its page still shows the code, beside what became of the event.
      expect(await refused(token, FILES.slice(0, 2))).toEqual(notValid.slice(0, 2));
    });
  });

  it('is not drawn more often than people register: the page itself may be opened as often as any', async () => {
    // Written otherwise it is the same file.
    const answers = await Promise.all(
      Array.from({ length: MOST_A_MINUTE + 1 }, (_, n) => get('nobody', n % 2 ? 'ticket.png' : 'ticket%2Epng')),
    );
    expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect((await get(person.token, 'qr.svg')).status).toBe(200);
  });
});
