import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor, Clock, type Locale, newId, validationFailed } from '../../common/index.js';
import { Database, Transactions, type Tx } from '../../database/index.js';
import { type ConsentPurpose, type ConsentText, Events } from '../../events/index.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { TicketService } from '../ticket.service.js';
import { ConsentsRepository } from './consents.repository.js';
import type { OwnConsent } from './own-page.dto.js';

/** Consents as their giver sees them; he takes them back or gives them at any time, and what was stays on record. */
@Injectable()
export class OwnConsents {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly consents: ConsentsRepository,
    private readonly tickets: TicketService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError TICKET_NOT_FOUND. */
  async list(token: string, locale: Locale): Promise<OwnConsent[]> {
    const { id } = await this.tickets.byToken(token);
    return this.database.read((m) => this.ofPerson(m, id, locale));
  }

  async ofPerson(m: Tx, registrationId: string, locale: Locale): Promise<OwnConsent[]> {
    const texts = await this.events.consentTexts(m);
    const given = await this.consents.ofPerson(m, registrationId);
    return texts.map((text) => {
      const history = given.filter(({ consentText }) => consentText?.purpose === text.purpose);
      return {
        purpose: text.purpose,
        consentTextId: text.id,
        version: text.version,
        text: wordsOf(text, locale),
        validFrom: text.createdAt.toISOString(),
        isGiven: history.some(({ withdrawnAt }) => withdrawnAt === null),
        history: history.map(({ consentText, givenAt, withdrawnAt }) => ({
          version: consentText?.version ?? 0,
          text: consentText ? wordsOf(consentText, locale) : '',
          givenAt: givenAt.toISOString(),
          withdrawnAt: withdrawnAt?.toISOString() ?? null,
        })),
      };
    });
  }

  /** Once more is no change. @throws DomainError TICKET_NOT_FOUND, VALIDATION when the text has a newer version. */
  give(token: string, consentTextId: string, actor: Actor): Promise<void> {
    return this.change(token, actor, async (tx, registration) => {
      const text = (await this.events.consentTexts(tx)).find(({ id }) => id === consentTextId);
      if (!text) throw validationFailed([{ field: 'consentTextIds', code: 'NOT_ALLOWED' }]);
      if ((await this.standing(tx, registration.id, text.purpose)).length > 0) return null;
      const row = { id: newId(), registrationId: registration.id, consentTextId, withdrawnAt: null };
      await this.consents.insert(tx, { ...row, givenAt: this.clock.now() });
      return { action: 'registration.consent_given', purpose: text.purpose, version: text.version };
    });
  }

  /** Once more is no change. @throws DomainError TICKET_NOT_FOUND. */
  withdraw(token: string, purpose: ConsentPurpose, actor: Actor): Promise<void> {
    return this.change(token, actor, async (tx, registration) => {
      const standing = await this.standing(tx, registration.id, purpose);
      const version = standing.at(-1)?.consentText?.version;
      if (version === undefined) return null;
      const ids = standing.map(({ id }) => id);
      await this.consents.withdraw(tx, ids, this.clock.now());
      return { action: 'registration.consent_withdrawn', purpose, version };
    });
  }

  private async standing(tx: Tx, registrationId: string, purpose: ConsentPurpose) {
    const all = await this.consents.ofPerson(tx, registrationId);
    return all.filter(({ consentText, withdrawnAt }) => consentText?.purpose === purpose && withdrawnAt === null);
  }

  private async change(
    token: string,
    actor: Actor,
    work: (
      tx: Tx,
      registration: Registration,
    ) => Promise<{ action: string; purpose: ConsentPurpose; version: number } | null>,
  ): Promise<void> {
    const registration = await this.tickets.byToken(token);
    await this.transactions.run(async (tx) => {
      await this.registrations.hold(tx, registration.id);
      const done = await work(tx, registration);
      if (!done) return;
      const { action, purpose, version } = done;
      await this.audit.append(tx, {
        actor: { ...actor, id: registration.id },
        action,
        subject: { kind: 'registration', id: registration.id },
        eventId: registration.eventId,
        payload: { code: registration.ticketCode, purpose, version },
      });
    });
  }
}

export const wordsOf = ({ bodyId, bodyEn }: ConsentText, locale: Locale): string => (locale === 'en' ? bodyEn : bodyId);
