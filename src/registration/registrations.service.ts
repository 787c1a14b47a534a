import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import { printedNameOf } from './form/applicant.js';
import { liveKeyOf, personKey } from './person-key.js';
import type { Registration } from './registration.entity.js';
import { RegistrationsRepository } from './registrations.repository.js';
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

  findByTicketCode(m: Tx, eventId: string, ticketCode: string): Promise<Registration | null> {
    return this.registrations.findByTicketCode(m, eventId, ticketCode);
  }

  /** The live registration of this number. */
  async findByNip(m: Tx, eventId: string, nip: string): Promise<Registration | null> {
    const key = liveKeyOf(personKey({ nip, email: '', phone: '', name: '' }));
    return (await this.registrations.liveOf(m, eventId, [key])).get(key) ?? null;
  }

  /** Those who hold a seat, in the order of units and names. */
  confirmed(m: Tx, eventId: string): Promise<Registration[]> {
    return this.registrations.confirmed(m, eventId);
  }

  /** The person came in; the first time counts. */
  arrived(tx: Tx, id: string, at: Date): Promise<void> {
    return this.registrations.arrived(tx, id, at);
  }

  printedName(registration: Registration): string {
    return printedNameOf(registration);
  }

  /** Path of the person's own page. */
  linkPath(registration: Pick<Registration, 'id' | 'epoch'>): string {
    return `/t/${this.tickets.token(registration)}`;
  }
}
