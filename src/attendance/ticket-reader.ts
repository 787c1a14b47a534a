import { Injectable } from '@nestjs/common';
import { readTicket, type ReadTicket as SignedTicket } from '../common/rules/ticket-format.js';
import type { Reader } from '../database/index.js';
import { Directory, type Employee } from '../directory/index.js';
import { Events } from '../events/index.js';
import { TicketSigner } from '../identity/index.js';
import { Registrations, type TicketHolder } from '../registration/index.js';
import type { NewScan } from './dto/scan.dto.js';
import { readScanInput, type ScanInput } from './rules/scan-input.js';

export type ReadTicket =
  | { kind: 'malformed' }
  /** Of a key that is no longer believed, so it is nobody's. */
  | { kind: 'withdrawn' }
  /** `employee`: whom the directory knows, though he is not registered. */
  | { kind: 'unknown'; employee?: Employee | null }
  | { kind: 'other_event'; title: string | null }
  | { kind: 'ticket'; registration: TicketHolder; epochIsCurrent: boolean };

type Given =
  Exclude<ScanInput, { kind: 'token' }> | { kind: 'chosen'; id: string } | { kind: 'signed'; ticket: SignedTicket };

type Proven =
  | Exclude<Given, { kind: 'signed' }>
  | { kind: 'forged' }
  | { kind: 'withdrawn' }
  | { kind: 'genuine'; eventId: string; registrationId: string; epoch: number };

/** Finds out whose ticket was presented at a gate of an event. */
@Injectable()
export class TicketReader {
  constructor(
    private readonly signer: TicketSigner,
    private readonly registrations: Registrations,
    private readonly events: Events,
    private readonly directory: Directory,
  ) {}

  /** Of each, in their order. */
  async read(m: Reader, eventId: string, presented: Pick<NewScan, 'input' | 'method'>[]): Promise<ReadTicket[]> {
    const given = presented.map(sort);
    const named = given.flatMap((each) => {
      if (each.kind === 'chosen') return each.id;
      return each.kind === 'signed' && each.ticket.eventId === eventId ? each.ticket.registrationId : [];
    });
    const codes = given.flatMap((each) => (each.kind === 'code' ? each.code : []));
    // Other threads check the signatures while this one reads whom the tickets name.
    const [proven, people, byCodes] = await Promise.all([
      Promise.all(given.map((each) => this.prove(each))),
      this.registrations.ticketHoldersOf(m, eventId, named),
      this.registrations.findByTicketCodes(m, eventId, codes),
    ]);
    const byId = new Map(people.map((person) => [person.id, person]));
    const byCode = new Map(byCodes.map((person) => [person.ticketCode, person]));
    const read: ReadTicket[] = [];
    for (const each of proven) read.push(await this.whose(m, eventId, each, byId, byCode));
    return read;
  }

  private async prove(given: Given): Promise<Proven> {
    if (given.kind !== 'signed') return given;
    const ticket = await this.signer.verify(given.ticket);
    return ticket.ok ? { ...ticket, kind: 'genuine' } : { kind: ticket.reason };
  }

  private async whose(
    m: Reader,
    eventId: string,
    given: Proven,
    byId: ReadonlyMap<string, TicketHolder>,
    byCode: ReadonlyMap<string, TicketHolder>,
  ): Promise<ReadTicket> {
    switch (given.kind) {
      case 'malformed':
        return given;
      case 'forged':
        return { kind: 'unknown' };
      case 'withdrawn':
        return given;
      case 'code':
        return ticketOf(byCode.get(given.code)) ?? { kind: 'unknown' };
      case 'nip': {
        const ticket = await this.byNip(m, eventId, given.nip);
        return ticket ?? { kind: 'unknown', employee: await this.directory.employeeByNip(given.nip, m) };
      }
      case 'chosen': {
        const registered = ticketOf(byId.get(given.id));
        if (registered) return registered;
        const employee = await this.directory.employee(given.id, m);
        return (employee && (await this.byNip(m, eventId, employee.nip))) ?? { kind: 'unknown', employee };
      }
      case 'genuine': {
        if (given.eventId !== eventId) {
          const [event] = await this.events.list(m, [given.eventId]);
          return { kind: 'other_event', title: event?.publishedAt ? event.title : null };
        }
        const registration = byId.get(given.registrationId);
        return ticketOf(registration, registration?.epoch === given.epoch) ?? { kind: 'unknown' };
      }
    }
  }

  private async byNip(m: Reader, eventId: string, nip: string): Promise<ReadTicket | undefined> {
    return ticketOf((await this.registrations.findByNip(m, eventId, nip)) ?? undefined);
  }
}

function sort({ input, method }: Pick<NewScan, 'input' | 'method'>): Given {
  if (method === 'name') return { kind: 'chosen', id: input.toLowerCase() };
  const given = readScanInput(input);
  if (given.kind !== 'token') return given;
  const ticket = readTicket(given.token);
  return ticket ? { kind: 'signed', ticket } : { kind: 'malformed' };
}

const ticketOf = (registration: TicketHolder | undefined, epochIsCurrent = true): ReadTicket | undefined =>
  registration && { kind: 'ticket', registration, epochIsCurrent };
