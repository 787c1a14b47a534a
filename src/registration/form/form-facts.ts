import { Injectable } from '@nestjs/common';
import { Database, SharedReads } from '../../database/index.js';
import { Directory, type UnitNode } from '../../directory/index.js';
import { Events, type FormEvent, type SeatPool } from '../../events/index.js';
import type { FormQuestion } from '../questions/form-question.entity.js';
import { QuestionsRepository } from '../questions/questions.repository.js';

/** What a filled form is judged by. */
export interface FormFacts {
  event: FormEvent;
  pools: SeatPool[];
  units: UnitNode[];
  consentTextIds: Set<string>;
  /** Retired ones too, in their order. */
  questions: FormQuestion[];
}

@Injectable()
export class FormFactsReader {
  private readonly reads = new SharedReads<FormFacts>();

  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly directory: Directory,
    private readonly questions: QuestionsRepository,
  ) {}

  /** @throws DomainError EVENT_NOT_FOUND, also for a draft. */
  bySlug(slug: string): Promise<FormFacts> {
    return this.reads.get(`slug ${slug}`, () => this.read({ slug }));
  }

  /** For staff: a draft too. @throws DomainError EVENT_NOT_FOUND. */
  byId(eventId: string): Promise<FormFacts> {
    return this.reads.get(`id ${eventId}`, () => this.read({ id: eventId }));
  }

  private read(where: { id: string } | { slug: string }): Promise<FormFacts> {
    return this.database.read(async (m) => {
      const event = await this.events.formEvent(m, where);
      const consentTexts = await this.events.consentTexts(m);
      return {
        event,
        pools: await this.events.pools(m, event.id),
        units: await this.directory.unitTree(m),
        consentTextIds: new Set(consentTexts.map(({ id }) => id)),
        questions: await this.questions.ofEvent(m, event.id),
      };
    });
  }
}
