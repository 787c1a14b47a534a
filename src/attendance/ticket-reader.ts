import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/index.js';
import { Directory, type Employee } from '../directory/index.js';
import { Events } from '../events/index.js';
import { TicketSigner } from '../identity/index.js';
import { type Registration, Registrations } from '../registration/index.js';
import type { NewScan } from './dto/scan.dto.js';
import { readScanInput } from './scan-input.js';

export type ReadTicket =
  | { kind: 'malformed' }
  /** `employee`: whom the directory knows, though he is not registered. */
  | { kind: 'unknown'; employee?: Employee | null }
  | { kind: 'other_event'; title: string | null }
  | { kind: 'ticket'; registration: Registration; epochIsCurrent: boolean };

/** Finds out whose ticket was presented at a gate of an event. */
@Injectable()
export class TicketReader {
  constructor(
    private readonly signer: TicketSigner,
    private readonly registrations: Registrations,
    private readonly events: Events,
    private readonly directory: Directory,
  ) {}

  async read(m: Reader, eventId: string, { input, method }: Pick<NewScan, 'input' | 'method'>): Promise<ReadTicket> {
    if (method === 'name') {
      const employee = await this.directory.employee(input, m);
      return (employee && (await this.byNip(m, eventId, employee.nip))) ?? { kind: 'unknown', employee };
    }
    const given = readScanInput(input);
    if (given.kind === 'malformed') return given;
    if (given.kind === 'code') {
      const registration = await this.registrations.findByTicketCode(m, eventId, given.code);
      return registration ? { kind: 'ticket', registration, epochIsCurrent: true } : { kind: 'unknown' };
    }
    if (given.kind === 'nip') {
      const ticket = await this.byNip(m, eventId, given.nip);
      return ticket ?? { kind: 'unknown', employee: await this.directory.employeeByNip(given.nip, m) };
    }
    const token = await this.signer.verify(given.token);
    if (!token.ok) return { kind: token.reason === 'malformed' ? 'malformed' : 'unknown' };
    if (token.eventId !== eventId) {
      const [event] = await this.events.list(m, [token.eventId]);
      return { kind: 'other_event', title: event?.publishedAt ? event.title : null };
    }
    const registration = await this.registrations.find(m, token.registrationId);
    if (registration?.eventId !== eventId) return { kind: 'unknown' };
    return { kind: 'ticket', registration, epochIsCurrent: registration.epoch === token.epoch };
  }

  private async byNip(m: Reader, eventId: string, nip: string): Promise<ReadTicket | null> {
    const registration = await this.registrations.findByNip(m, eventId, nip);
    return registration && { kind: 'ticket', registration, epochIsCurrent: true };
  }
}
