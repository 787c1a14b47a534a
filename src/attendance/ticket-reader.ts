import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/index.js';
import { Directory, type Employee } from '../directory/index.js';
import { Events } from '../events/index.js';
import { TicketSigner } from '../identity/index.js';
import { type Registration, Registrations } from '../registration/index.js';
import type { NewScan } from './dto/scan.dto.js';
import { readScanInput, type ScanInput } from './rules/scan-input.js';

export type ReadTicket =
  | { kind: 'malformed' }
  /** Of a key that is no longer believed, so it is nobody's. */
  | { kind: 'withdrawn' }
  /** `employee`: whom the directory knows, though he is not registered. */
  | { kind: 'unknown'; employee?: Employee | null }
  | { kind: 'other_event'; title: string | null }
  | { kind: 'ticket'; registration: Registration; epochIsCurrent: boolean };

type Given =
  | Exclude<ScanInput, { kind: 'token' }>
  | { kind: 'forged' }
  | { kind: 'withdrawn' }
  | { kind: 'chosen'; id: string }
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
    const given = await Promise.all(presented.map((each) => this.sort(each)));
    const people = await this.registrations.findManyInEvent(
      m,
      eventId,
      given.flatMap((each) => {
        if (each.kind === 'chosen') return each.id;
        return each.kind === 'genuine' && each.eventId === eventId ? each.registrationId : [];
      }),
    );
    const codes = given.flatMap((each) => (each.kind === 'code' ? each.code : []));
    const byId = new Map(people.map((person) => [person.id, person]));
    const byCode = new Map(
      (await this.registrations.findByTicketCodes(m, eventId, codes)).map((person) => [person.ticketCode, person]),
    );
    const read: ReadTicket[] = [];
    for (const each of given) read.push(await this.whose(m, eventId, each, byId, byCode));
    return read;
  }

  private async sort({ input, method }: Pick<NewScan, 'input' | 'method'>): Promise<Given> {
    if (method === 'name') return { kind: 'chosen', id: input };
    const given = readScanInput(input);
    if (given.kind !== 'token') return given;
    const token = await this.signer.verify(given.token);
    if (!token.ok) return { kind: token.reason };
    return { ...token, kind: 'genuine' };
  }

  private async whose(
    m: Reader,
    eventId: string,
    given: Given,
    byId: ReadonlyMap<string, Registration>,
    byCode: ReadonlyMap<string, Registration>,
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

const ticketOf = (registration: Registration | undefined, epochIsCurrent = true): ReadTicket | undefined =>
  registration && { kind: 'ticket', registration, epochIsCurrent };
