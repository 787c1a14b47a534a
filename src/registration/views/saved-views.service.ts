import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { can, type StaffMember } from '../../common/access/index.js';
import { type Actor, Clock, newId } from '../../common/index.js';
import { AlreadyExists, Database, Transactions, type Tx, uniqueGuard } from '../../database/index.js';
import type { ChangeViewRequest, SavedViewDto, SaveViewRequest } from '../dto/saved-views.dto.js';
import { readSearch } from '../list/search-words.js';
import { RegistrationErrors } from '../registration.errors.js';
import type { SavedView } from './saved-view.entity.js';
import { SavedViewsRepository } from './saved-views.repository.js';

type Reader = Pick<StaffMember, 'id' | 'roles'>;
type Act = 'saved' | 'shared' | 'unshared' | 'renamed' | 'removed';

/**
 * What each keeps for himself of an event's list, and what its committee shares. A shared one stays when its owner loses
 * his role or his account is switched off: whoever may edit the event goes on with it.
 */
@Injectable()
export class SavedViews {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly views: SavedViewsRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async of(eventId: string, reader: Reader): Promise<SavedViewDto[]> {
    const views = await this.database.read((m) => this.views.of(m, eventId, reader.id));
    return views.map((view) => shownTo(reader, view));
  }

  /**
   * @throws DomainError VIEW_EXISTS when the person has one of that name, or the committee when it is shared;
   * VIEW_NEEDS_EDIT, VIEW_NAMES_PERSON.
   */
  async keep(
    eventId: string,
    { name, query, shared = false }: SaveViewRequest,
    reader: Reader,
    actor: Actor,
  ): Promise<SavedViewDto> {
    if (shared && !can(reader, 'events.edit', eventId)) throw RegistrationErrors.viewNeedsEdit();
    const view = {
      ...{ id: newId(), staffAccountId: reader.id, eventId, name, query, createdAt: this.clock.now() },
      sharedName: shared ? name : null,
    };
    if (shared) refuseNumber(query);
    await this.unlessNamed(async (tx) => {
      await uniqueGuard(() => this.views.insert(tx, view));
      await this.record(tx, 'saved', view, actor);
      if (shared) await this.record(tx, 'shared', view, actor);
    });
    return shownTo(reader, view);
  }

  /**
   * Without `events.edit` one changes one's own alone, and takes it back when it was shared.
   *
   * @throws DomainError VIEW_NOT_FOUND, also for what somebody else keeps for himself; VIEW_NEEDS_EDIT, VIEW_EXISTS,
   * VIEW_NAMES_PERSON.
   */
  async change(
    eventId: string,
    id: string,
    wish: ChangeViewRequest,
    reader: Reader,
    actor: Actor,
  ): Promise<SavedViewDto> {
    return this.unlessNamed(async (tx) => {
      const before = await this.hold(tx, eventId, id, reader);
      const was = before.sharedName !== null;
      const { name = before.name, shared = was } = wish;
      const own = before.staffAccountId === reader.id;
      if (!(own && !shared) && !can(reader, 'events.edit', eventId)) throw RegistrationErrors.viewNeedsEdit();
      if (shared && !was) refuseNumber(before.query);
      const sharedName = shared ? name : null;
      await uniqueGuard(() => this.views.update(tx, id, { name, sharedName }));
      if (name !== before.name) await this.record(tx, 'renamed', before, actor);
      if (shared !== was) await this.record(tx, shared ? 'shared' : 'unshared', before, actor);
      return shownTo(reader, { ...before, name, sharedName });
    });
  }

  /** @throws DomainError VIEW_NOT_FOUND, also for what somebody else keeps for himself; VIEW_NEEDS_EDIT. */
  async remove(eventId: string, id: string, reader: Reader, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const view = await this.hold(tx, eventId, id, reader);
      const own = view.staffAccountId === reader.id;
      if (!own && !can(reader, 'events.edit', eventId)) throw RegistrationErrors.viewNeedsEdit();
      await this.views.remove(tx, id);
      await this.record(tx, 'removed', view, actor);
    });
  }

  private async hold(tx: Tx, eventId: string, id: string, reader: Reader): Promise<SavedView> {
    const view = await this.views.hold(tx, eventId, reader.id, id);
    if (!view) throw RegistrationErrors.viewNotFound();
    return view;
  }

  private async unlessNamed<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.transactions.run(work);
    } catch (error) {
      throw error instanceof AlreadyExists ? RegistrationErrors.viewExists() : error;
    }
  }

  private record(tx: Tx, act: Act, { id, eventId }: Pick<SavedView, 'id' | 'eventId'>, actor: Actor): Promise<void> {
    const action = `registration.view_${act}`;
    return this.audit.append(tx, { actor, action, subject: { kind: 'saved_view', id }, eventId });
  }
}

const shownTo = (
  reader: Reader,
  { id, name, query, sharedName, staffAccountId }: Omit<SavedView, 'owner' | 'event'>,
): SavedViewDto => ({ id, name, query, shared: sharedName !== null, own: staffAccountId === reader.id });

function refuseNumber(query: string): void {
  if (readSearch(new URLSearchParams(query).get('q') ?? '').nip) throw RegistrationErrors.viewNamesPerson();
}
