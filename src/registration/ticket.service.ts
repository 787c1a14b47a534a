import { Injectable } from '@nestjs/common';
import { Keys } from '../common/crypto/index.js';
import { type Actor, Clock } from '../common/index.js';
import { Database, type Tx } from '../database/index.js';
import { qrSvg } from '../documents/index.js';
import { Events, eventTimes, type NamedEvent } from '../events/index.js';
import { TicketSigner } from '../identity/index.js';
import { printedNameOf } from './form/applicant.js';
import { CancelService } from './cancel.service.js';
import type { TicketDto } from './dto/ticket.dto.js';
import { Overlaps } from './overlaps.service.js';
import type { Registration } from './registration.entity.js';
import { RegistrationErrors } from './registration.errors.js';
import { RegistrationFacts } from './registration-facts.js';
import { isLive } from './registration-status.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { mustProve } from './seats/seat-rules.js';

const PURPOSE = 'ticket';

/** The page behind a personal link. */
@Injectable()
export class TicketService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly facts: RegistrationFacts,
    private readonly signer: TicketSigner,
    private readonly keys: Keys,
    private readonly overlaps: Overlaps,
    private readonly cancellation: CancelService,
    private readonly clock: Clock,
  ) {}

  token(registration: Pick<Registration, 'id' | 'epoch'>): string {
    return this.keys.linkToken(registration.id, PURPOSE, registration.epoch);
  }

  /** @throws DomainError TICKET_NOT_FOUND for whatever is not the link of an existing row. */
  async byToken(token: string): Promise<Registration> {
    const link = this.keys.readLinkToken(token, PURPOSE);
    const registration = link && (await this.database.read((m) => this.registrations.find(m, link.id)));
    if (!registration || !link.verify(registration.epoch)) throw RegistrationErrors.ticketNotFound();
    return registration;
  }

  async show(token: string): Promise<TicketDto> {
    const registration = await this.byToken(token);
    const qr = registration.status === 'confirmed' ? await this.qr(registration) : null;
    return this.database.read((m) => this.view(m, registration, qr));
  }

  /** @throws DomainError TICKET_NOT_FOUND, TICKET_NOT_VALID while there is no confirmed seat. */
  async qrPicture(token: string): Promise<string> {
    const registration = await this.byToken(token);
    if (registration.status !== 'confirmed') throw RegistrationErrors.ticketNotValid(registration.status);
    return qrSvg(await this.qr(registration));
  }

  async cancel(token: string, actor: Actor): Promise<void> {
    const registration = await this.byToken(token);
    await this.cancellation.byParticipant(registration.id, { ...actor, id: registration.id });
  }

  async waitingPlace(m: Tx, registration: Registration): Promise<number | null> {
    if (registration.status !== 'waiting') return null;
    const places = await this.registrations.placesInLine(m, registration.eventId, [registration.id]);
    return places.get(registration.id) ?? null;
  }

  qr(registration: Registration): Promise<string> {
    return this.signer.sign({
      eventId: registration.eventId,
      registrationId: registration.id,
      epoch: registration.epoch,
    });
  }

  private async view(m: Tx, registration: Registration, qr: string | null): Promise<TicketDto> {
    const event = await this.events.find(m, registration.eventId);
    const times = eventTimes(await this.events.sessions(m, event.id));
    const ids = [registration.id];
    const attended = await this.facts.attendedJp(m, event.id, ids);
    const certificates = await this.facts.certificates(m, ids);
    return {
      event: {
        slug: event.slug,
        title: event.title,
        state: event.state,
        zone: event.zone,
        startsAt: event.startsAt?.toISOString() ?? null,
        endsAt: event.endsAt?.toISOString() ?? null,
        registrationStartsAt: times.registrationStartsAt?.toISOString() ?? null,
        venue: event.venue.name,
        room: event.room?.name ?? null,
        address: event.venue.address,
      },
      status: registration.status,
      ticketCode: registration.ticketCode,
      qr,
      waitingPlace: await this.waitingPlace(m, registration),
      ...heldSeats(event, registration, this.clock.now()),
      endReason: isLive(registration.status) ? null : registration.endReason,
      overlaps: isLive(registration.status) ? await this.overlaps.ownOf(m, event, registration) : [],
      printedName: printedNameOf(registration),
      unit: registration.unitText,
      position: registration.position,
      kind: registration.kind,
      registeredAt: registration.createdAt.toISOString(),
      cancelUntil: event.cancelUntil.toISOString(),
      canCancel:
        isLive(registration.status) && registration.arrivedAt === null && this.clock.now() <= event.cancelUntil,
      minSharePercent: event.minSharePercent,
      jp: event.jp ?? 0,
      attendedJp: attended.get(registration.id) ?? null,
      arrivedAt: registration.arrivedAt?.toISOString() ?? null,
      certificate: certificates.get(registration.id) ?? null,
      mail: { state: registration.mailStanding },
    };
  }
}

function heldSeats(
  event: Pick<NamedEvent, 'proofHours'>,
  registration: Registration,
  now: Date,
): Pick<TicketDto, 'offer' | 'proof'> {
  const { status, holdUntil, email } = registration;
  const held = holdUntil && { until: holdUntil.toISOString(), open: now < holdUntil };
  return {
    offer: held && status === 'offered' ? { ...held, byMailOnly: mustProve(event, registration) } : null,
    proof: held && status === 'unconfirmed' ? { ...held, address: maskedAddress(email) } : null,
  };
}

/** Enough to notice a slip: whoever sent the form sees this page, and so may whoever typed another's address. */
const maskedAddress = (email: string): string => email.replace(/^(.).*(?=@)/, '$1•••');
