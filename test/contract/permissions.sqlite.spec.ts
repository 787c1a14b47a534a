import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ModulesContainer } from '@nestjs/core';
import { everywhereOnly, type Permission, permissions, type Role, roles } from '../../src/common/access/index.js';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { type DeclaredRoute, declaredRoutes, permissionsPage } from '../../src/identity/index.js';
import { heldEvent, issue, registerOf } from '../certificates/held-event.js';
import { applicant } from '../factories/applicants.js';
import { type MadeEvent, makeEvent } from '../factories/events.js';
import { register } from '../factories/registrations.js';
import { ImportDriver, lines } from '../imports/uploading.js';
import { PASSWORD } from '../personas.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';

type Where = 'everywhere' | 'here' | 'elsewhere';
interface Holder {
  role: Role | null;
  where: Where;
}

const ABSENT = '0190b6c2-0000-7000-8000-00000000dead';
const PAGE = 'docs/permissions.md';
const { submissionNonce: _nonce, ...applicantBody } = applicant(99);
/** What these need, so that they get as far as looking for their object. */
const { consentTextIds: _, ...correction } = applicantBody;
const bodies: Record<string, object> = {
  '/events/:eventId/registrations/:registrationId': { ...correction, version: 'lama' },
  '/events/:eventId/registrations/:registrationId/cancel': { reason: 'Berhalangan hadir' },
  '/events/:eventId/registrations/:registrationId/priority': { on: true },
  '/events/:eventId/registrations/:registrationId/swap': applicantBody,
  '/events/:eventId/registrations/bulk': { act: 'remind', filter: {} },
  '/events/:eventId/scans/:scanId/rulings': { decision: 'void' },
  '/events/:eventId/registration-views': { name: 'Uji', query: '' },
  '/events/:eventId/certificates/:certificateId/name': { printedName: 'Nama Lain, S.Kom.' },
  '/events/:eventId/certificates/:certificateId/revoke': { reason: 'Salah nama pada sertifikat' },
};

describe('permissions', () => {
  let app: TestApp;
  let routes: DeclaredRoute[];
  let here: MadeEvent;
  let elsewhere: MadeEvent;
  /** Objects of the other event, by the name of the path parameter that takes them. */
  let foreign: Record<string, string>;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
    routes = declaredRoutes(app.get(ModulesContainer));
    elsewhere = await heldEvent(app, { title: 'Acara orang lain', people: 1 });
    foreign = await foreignObjects(elsewhere.id, elsewhere.sessions[0]!.id);
    here = await makeEvent(app, { title: 'Acara sendiri' });
    await register(app, here.slug, 2);
  }, 300_000);
  afterAll(() => app.close());

  const holders: Holder[] = [
    ...roles.flatMap((role): Holder[] => {
      const where: Where[] = everywhereOnly.includes(role) ? ['everywhere'] : ['everywhere', 'here', 'elsewhere'];
      return where.map((one) => ({ role, where: one }));
    }),
    { role: null, where: 'everywhere' },
  ];

  /** Said anew from the rules on the page, not from the guard's code. */
  function expected(route: DeclaredRoute, { role, where }: Holder): 'allowed' | 'EVENT_NOT_FOUND' | 'NO_PERMISSION' {
    if (route.access?.kind !== 'permit') return 'allowed';
    const rule: { scope: string; roles: readonly Role[] } = permissions[route.access.permission];
    const aboutEvent = route.path.includes('/:eventId');
    const listed = role !== null && rule.roles.includes(role);
    if (aboutEvent && (role === null || where === 'elsewhere')) return 'EVENT_NOT_FOUND';
    if (!listed) return 'NO_PERMISSION';
    return rule.scope === 'everywhere' && where !== 'everywhere' ? 'NO_PERMISSION' : 'allowed';
  }

  const filled = (path: string, objects: Record<string, string> = {}): string =>
    path.replace('/:eventId', `/${here.id}`).replace(/:(\w+)/g, (_, name: string) => objects[name] ?? ABSENT);

  /** A stream never ends its answer, so one that has not refused at once has let the person in. */
  async function ask(
    client: Client,
    route: DeclaredRoute,
    path: string,
    body: object = {},
  ): Promise<{ status: number; code: string | undefined }> {
    const answer = client.send<Problem | undefined>(
      route.method as 'GET',
      path,
      route.method === 'GET' ? undefined : body,
    );
    const endless = new Promise<undefined>((resolve) => setTimeout(resolve, 3000, undefined).unref());
    const first = await Promise.race([answer, route.path.endsWith('/live') ? endless : answer]);
    return { status: first?.status ?? 200, code: first?.body?.code };
  }

  function outcome({ status, code }: { status: number; code: string | undefined }): string {
    if (code === 'EVENT_NOT_FOUND' || code === 'NO_PERMISSION' || code === 'SIGN_IN_REQUIRED') return code;
    return status === 401 || status === 403 || status >= 500 ? `${status} ${code}` : 'allowed';
  }

  const isSignOut = (route: DeclaredRoute) => route.method === 'DELETE' && route.path === '/session';

  /** The same person in another browser. */
  async function again(client: Client): Promise<Client> {
    const { email } = (await client.get<{ email: string }>('/session')).body;
    const other = app.client();
    await other.post('/session', { email, password: PASSWORD });
    return other;
  }

  const signIn = ({ role, where }: Holder): Promise<Client> => {
    if (where === 'everywhere') return app.as(role ?? 'stranger');
    return app.as(role ?? 'stranger', where === 'here' ? here.id : elsewhere.id);
  };

  /** The guard decides before any statement: one engine is enough. */
  describe('every route', () => {
    it('is one of many, so that the loops below try something', () => {
      expect(routes.length).toBeGreaterThan(60);
      expect(routes.filter((route) => route.path.includes('/:eventId')).length).toBeGreaterThan(25);
    });

    it('that is not public asks to sign in', async () => {
      const faults: string[] = [];
      for (const route of routes.filter(({ access }) => access?.kind !== 'public')) {
        const answer = await ask(app.client(), route, filled(route.path));
        if (answer.status !== 401 || answer.code !== 'SIGN_IN_REQUIRED')
          faults.push(`${route.method} ${route.path}: ${answer.status}`);
      }
      expect(faults).toEqual([]);
    });

    it.each(holders)(
      'answers $role $where as the matrix says',
      async (holder) => {
        const client = await signIn(holder);
        const faults: string[] = [];
        for (const route of routes.filter(({ access }) => access?.kind !== 'public')) {
          const wanted = expected(route, holder);
          const asker = isSignOut(route) ? await again(client) : client;
          const got = outcome(await ask(asker, route, filled(route.path)));
          if (got !== wanted) faults.push(`${route.method} ${route.path}: ${got} instead of ${wanted}`);
        }
        expect(faults).toEqual([]);
      },
      300_000,
    );

    it('finds no object of another event under one of its own', async () => {
      const client = await app.as('organiser', here.id);
      const before = await stateOf(elsewhere.id);
      const faults: string[] = [];
      const tried = new Set<string>();
      for (const route of routes.filter(({ path }) => path.includes('/:eventId'))) {
        const [name] = Object.keys(foreign).filter((key) => route.path.includes(`/:${key}`));
        if (name === undefined) continue;
        tried.add(name);
        const answer = await ask(client, route, filled(route.path, foreign), bodies[route.path]);
        if (answer.status !== 404) faults.push(`${route.method} ${route.path}: ${answer.status} ${answer.code}`);
      }
      expect(faults).toEqual([]);
      expect(await stateOf(elsewhere.id)).toEqual(before);
      expect([...tried].sort()).toEqual(Object.keys(foreign).sort());
    }, 300_000);
  });

  describe('a list across events', () => {
    it.each(['/mails', '/audit'])('%s shows a role of one event that event only', async (path) => {
      const role = path === '/audit' ? 'auditor' : 'organiser';
      const all = await rowsOf(await app.as(role), path);
      expect(new Set(all.map((row) => row.eventId))).toEqual(
        new Set([...all.map((row) => row.eventId), here.id, elsewhere.id]),
      );
      const own = await rowsOf(await app.as(role, here.id), path);
      expect(new Set(own.map((row) => row.eventId))).toEqual(new Set([here.id]));
      expect(await rowsOf(await app.as(role, here.id), `${path}?eventId=${elsewhere.id}`)).toEqual([]);
    });

    it('of the own events holds no other', async () => {
      const rows = (await (await app.as('gate', here.id)).get<{ id: string }[]>('/events')).body;
      expect(rows.map((row) => row.id)).toEqual([here.id]);
    });
  });

  describe(PAGE, () => {
    it('is as the code says (npm run openapi writes it)', () => {
      expect(readFileSync(PAGE, 'utf8')).toBe(permissionsPage(routes));
    });

    it('names every permission that a route asks for', () => {
      const asked = new Set(routes.flatMap(({ access }) => (access?.kind === 'permit' ? [access.permission] : [])));
      const inCode: Permission[] = ['nip.read'];
      expect([...asked, ...inCode].sort()).toEqual(Object.keys(permissions).sort());
    });
  });

  async function rowsOf(client: Client, path: string): Promise<{ eventId: string | null }[]> {
    const answer = await client.get<{ rows: { eventId: string | null }[] }>(path);
    return answer.status === 404 ? [] : answer.body.rows;
  }

  /** What a trespasser could have changed. */
  async function stateOf(eventId: string): Promise<unknown> {
    const admin = await app.as('admin');
    const parts = ['', '/registrations', '/certificates'].map((part) => admin.get(`/events/${eventId}${part}`));
    return (await Promise.all(parts)).map((answer) => answer.body);
  }

  async function foreignObjects(eventId: string, sessionId: string): Promise<Record<string, string>> {
    const admin = await app.as('admin');
    const registrations = await admin.get<{ rows: { id: string }[] }>(`/events/${eventId}/registrations`);
    await issue(app, eventId);
    const certificates = await registerOf(app, eventId);
    const imports = new ImportDriver(app, admin, `/events/${eventId}/imports`);
    const run = await admin.post<{ id: string }>(`/events/${eventId}/registrations/bulk`, {
      act: 'remind',
      filter: {},
    });
    const view = await admin.post<{ id: string }>(`/events/${eventId}/registration-views`, { name: 'Uji', query: '' });
    await app.get(Directory).addUnits([{ code: 'UJI', name: 'Unit Uji' }], systemActor);
    const unitId = (await app.get(Directory).units())[0]?.id;
    const desk = { unitId, contactName: 'Deni', contactEmail: 'deni@uji.example', expiresOn: '2099-01-01' };
    const links = await admin.post<{ id: string }[]>(`/events/${eventId}/delegations`, desk);
    const scanId = randomUUID();
    const scan = { id: scanId, input: '?', method: 'code', scannedAt: app.clock.now().toISOString() };
    await admin.post(`/events/${eventId}/scans`, scan);
    const device = { name: 'Ponsel', role: 'scanner' };
    const paired = await admin.post<{ device: { id: string } }>(`/events/${eventId}/devices`, device);
    return {
      deviceId: paired.body.device.id,
      scanId,
      delegationId: links.body[0]!.id,
      runId: run.body.id,
      viewId: view.body.id,
      sessionId,
      registrationId: registrations.body.rows[0]!.id,
      certificateId: certificates.rows[0]!.id,
      importId: (await imports.upload(lines(['NIP', 'Nama'], ['1', 'Orang']))).id,
    };
  }
});
