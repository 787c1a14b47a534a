import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Audit } from '../../audit/index.js';
import { type Actor, Clock, newId } from '../../common/index.js';
import { CONFIG, type Config } from '../../config/index.js';
import { Database, type Reader, Transactions, type Tx } from '../../database/index.js';
import { Directory } from '../../directory/index.js';
import { Events, type NamedEvent } from '../../events/index.js';
import { Mail } from '../../mail/index.js';
import { RegistrationErrors } from '../registration.errors.js';
import type { Delegation } from './delegation.entity.js';
import { DelegationErrors } from './delegation.errors.js';
import { DelegationLinks } from './delegation-links.js';
import type { DelegationInput, DelegationView } from './delegations.dto.js';
import { DelegationsRepository } from './delegations.repository.js';

/** The links that an organiser gives to units. */
@Injectable()
export class Delegations {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly directory: Directory,
    private readonly delegations: DelegationsRepository,
    private readonly links: DelegationLinks,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  list(eventId: string): Promise<DelegationView[]> {
    return this.database.read(async (m) => this.views(m, await this.delegations.ofEvent(m, eventId)));
  }

  /** @throws DomainError EVENT_NOT_PUBLISHED, VALIDATION. */
  async make(eventId: string, input: DelegationInput, actor: Actor): Promise<DelegationView[]> {
    await this.transactions.run(async (tx) => {
      const expiresAt = await this.expiry(tx, eventId, input.expiresOn);
      const unit = await this.directory.unit(input.unitId, tx);
      if (!unit || unit.mergedIntoId !== null) throw DelegationErrors.unitUnknown();
      const delegation: Delegation = {
        id: newId(),
        eventId,
        unitId: unit.id,
        contactName: input.contactName,
        contactEmail: input.contactEmail.toLowerCase(),
        locale: input.locale ?? 'id',
        epoch: 0,
        expiresAt,
        revokedAt: null,
        createdAt: this.clock.now(),
      };
      await this.delegations.insert(tx, delegation);
      await this.send(tx, delegation);
      await this.note(tx, delegation, 'delegation.made', actor);
    });
    return this.list(eventId);
  }

  /** A new link by mail; the old one works no more. @throws DomainError DELEGATION_UNKNOWN, VALIDATION. */
  async renew(
    eventId: string,
    id: string,
    expiresOn: string | null | undefined,
    actor: Actor,
  ): Promise<DelegationView[]> {
    await this.transactions.run(async (tx) => {
      const delegation = await this.found(tx, eventId, id);
      const expiresAt = await this.expiry(tx, eventId, expiresOn);
      await this.replace(tx, delegation, { expiresAt, revokedAt: null });
      await this.send(tx, delegation);
      await this.note(tx, delegation, 'delegation.renewed', actor);
    });
    return this.list(eventId);
  }

  /** Who was registered stays registered. @throws DomainError DELEGATION_UNKNOWN. */
  async revoke(eventId: string, id: string, actor: Actor): Promise<DelegationView[]> {
    await this.transactions.run(async (tx) => {
      const delegation = await this.found(tx, eventId, id);
      if (delegation.revokedAt) return;
      await this.replace(tx, delegation, { revokedAt: this.clock.now() });
      await this.note(tx, delegation, 'delegation.revoked', actor);
    });
    return this.list(eventId);
  }

  private async found(tx: Tx, eventId: string, id: string): Promise<Delegation> {
    const delegation = await this.delegations.findInEvent(tx, eventId, id);
    if (!delegation) throw DelegationErrors.notFound();
    return delegation;
  }

  private async replace(
    tx: Tx,
    delegation: Delegation,
    fields: Partial<Pick<Delegation, 'expiresAt' | 'revokedAt'>>,
  ): Promise<void> {
    if (!(await this.delegations.replaceLink(tx, delegation, fields))) throw RegistrationErrors.moved();
  }

  /** The end of that day. */
  private async expiry(tx: Tx, eventId: string, day: string | null | undefined): Promise<Date> {
    const event = await this.events.find(tx, eventId);
    if (event.state !== 'published') throw DelegationErrors.eventNotPublished();
    const last = day ? DateTime.fromISO(day, { zone: event.zone }) : lastDay(event);
    const expiresAt = last.endOf('day').toJSDate();
    if (!last.isValid || expiresAt <= this.clock.now()) throw DelegationErrors.expiryPast();
    return expiresAt;
  }

  /** Rendered when it is sent, so it carries the link that holds then. */
  private send(tx: Tx, { id, eventId, contactName, contactEmail, locale }: Delegation): Promise<void> {
    return this.mail.queue(tx, {
      template: 'delegation_link',
      to: { address: contactEmail, name: contactName },
      locale,
      eventId,
      subject: { kind: 'delegation', id },
      params: {},
    });
  }

  private async note(tx: Tx, { id, eventId, unitId }: Delegation, action: string, actor: Actor): Promise<void> {
    const unit = await this.directory.unit(unitId, tx);
    await this.audit.append(tx, {
      actor,
      action,
      subject: { kind: 'delegation', id },
      eventId,
      payload: { unit: unit?.name ?? '' },
    });
  }

  private async views(m: Reader, rows: Delegation[]): Promise<DelegationView[]> {
    const ids = rows.map(({ id }) => id);
    const registered = await this.delegations.countRegistered(m, ids);
    const lastActs = await this.audit.lastActs(m, ids);
    const now = this.clock.now();
    return rows.map((row) => {
      const state = row.revokedAt ? 'revoked' : row.expiresAt <= now ? 'expired' : 'open';
      return {
        id: row.id,
        unitId: row.unitId,
        unit: row.unit?.name ?? '',
        contactName: row.contactName,
        contactEmail: row.contactEmail,
        state,
        expiresAt: row.expiresAt.toISOString(),
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: lastActs.get(row.id)?.toISOString() ?? null,
        registered: registered.get(row.id) ?? 0,
        link: state === 'open' ? this.config.origin + this.links.path(row) : null,
      };
    });
  }
}

const lastDay = ({ startsAt, registrationClosesAt, zone }: NamedEvent): DateTime =>
  DateTime.fromJSDate(startsAt ?? registrationClosesAt, { zone });
