import { Injectable } from '@nestjs/common';
import { Clock, decodeCursor, type Locale, toPage } from '../common/index.js';
import { Database } from '../database/index.js';
import { printedName } from '../directory/index.js';
import { Events } from '../events/index.js';
import { type Candidate, Candidates, compareKeys, orderKey, ruleOf } from './candidates.js';
import { CertificatesRepository } from './certificates.repository.js';
import type { EligibilityPage, EligibilityQuery, EligibilityRow, EligibilitySummary } from './dto/eligibility.dto.js';
import type { EligibilityRule } from './eligibility.js';
import { reasonText } from './eligibility-text.js';

/** Who will get a certificate and who will not, with the reason of each. */
@Injectable()
export class EligibilityService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly candidates: Candidates,
    private readonly certificates: CertificatesRepository,
  ) {}

  async page(eventId: string, query: EligibilityQuery, locale: Locale): Promise<EligibilityPage> {
    const { event, everybody, marks } = await this.database.read(async (m) => {
      const event = await this.events.find(m, eventId);
      return {
        event,
        everybody: await this.candidates.ofEvent(m, event),
        marks: await this.certificates.marksOfEvent(m, eventId),
      };
    });
    const certificateOf = new Map(marks.map((mark) => [mark.registrationId, mark.id]));
    const rule = ruleOf(event);
    const soFar = !event.endsAt || this.clock.now() < event.endsAt;
    const after = query.after ? decodeCursor(query.after, ['number', 'string', 'string', 'string']) : null;
    const wanted = everybody.filter(
      (candidate) => matches(candidate, query) && (!after || compareKeys(orderKey(candidate), after) > 0),
    );
    const page = toPage(wanted, query.limit, orderKey);
    return {
      summary: { ...summaryOf(everybody, rule, certificateOf), soFar },
      rows: page.rows.map((candidate) => toRow(candidate, { rule, soFar }, certificateOf, locale)),
      next: page.next,
    };
  }
}

function matches({ registration, verdict }: Candidate, { q, eligible }: EligibilityQuery): boolean {
  if (eligible !== undefined && verdict.eligible !== (eligible === 'yes')) return false;
  if (!q) return true;
  const text = q.toLowerCase();
  return [printedName(registration), registration.unitText].some((field) => field.toLowerCase().includes(text));
}

function summaryOf(
  everybody: Candidate[],
  rule: EligibilityRule,
  certificateOf: Map<string, string>,
): Omit<EligibilitySummary, 'soFar'> {
  const count = (test: (candidate: Candidate) => boolean) => everybody.filter(test).length;
  return {
    eligible: count(({ verdict }) => verdict.eligible),
    toIssue: count(({ verdict, registration }) => verdict.eligible && !certificateOf.has(registration.id)),
    below: count(({ verdict }) => verdict.reason === 'BELOW_SHARE'),
    absent: count(({ verdict }) => verdict.reason === 'ABSENT'),
    registered: count(({ registration }) => registration.status === 'confirmed'),
    minSharePercent: rule.minSharePercent,
  };
}

function toRow(
  { registration, facts, verdict }: Candidate,
  { rule, soFar }: { rule: EligibilityRule; soFar: boolean },
  certificateOf: Map<string, string>,
  locale: Locale,
): EligibilityRow {
  return {
    registrationId: registration.id,
    printedName: printedName(registration),
    unit: registration.unitText,
    attendedJp: facts.attendedJp,
    jp: rule.jp,
    sharePercent: verdict.sharePercent,
    eligible: verdict.eligible,
    reasonCode: verdict.reason,
    reason: reasonText(verdict, facts, rule, soFar, locale),
    certificateId: certificateOf.get(registration.id) ?? null,
  };
}
