import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { guest } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { sendForm } from '../factories/registrations.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';

interface Rule {
  target: { name: string };
  propertyName: string;
  name?: string;
}

describe('refusals', () => {
  let app: TestApp;
  let admin: Client;
  let event: MadeEvent;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
    event = await makeEvent(app);
    admin = await app.as('admin');
  });
  afterAll(() => app.close());

  const cursor = (json: string): string => Buffer.from(json).toString('base64url');

  describe('every refusal is a problem with a code', () => {
    it.each([
      ['an address that is no UTF-8', '/events/%ZZ', 400, 'BAD_REQUEST'],
      ['an address cut inside a letter', '/public/events/%E0%A4%A', 400, 'BAD_REQUEST'],
      ['an address longer than any of ours', `/public/events/${'a'.repeat(3000)}`, 404, 'NOT_FOUND'],
      ['a route that is not there', '/nowhere', 404, 'NOT_FOUND'],
    ])('%s', async (_, path, status, code) => {
      const answer = await admin.get<Problem>(path);
      expect(answer).toMatchObject({ status, body: { code, correlationId: expect.any(String) } });
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    });

    it.each(['[]', '[{}]', '"x"', 'null', '5', 'true'])('a body that is no object: %s', async (payload) => {
      for (const path of ['/session', `/public/events/${event.slug}/registrations`]) {
        const headers = { 'content-type': 'application/json' };
        const answer = await app.app.inject({ method: 'POST', url: `/api${path}`, headers, payload });
        expect(answer.json()).toMatchObject({ status: 400, code: 'BODY_NOT_OBJECT', errors: [] });
        expect(answer.json<Problem>().detail).toContain('objek JSON');
      }
    });

    it('a body with more levels than any form has', async () => {
      const levels = 60_000;
      const answer = await app.app.inject({
        method: 'POST',
        url: `/api/public/events/${event.slug}/registrations`,
        headers: { 'content-type': 'application/json' },
        payload: `{"name":${'['.repeat(levels)}${']'.repeat(levels)}}`,
      });
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({ code: 'BAD_REQUEST' });
    });
  });

  describe('a forged cursor is refused at its field', () => {
    const forged = [
      'zzz',
      '[]',
      '[1e999]',
      '[null]',
      '["a","b"]',
      '[1e999,"b"]',
      '[1,2]',
      '[1e999,"b","c"]',
      '["a","b","c"]',
    ];
    it.each([
      '/audit',
      '/mails',
      '/jobs',
      '/accounts',
      '/training-records',
      '/training-records/employees',
      ...['registrations', 'registrations?sort=name', 'certificates', 'certificates/eligibility', 'presence'].map(
        (list) => `of ${list}`,
      ),
    ])('%s', async (list) => {
      const path = list.replace(/^of /, `/events/${event.id}/`);
      for (const text of forged) {
        const answer = await admin.get<Problem>(`${path}${path.includes('?') ? '&' : '?'}after=${cursor(text)}`);
        expect([200, 422]).toContain(answer.status);
        if (answer.status === 422) expect(answer.body.errors).toMatchObject([{ field: 'after', code: 'INVALID' }]);
      }
      expect((await admin.get(`${path}${path.includes('?') ? '&' : '?'}after=${cursor('[1e999,1]')}`)).status).toBe(
        422,
      );
    });

    it('but not the cursor after the longest name', async () => {
      const key = JSON.stringify(['ي'.repeat(200), randomUUID()]);
      expect((await admin.get(`/events/${event.id}/registrations?sort=name&after=${cursor(key)}`)).status).toBe(200);
    });
  });

  it('takes a name of 200 letters of any kind', async () => {
    for (const letter of ['İ', 'ß', 'ﷺ', '𝒜', "'"]) {
      const person = guest(1, { name: `A${letter.repeat(199)}`, email: `${randomUUID()}@uji.example` });
      expect((await sendForm(app, event.slug, person)).status).toBe(201);
    }
  });

  it('drops half a pair of surrogates, which JSON can write and no address has', async () => {
    const email = `${randomUUID()}\ud800@uji.example`;
    const person = { email, name: 'Uji \udc00Coba', office: 'Uji', roles: [] };
    expect((await admin.post('/accounts', person)).status).toBe(201);
    const stored = await app.db.query('SELECT name FROM staff_account WHERE email = ?', [email.replace('\ud800', '')]);
    expect(stored).toEqual([{ name: 'Uji Coba' }]);
    const label = { deviceLabel: 'Ponsel \ud800A \ud83d\ude00', scans: [], sentAt: new Date().toISOString() };
    expect((await admin.post(`/events/${event.id}/scans/sync`, label)).status).toBe(200);
    const delegation = { unitId: randomUUID(), contactName: 'Uji', contactEmail: email };
    const answer = await admin.post<Problem>(`/events/${event.id}/delegations`, delegation);
    expect(answer.body.errors).toMatchObject([{ field: 'unitId' }]);
  });

  describe('what is of the wrong type is told so, whatever else it breaks', () => {
    it.each([
      ['POST', 'gates', { name: 5 }, 'name', 'NOT_TEXT'],
      ['POST', 'presence/corrections', { registrationIds: 'x', reason: 5 }, 'registrationIds', 'NOT_LIST'],
      ['POST', 'presence/corrections', { registrationIds: 'x', reason: 5 }, 'reason', 'NOT_TEXT'],
      ['POST', 'conflicts/rulings', { scanIds: {} }, 'scanIds', 'NOT_LIST'],
      ['POST', 'scans/sync', { scans: 5 }, 'scans', 'NOT_LIST'],
      ['POST', 'scans/sync', { scans: [5] }, 'scans', 'NOT_OBJECT'],
      ['POST', 'delegations', { contactEmail: ['a'] }, 'contactEmail', 'NOT_TEXT'],
      ['PUT', 'pools', { capacity: 'banyak', inner: 5 }, 'capacity', 'NOT_INTEGER'],
      ['PUT', 'pools', { capacity: 9, inner: [{ byApproval: 'ya' }] }, 'inner.0.byApproval', 'NOT_BOOLEAN'],
      ['GET', 'presence?limit=banyak', undefined, 'limit', 'NOT_INTEGER'],
      // A list within a list would pass for its parts, and a filter that is a list for everybody.
      ['POST', 'registrations/bulk', { act: 'cancel', filter: [], reason: 'Uji' }, 'filter', 'NOT_OBJECT'],
      ['PUT', 'pools', { capacity: 9, inner: [[]] }, 'inner', 'NOT_OBJECT'],
      ['PUT', 'pools', { capacity: 9, release: [] }, 'release', 'NOT_OBJECT'],
      ['PUT', 'committee', { members: [[]] }, 'members', 'NOT_OBJECT'],
      ['PUT', 'commitment', { signatories: [[]] }, 'signatories', 'NOT_OBJECT'],
      ['PUT', 'questions', { questions: [[]] }, 'questions', 'NOT_OBJECT'],
      ['POST', 'sessions', { startsAt: '2026-11-30T08:00:00+99:99' }, 'startsAt', 'NOT_MOMENT'],
    ] as const)('%s %s %j: %s', async (method, path, body, field, code) => {
      const answer = await admin.send<Problem>(method, `/events/${event.id}/${path}`, body);
      expect(answer.status).toBe(422);
      const found = answer.body.errors?.find((each) => each.field === field);
      expect(found?.code).toBe(code);
      expect(found?.message).not.toContain('{');
    });

    it.each([
      ['POST', '/sessions', 'startsAt', '2022-06-08T08:00:00+08:00'],
      ['PATCH', '', 'certificateDatedOn', '2022-06-08'],
    ] as const)('with an example that the same input takes: %s %s %s', async (method, path, field, example) => {
      const { body } = await admin.send<Problem>(method, `/events/${event.id}${path}`, { [field]: 'besok' });
      const message = body.errors?.find((each) => each.field === field)?.message;
      expect(message?.slice(message.indexOf(': ') + 2)).toBe(example);
    });

    it('in every input that has a bound', () => {
      const rules = [
        ...(getMetadataStorage() as unknown as { validationMetadatas: Map<unknown, Rule[]> }).validationMetadatas,
      ].flatMap(([, ofClass]) => ofClass);
      const typed = { isString: /^m(ax|in)Length$/, isInt: /^(max|min)$/, isArray: /^array/ };
      const untyped = rules.filter(({ name = '', target, propertyName }) => {
        const type = Object.entries(typed).find(([, bound]) => bound.test(name))?.[0];
        return (
          type &&
          !rules.some((rule) => rule.target === target && rule.propertyName === propertyName && rule.name === type)
        );
      });
      expect(untyped.map(({ target, propertyName, name }) => `${target.name}.${propertyName} ${name}`)).toEqual([]);
    });
  });

  describe('moments that the standard knows and a clock does not', () => {
    it.each([
      '2026-11-24T10Z',
      '2026-11-24T10:00:00,5Z',
      '2026-328T10:00:00Z',
      '2026-W48-2T10:00:00Z',
      '2026-11-24T1000Z',
    ])('%s', async (moment) => {
      const scan = { id: randomUUID(), input: 'ABC', method: 'camera', scannedAt: moment };
      expect((await admin.post<Problem>(`/events/${event.id}/scans`, scan)).body.errors).toMatchObject([
        { field: 'scannedAt', code: 'INVALID' },
      ]);
      const audit = await admin.get<Problem>(`/audit?from=${encodeURIComponent(moment)}`);
      expect(audit).toMatchObject({ status: 422, body: { errors: [{ field: 'from' }] } });
    });
  });
});
