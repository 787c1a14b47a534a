import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, newId } from '../common/index.js';
import { AlreadyExists, Database, Transactions } from '../database/index.js';
import { Events } from '../events/index.js';
import { AttendanceErrors } from './attendance.errors.js';
import type { GateView, NewGate } from './dto/gate.dto.js';
import type { Gate } from './gate.entity.js';
import { GatesRepository } from './gates.repository.js';

/** Of the column. Small letters may be longer than capitals. */
const KEY_LENGTH = 80;

@Injectable()
export class GatesService {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly gates: GatesRepository,
    private readonly events: Events,
    private readonly audit: Audit,
  ) {}

  list(eventId: string): Promise<GateView[]> {
    return this.database.read(async (m) => {
      await this.events.find(m, eventId);
      return (await this.gates.ofEvent(m, eventId)).map(toView);
    });
  }

  async create(eventId: string, { name }: NewGate, actor: Actor): Promise<GateView> {
    try {
      return await this.transactions.run(async (tx) => {
        await this.events.find(tx, eventId);
        const sort = await this.gates.nextSort(tx, eventId);
        const gate: Gate = {
          id: newId(),
          eventId,
          name,
          nameKey: [...name.toLowerCase()].slice(0, KEY_LENGTH).join(''),
          sort,
        };
        await this.gates.insert(tx, gate);
        await this.audit.append(tx, {
          actor,
          action: 'attendance.gate_created',
          subject: { kind: 'gate', id: gate.id },
          eventId,
          payload: { name },
        });
        return toView(gate);
      });
    } catch (error) {
      throw error instanceof AlreadyExists ? AttendanceErrors.gateNameTaken(name) : error;
    }
  }
}

const toView = ({ id, name, sort }: Gate): GateView => ({ id, name, sort });
