import { setImmediate as endOfTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database, type Reader } from '../database/index.js';
import { Directory } from '../directory/index.js';
import { Events, type NamedEvent, type SeatPool } from '../events/index.js';

/** What a filled form is judged by. */
export interface FormFacts {
  event: NamedEvent;
  pools: SeatPool[];
  units: { id: string; name: string; parentId: string | null }[];
  consentTextIds: Set<string>;
}

interface Reading {
  running: Promise<FormFacts>;
  next: Promise<FormFacts> | null;
}

/**
 * In a rush hundreds ask for the same facts at once. Whoever comes while they are being read shares the next reading,
 * so what one gets was read after he asked, and there is nothing that could grow old.
 */
@Injectable()
export class FormFactsReader {
  private readonly readings = new Map<string, Reading>();

  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly directory: Directory,
  ) {}

  /** @throws DomainError EVENT_NOT_FOUND, also for a draft. */
  bySlug(slug: string): Promise<FormFacts> {
    return this.share(`slug ${slug}`, (m) => this.events.publicBySlug(m, slug));
  }

  /** For staff: a draft too. @throws DomainError EVENT_NOT_FOUND. */
  byId(eventId: string): Promise<FormFacts> {
    return this.share(`id ${eventId}`, (m) => this.events.find(m, eventId));
  }

  private share(key: string, find: (m: Reader) => Promise<NamedEvent>): Promise<FormFacts> {
    const reading = this.readings.get(key);
    if (!reading) return this.begin(key, find);
    reading.next ??= reading.running.then(
      () => this.begin(key, find),
      () => this.begin(key, find),
    );
    return reading.next;
  }

  private begin(key: string, find: (m: Reader) => Promise<NamedEvent>): Promise<FormFacts> {
    // SQLite answers within the same turn of the loop: only at its end are all there who came in it.
    const running = endOfTurn().then(() => this.read(find));
    const reading: Reading = { running, next: null };
    this.readings.set(key, reading);
    const end = () => {
      if (this.readings.get(key) === reading && !reading.next) this.readings.delete(key);
    };
    running.then(end, end);
    return running;
  }

  private read(find: (m: Reader) => Promise<NamedEvent>): Promise<FormFacts> {
    return this.database.read(async (m) => {
      const event = await find(m);
      const consentTexts = await this.events.consentTexts(m);
      return {
        event,
        pools: await this.events.pools(m, event.id),
        units: await this.directory.units(m),
        consentTextIds: new Set(consentTexts.map(({ id }) => id)),
      };
    });
  }
}
