import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor, Clock, newId } from '../../common/index.js';
import { AlreadyExists, Database, Transactions, type Tx, uniqueGuard } from '../../database/index.js';
import type { SavedViewDto, SaveViewRequest } from '../dto/saved-views.dto.js';
import { RegistrationErrors } from '../registration.errors.js';
import { SavedViewsRepository } from './saved-views.repository.js';

/** What each keeps for himself of an event's list. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly views: SavedViewsRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async of(eventId: string, owner: string): Promise<SavedViewDto[]> {
    const views = await this.database.read((m) => this.views.of(m, eventId, owner));
    return views.map(({ id, name, query }) => ({ id, name, query }));
  }

  /** @throws DomainError VIEW_EXISTS when the person has one of that name. */
  async keep(eventId: string, { name, query }: SaveViewRequest, actor: Actor & { id: string }): Promise<SavedViewDto> {
    const view = { id: newId(), staffAccountId: actor.id, eventId, name, query, createdAt: this.clock.now() };
    try {
      await this.transactions.run(async (tx) => {
        await uniqueGuard(() => this.views.insert(tx, view));
        await this.record(tx, 'registration.view_saved', view.id, eventId, actor);
      });
    } catch (error) {
      throw error instanceof AlreadyExists ? RegistrationErrors.viewExists() : error;
    }
    return { id: view.id, name, query };
  }

  /** @throws DomainError VIEW_NOT_FOUND, also for one of somebody else. */
  async remove(eventId: string, id: string, actor: Actor & { id: string }): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.views.remove(tx, eventId, actor.id, id))) throw RegistrationErrors.viewNotFound();
      await this.record(tx, 'registration.view_removed', id, eventId, actor);
    });
  }

  private record(tx: Tx, action: string, id: string, eventId: string, actor: Actor): Promise<void> {
    return this.audit.append(tx, { actor, action, subject: { kind: 'saved_view', id }, eventId });
  }
}
