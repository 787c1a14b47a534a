import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/index.js';

import { type AgendaEntry, Events, type NamedEvent } from '../events/index.js';
import { type ChecklistItem, checklistOf } from './checklist.js';
import { type Decision, decisionsOf } from './decisions.js';
import type { ChecklistView, DecisionView } from './dto/overview.dto.js';
import { OverviewMailsRepository } from './overview-mails.repository.js';
import { OverviewRepository } from './overview.repository.js';
import { startOfDay } from '../common/rules/wall-clock.js';

/** A mail that was refused a moment ago is simply being tried again. */
const MAIL_PATIENCE_MS = 10 * 60_000;
/** So long after its last wrong scan a phone counts as mended, or put away. */
const CLOCK_WARNING_MS = 30 * 60_000;

export interface TaskFacts {
  event: NamedEvent;
  sessions: readonly AgendaEntry[];
  slots: readonly string[];
  emptySeats: number;
  waiting: number;
  firstArrivalAt: Date | null;
  now: Date;
}

/** What waits for the organiser, and how far the event has come. */
@Injectable()
export class OverviewTasks {
  constructor(
    private readonly events: Events,
    private readonly figures: OverviewRepository,
    private readonly mails: OverviewMailsRepository,
  ) {}

  mailMark(m: Reader, eventId: string): Promise<string> {
    return this.mails.mark(m, eventId);
  }

  async of(m: Reader, facts: TaskFacts): Promise<{ decisions: DecisionView[]; checklist: ChecklistView[] }> {
    const { event, sessions, slots, emptySeats, waiting, firstArrivalAt, now } = facts;
    const { id: eventId, zone, startsAt, endsAt } = event;
    const gates = await this.figures.gates(m, eventId);
    const commitment = await this.events.commitment(m, eventId);
    const before = (ms: number) => new Date(now.getTime() - ms);
    const decisions = decisionsOf({
      now,
      state: event.state,
      startsAt,
      endsAt,
      gates,
      freeSeats: emptySeats,
      waiting,
      openConflicts: await this.figures.openConflicts(m, eventId),
      scannedTwice: await this.figures.scannedTwice(m, { eventId, slots }),
      wrongClocks: await this.figures.wrongClocks(m, eventId, before(CLOCK_WARNING_MS)),
      mailsStopped: await this.mails.stopped(m, eventId, before(MAIL_PATIENCE_MS)),
      mailsFailed: await this.mails.failures(m, eventId),
      commitmentUnsigned: commitment !== null && commitment.signedOn === null,
    });
    const signing = sessions.find(({ kind }) => kind === 'signing');
    const datedOn = event.certificateDatedOn && startOfDay(event.certificateDatedOn, zone);
    const checklist = checklistOf({
      now,
      publishedAt: event.publishedAt,
      registrationClosesAt: event.registrationClosesAt,
      startsAt,
      endsAt,
      gates,
      firstArrivalAt,
      commitment: commitment && {
        signedOn: commitment.signedOn === null ? null : startOfDay(commitment.signedOn, zone),
        plannedAt: signing?.startsAt ?? startsAt,
      },
      certificates: {
        issuedAt: await this.figures.certificatesIssuedAt(m, eventId),
        dueAt: datedOn && (!endsAt || datedOn > endsAt) ? datedOn : endsAt,
      },
    });
    return { decisions: decisions.map(toDecision), checklist: checklist.map(toChecklist) };
  }
}

const toDecision = (decision: Decision): DecisionView => ({
  ...decision,
  since: decision.since?.toISOString() ?? null,
});

const toChecklist = (item: ChecklistItem): ChecklistView => ({ ...item, at: item.at?.toISOString() ?? null });
