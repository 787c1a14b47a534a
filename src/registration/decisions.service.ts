import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, isId } from '../common/index.js';
import { Transactions, type Tx } from '../database/index.js';
import { Events, type NamedEvent } from '../events/index.js';
import { Mail } from '../mail/index.js';
import { liveKeyOf } from './person-key.js';
import { PromoteService } from './seats/promote.service.js';
import type { Registration } from './registration.entity.js';
import { RegistrationMoves } from './registration-moves.js';
import { holdsSeat, type RegistrationStatus } from './registration-status.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { SeatsRepository } from './seats/seats.repository.js';

export interface Decided {
  done: string[];
  /** Codes of `errors.registration.json`. */
  refused: { id: string; code: string }[];
}

type Act = (tx: Tx, registration: Registration, event: NamedEvent) => Promise<string | null>;

/** The person is told after this time, so that a slip can be taken back before. */
const TOLD_AFTER = 20_000;
const PER_TRANSACTION = 100;
const APPROVABLE: readonly RegistrationStatus[] = ['pending', 'unconfirmed', 'offered'];
const DECLINABLE: readonly RegistrationStatus[] = ['pending', 'unconfirmed', 'offered', 'waiting'];

export const isApprovable = (status: RegistrationStatus): boolean => APPROVABLE.includes(status);
export const isDeclinable = (status: RegistrationStatus): boolean => DECLINABLE.includes(status);

/** What the organiser decides about people: in portions, each one transaction, and each person for himself. */
@Injectable()
export class Decisions {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly moves: RegistrationMoves,
    private readonly promotion: PromoteService,
    private readonly mail: Mail,
    private readonly clock: Clock,
  ) {}

  /** Confirms seats that are held: of those who await it, and of those who cannot answer a mail themselves. */
  approve(eventId: string, ids: readonly string[], actor: Actor): Promise<Decided> {
    return this.each(eventId, ids, actor, async (tx, registration) => {
      if (!isApprovable(registration.status)) return 'REGISTRATION_NOT_PENDING';
      await this.moves.move(tx, registration, 'confirmed', {
        actor,
        action: 'registration.approved',
        mail: 'registration_approved',
        mailAfter: TOLD_AFTER,
        fields: { confirmedAt: this.clock.now() },
      });
      return null;
    });
  }

  /** The freed seats go on at once. Whoever is confirmed already is not declined but cancelled. */
  decline(eventId: string, ids: readonly string[], reason: string, actor: Actor): Promise<Decided> {
    return this.each(eventId, ids, actor, async (tx, registration) => {
      if (!isDeclinable(registration.status)) return 'REGISTRATION_NOT_PENDING';
      await this.declineOne(tx, registration, reason, actor);
      return null;
    });
  }

  /** Takes approvals and refusals back whose mail has not gone out. */
  undo(eventId: string, ids: readonly string[], actor: Actor): Promise<Decided> {
    return this.each(eventId, ids, actor, (tx, registration) => this.takeBack(tx, registration, actor));
  }

  /** Of a seat that is taken away, too: in a transaction that holds the event's turn and promotes afterwards. */
  async declineOne(tx: Tx, registration: Registration, reason: string, actor: Actor): Promise<void> {
    await this.moves.move(tx, registration, 'declined', {
      actor,
      action: 'registration.declined',
      mail: 'registration_declined',
      mailAfter: TOLD_AFTER,
      fields: { liveKey: null, endedAt: this.clock.now(), endReason: reason },
    });
  }

  private async takeBack(tx: Tx, registration: Registration, actor: Actor): Promise<string | null> {
    const { id, eventId, status, personKey } = registration;
    if (status !== 'confirmed' && status !== 'declined') return 'NOTHING_TO_UNDO';
    const liveKey = liveKeyOf(personKey);
    const declined = status === 'declined';
    if (!declined && registration.arrivedAt) return 'UNDO_ARRIVED';
    if (declined && (await this.registrations.liveOf(tx, eventId, [liveKey])).size > 0) return 'ALREADY_REGISTERED';
    const template = declined ? 'registration_declined' : 'registration_approved';
    const decision = await this.mail.lastUntouched(tx, { kind: 'registration', id }, template);
    if (!decision) return 'TOO_LATE_TO_UNDO';
    const to = decision.params.from as RegistrationStatus;
    if (declined && holdsSeat(to) && !(await this.seats.haveRoom(tx, id))) return 'SEAT_GIVEN_ON';
    // Whoever sends the mail at this very moment was first.
    if (!(await this.mail.withdraw(tx, decision, actor))) return 'TOO_LATE_TO_UNDO';
    await this.moves.move(tx, registration, to, {
      actor,
      action: 'registration.decision_undone',
      back: true,
      fields: declined ? { liveKey, endedAt: null, endReason: null } : { confirmedAt: null },
    });
    return null;
  }

  private async each(eventId: string, ids: readonly string[], actor: Actor, act: Act): Promise<Decided> {
    const decided: Decided = { done: [], refused: [] };
    const wanted = [...new Set(ids)];
    for (let start = 0; start < wanted.length; start += PER_TRANSACTION) {
      const portion = wanted.slice(start, start + PER_TRANSACTION);
      const codes = await this.transactions.run((tx) => this.portion(tx, eventId, portion, actor, act));
      portion.forEach((id, index) => {
        const code = codes[index];
        if (code) decided.refused.push({ id, code });
        else decided.done.push(id);
      });
    }
    return decided;
  }

  private async portion(tx: Tx, eventId: string, ids: string[], actor: Actor, act: Act): Promise<(string | null)[]> {
    await this.seats.takeTurnOf(tx, eventId);
    const event = await this.events.find(tx, eventId);
    if (event.state !== 'published') throw new DomainError('EVENT_CANCELLED', 409);
    const rows = await this.registrations.findManyInEvent(tx, eventId, ids.filter(isId));
    const byId = new Map(rows.map((row) => [row.id, row]));
    const codes: (string | null)[] = [];
    for (const id of ids) {
      const registration = byId.get(id);
      codes.push(registration ? await act(tx, registration, event) : 'REGISTRATION_NOT_FOUND');
    }
    if (codes.some((code) => code === null)) {
      await this.promotion.promote(tx, event, actor);
      await this.events.raiseChangeSeq(tx, eventId);
    }
    return codes;
  }
}
