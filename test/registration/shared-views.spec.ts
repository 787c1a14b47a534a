import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { engine } from '../databases.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { SavedViewsRepository } from '../../src/registration/views/saved-views.repository.js';

interface View {
  id: string;
  name: string;
  query: string;
  shared: boolean;
  own: boolean;
}

describe('shared views', () => {
  let app: TestApp;
  let event: MadeEvent;
  let organiser: Client;
  let admin: Client;
  let auditor: Client;
  let views: string;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    await app.empty();
    event = await makeEvent(app);
    views = `/events/${event.id}/registration-views`;
    [organiser, admin, auditor] = await Promise.all([
      app.as('organiser', event.id),
      app.as('admin'),
      app.as('auditor', event.id),
    ]);
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => app.close());

  const keep = async (client: Client, name: string, shared?: boolean, query = 'kind=guest') =>
    (await client.post<View>(views, { name, query, shared })).body;
  const seen = async (client: Client) => (await client.get<View[]>(views)).body;
  const change = (client: Client, { id }: View, body: object) => client.patch<View & Problem>(`${views}/${id}`, body);
  const remove = (client: Client, { id }: View) => client.send<Problem>('DELETE', `${views}/${id}`);
  const auditOf = ({ id }: View) =>
    app.db
      .query<{ action: string }>('SELECT action FROM audit_entry WHERE subject_id = ? ORDER BY id', [id])
      .then((rows) => rows.map(({ action }) => action.replace('registration.view_', '')));

  it('is seen by all who see the list, and by them alone', async () => {
    const view = await keep(organiser, 'Tamu', true);
    await keep(organiser, 'Milik sendiri');
    expect(view).toMatchObject({ shared: true, own: true });
    expect(await seen(admin)).toEqual([{ ...view, own: false }]);
    expect(await seen(auditor)).toEqual([{ ...view, own: false }]);
    expect((await (await app.as('gate', event.id)).get(views)).status).toBe(403);
    const other = await makeEvent(app);
    expect((await admin.get(`/events/${other.id}/registration-views`)).body).toEqual([]);
    expect(await auditOf(view)).toEqual(['saved', 'shared']);
  });

  it('is renamed, taken back and removed by whoever may edit the event', async () => {
    const view = await keep(organiser, 'Tamu', true);
    expect((await change(admin, view, { name: 'Tamu kota' })).body).toMatchObject({ name: 'Tamu kota', shared: true });
    expect((await seen(auditor)).map(({ name }) => name)).toEqual(['Tamu kota']);
    expect((await change(admin, view, { shared: false })).body).toMatchObject({ shared: false, own: false });
    expect(await seen(admin)).toEqual([]);
    expect((await remove(admin, view)).status).toBe(404);
    await change(organiser, view, { shared: true });
    expect((await remove(admin, view)).status).toBe(204);
    expect(await seen(organiser)).toEqual([]);
    expect(await auditOf(view)).toEqual(['saved', 'shared', 'renamed', 'unshared', 'shared', 'removed']);
  });

  it('needs the right to edit the event; without it one’s own stay one’s own', async () => {
    const refused = await auditor.post<Problem>(views, { name: 'Tamu', query: '', shared: true });
    expect([refused.status, refused.body.code]).toEqual([403, 'VIEW_NEEDS_EDIT']);
    const own = await keep(auditor, 'Tamu');
    expect((await change(auditor, own, { shared: true })).status).toBe(403);
    expect((await change(auditor, own, { name: 'Undangan' })).status).toBe(200);
    expect((await change(organiser, own, { shared: true })).status).toBe(404);
    const shared = await keep(organiser, 'Panitia', true);
    expect((await change(auditor, shared, { name: 'Lain' })).status).toBe(403);
    expect((await change(auditor, shared, { shared: false })).status).toBe(403);
    expect((await remove(auditor, shared)).status).toBe(403);
    expect(await seen(organiser)).toEqual([shared]);
  });

  it('is taken back by its owner when he may edit no more', async () => {
    const view = await keep(organiser, 'Tamu', true);
    await app.db.query("UPDATE role_assignment SET role = 'auditor' WHERE event_id = ? AND role = 'organiser'", [
      event.id,
    ]);
    expect((await change(organiser, view, { name: 'Lain' })).status).toBe(403);
    expect((await change(organiser, view, { shared: false })).body).toMatchObject({ shared: false, own: true });
    expect(await seen(admin)).toEqual([]);
    expect((await change(organiser, view, { shared: true })).status).toBe(403);
    expect((await change(organiser, view, { name: 'Lain' })).status).toBe(200);
  });

  it('stays when its owner loses his role or his account is switched off', async () => {
    const view = await keep(organiser, 'Tamu', true);
    await app.db.query('DELETE FROM role_assignment WHERE event_id = ?', [event.id]);
    expect((await organiser.get(views)).status).toBe(404);
    expect(await seen(admin)).toMatchObject([{ name: 'Tamu' }]);
    await app.db.query('UPDATE staff_account SET active = ? WHERE name = ?', [0, 'Grace Wowor']);
    expect((await change(admin, view, { name: 'Tamu kota' })).status).toBe(200);
    expect(await seen(admin)).toMatchObject([{ name: 'Tamu kota', shared: true }]);
  });

  it('has a name of its own among the shared, while each keeps what names he likes', async () => {
    await keep(admin, 'Tamu', true);
    const own = await keep(organiser, 'Tamu');
    expect((await seen(organiser)).map(({ shared, own: mine }) => [shared, mine])).toEqual([
      [true, false],
      [false, true],
    ]);
    const twice = { errors: [{ field: 'name', code: 'VIEW_EXISTS' }] };
    expect((await change(organiser, own, { shared: true })).body).toMatchObject(twice);
    expect((await organiser.post(views, { name: 'Tamu', query: '', shared: true })).body).toMatchObject(twice);
    expect((await change(organiser, own, { shared: true, name: 'Tamu dinas' })).status).toBe(200);
    expect((await change(organiser, own, { name: 'Tamu' })).body).toMatchObject(twice);
  });

  it('is shared once, when two share one name at the same time', async () => {
    const [mine, his] = [await keep(organiser, 'Tamu'), await keep(admin, 'Tamu')];
    const answers = await Promise.all([
      change(organiser, mine, { shared: true }),
      change(admin, his, { shared: true }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  it('spreads no NIP: a search for a number is not shared', async () => {
    const number = 'q=19800305+200804&kind=pns';
    const refused = { errors: [{ field: 'shared', code: 'VIEW_NAMES_PERSON' }] };
    expect((await organiser.post(views, { name: 'Orang', query: number, shared: true })).body).toMatchObject(refused);
    const own = await keep(organiser, 'Orang', false, number);
    expect((await change(organiser, own, { shared: true })).body).toMatchObject(refused);
    expect((await keep(organiser, 'Dinas', true, 'q=kominfo')).shared).toBe(true);
  });

  it('that is gone is said to be gone', async () => {
    const view = await keep(organiser, 'Tamu', true);
    await remove(admin, view);
    for (const answer of [await change(organiser, view, { name: 'Lain' }), await remove(organiser, view)]) {
      expect([answer.status, answer.body.code]).toEqual([404, 'VIEW_NOT_FOUND']);
    }
  });

  /** Its owner takes it back while somebody else renames it. With the row `held` he has to wait for that. */
  async function renameAndTakeBack(held: boolean): Promise<boolean> {
    const view = await keep(organiser, 'Tamu', true);
    const repository = app.get(SavedViewsRepository);
    const update = repository.update.bind(repository);
    let takenBack: () => void = () => undefined;
    const meanwhile = new Promise<void>((resolve) => (takenBack = resolve));
    const renaming = new Promise<void>((begun) => {
      jest.spyOn(repository, 'update').mockImplementationOnce(async (...given) => {
        begun();
        await (held ? sleep(300) : meanwhile);
        await update(...given);
      });
    });
    const renamed = change(admin, view, { name: 'Tamu kota' });
    await renaming;
    const taken = change(organiser, view, { shared: false });
    void taken.then(takenBack, takenBack);
    expect([(await renamed).status, (await taken).status]).toEqual([200, 200]);
    return (await seen(admin)).length > 0;
  }

  it('that is taken back is not shared again by a rename at the same time', async () => {
    expect(await renameAndTakeBack(true)).toBe(false);
    expect(await seen(organiser)).toMatchObject([{ name: 'Tamu kota', shared: false }]);
  });

  if (engine === 'mysql') {
    it('would be shared again, were its row not held', async () => {
      const repository = app.get(SavedViewsRepository);
      jest
        .spyOn(repository, 'hold')
        .mockImplementation(
          async (tx, eventId, reader, id) =>
            (await repository.of(tx, eventId, reader)).find((view) => view.id === id) ?? null,
        );
      expect(await renameAndTakeBack(false)).toBe(true);
    });
  }
});
