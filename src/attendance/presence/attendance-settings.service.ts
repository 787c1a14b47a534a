import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import type { Actor } from '../../common/index.js';
import { Database, Transactions } from '../../database/index.js';
import { Events } from '../../events/index.js';
import type { AttendanceSettingsView } from '../dto/presence.dto.js';
import { PresenceRepository } from './presence.repository.js';

@Injectable()
export class AttendanceSettingsService {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly presence: PresenceRepository,
    private readonly audit: Audit,
  ) {}

  get(eventId: string): Promise<AttendanceSettingsView> {
    return this.database.read(async (m) => {
      await this.events.find(m, eventId);
      return { goneAt: await this.presence.goneAt(m, eventId) };
    });
  }

  /** Changes minutes and hours from here on, never a scan or a stay. @throws DomainError EVENT_NOT_FOUND */
  async set(eventId: string, { goneAt = null }: Partial<AttendanceSettingsView>, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.events.find(tx, eventId);
      await this.presence.setGoneAt(tx, eventId, goneAt);
      await this.audit.append(tx, {
        actor,
        action: 'attendance.settings_changed',
        subject: { kind: 'event', id: eventId },
        eventId,
        payload: { goneAt },
      });
    });
  }
}
