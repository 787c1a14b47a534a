import { Injectable } from '@nestjs/common';

import type { Reader } from '../database/index.js';
import {
  type AgendaEntry,
  type CommitteeMember,
  Events,
  type NamedEvent,
  type Organisation,
  type Signatory,
} from '../events/index.js';

/** What stands on every certificate of one event. */
export interface PaperFacts {
  event: NamedEvent;
  organisation: Organisation;
  signatory: Signatory | null;
  chair: CommitteeMember | null;
  sessions: AgendaEntry[];
}

@Injectable()
export class PaperFactsReader {
  constructor(private readonly events: Events) {}

  /** @throws DomainError EVENT_NOT_FOUND */
  async ofEvent(m: Reader, eventId: string): Promise<PaperFacts> {
    const event = await this.events.find(m, eventId);
    const committee = await this.events.committee(m, eventId);
    return {
      event,
      organisation: await this.events.organisation(m),
      signatory: event.certificateSignatoryId ? await this.events.signatory(m, event.certificateSignatoryId) : null,
      chair: committee.find((member) => member.role === 'chair') ?? null,
      sessions: await this.events.sessions(m, eventId),
    };
  }
}
