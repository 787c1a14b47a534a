import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import { printedNameOf } from './form/applicant.js';
import { readSearch } from './list/search-words.js';
import { liveKeyOf, personKey } from './person-key.js';
import type { Registration } from './registration.entity.js';
import { RegistrationsRepository, type TicketHolder } from './registrations.repository.js';
import { TicketService } from './ticket.service.js';

/** What other capabilities ask about registrations. Every method takes the manager of its caller's read or transaction. */
@Injectable()
export class Registrations {
  constructor(
    private readonly registrations: RegistrationsRepository,
    private readonly tickets: TicketService,
  ) {}

  find(m: Tx, id: string): Promise<Registration | null> {
    return this.registrations.find(m, id);
  }

  findManyInEvent(m: Tx, eventId: string, ids: string[]): Promise<Registration[]> {
    return this.registrations.findManyInEvent(m, eventId, ids);
  }

  findByTicketCodes(m: Tx, eventId: string, ticketCodes: string[]): Promise<Registration[]> {
    return this.registrations.findByTicketCodes(m, eventId, ticketCodes);
  }

  /** Holds these people until the transaction ends: what is read of them then stays so. */
  hold(tx: Tx, ids: string[]): Promise<void> {
    return this.registrations.hold(tx, ...ids);
  }

  /** The live registration of this number. */
  async findByNip(m: Tx, eventId: string, nip: string): Promise<Registration | null> {
    const key = liveKeyOf(personKey({ nip, email: '', phone: '', name: '' }));
    return (await this.registrations.liveOf(m, eventId, [key])).get(key) ?? null;
  }

  /** Whoever was ever given a ticket, whatever became of it. */
  ticketHolders(m: Tx, eventId: string): Promise<TicketHolder[]> {
    return this.registrations.ticketHolders(m, eventId);
  }

  /** Those of these people who are of the event, as a door needs them. */
  ticketHoldersOf(m: Tx, eventId: string, ids: string[]): Promise<TicketHolder[]> {
    return this.registrations.ticketHoldersOf(m, eventId, ids);
  }

  /** Those who hold a seat, in the order of units and names. */
  confirmed(m: Tx, eventId: string): Promise<Registration[]> {
    return this.registrations.confirmed(m, eventId);
  }

  /** Those of whose names these are words, or begin them; in the order of names. */
  async named(m: Tx, eventId: string, name: string, limit: number): Promise<Registration[]> {
    const { words, titled } = readSearch(name);
    const found = await this.registrations.named(m, eventId, { words }, limit);
    return titled && found.length === 0 ? this.registrations.named(m, eventId, titled, limit) : found;
  }

  /** When each person first came; null when it turned out that he did not. */
  arrived(tx: Tx, at: ReadonlyMap<string, Date | null>): Promise<void> {
    return this.registrations.arrived(tx, at);
  }

  printedName(registration: Registration): string {
    return printedNameOf(registration);
  }

  /** Path of the person's own page. */
  linkPath(registration: Pick<Registration, 'id' | 'epoch'>): string {
    return `/t/${this.tickets.token(registration)}`;
  }
}
