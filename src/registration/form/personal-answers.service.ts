import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/index.js';
import type { PersonalPage } from '../dto/personal.dto.js';
import { MailLinks } from '../mails/mail-links.js';
import { Offers } from '../seats/offers.service.js';
import { Proofs } from '../proofs.service.js';
import type { Registration } from '../registration.entity.js';
import { TicketService } from '../ticket.service.js';

/** What a person answers by his links: only a POST acts, since programs that preview mails open every link. */
@Injectable()
export class PersonalAnswers {
  constructor(
    private readonly links: MailLinks,
    private readonly tickets: TicketService,
    private readonly offers: Offers,
    private readonly proofs: Proofs,
  ) {}

  async showOffer(token: string): Promise<PersonalPage> {
    return this.page(await this.links.read(token, 'offer'));
  }

  async acceptOffer(token: string, actor: Actor): Promise<PersonalPage> {
    const registration = await this.links.read(token, 'offer');
    await this.offers.accept(registration, true, as(actor, registration));
    return this.page(registration);
  }

  async rejectOffer(token: string, leave: boolean, actor: Actor): Promise<PersonalPage> {
    const registration = await this.links.read(token, 'offer');
    await this.offers.reject(registration, leave, as(actor, registration));
    return this.page(registration);
  }

  /** From the ticket page: for whoever gets no mail. */
  async acceptOnTicket(token: string, actor: Actor): Promise<PersonalPage> {
    const registration = await this.tickets.byToken(token);
    await this.offers.accept(registration, false, as(actor, registration));
    return this.page(registration);
  }

  async rejectOnTicket(token: string, leave: boolean, actor: Actor): Promise<PersonalPage> {
    const registration = await this.tickets.byToken(token);
    await this.offers.reject(registration, leave, as(actor, registration));
    return this.page(registration);
  }

  async showProof(token: string): Promise<PersonalPage> {
    return this.page(await this.links.read(token, 'proof'));
  }

  async prove(token: string, actor: Actor): Promise<PersonalPage> {
    const registration = await this.links.read(token, 'proof');
    await this.proofs.prove(registration, as(actor, registration));
    return this.page(registration);
  }

  async sendProofAgain(token: string, actor: Actor): Promise<void> {
    const registration = await this.tickets.byToken(token);
    await this.proofs.sendAgain(registration, as(actor, registration));
  }

  private async page(registration: Registration): Promise<PersonalPage> {
    const ticketToken = this.tickets.token(registration);
    return { ticketToken, ticket: await this.tickets.show(ticketToken) };
  }
}

const as = (actor: Actor, { id }: Registration): Actor => ({ ...actor, id });
