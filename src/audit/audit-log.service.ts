import { Injectable } from '@nestjs/common';
import { eventScope, type StaffMember } from '../common/access/index.js';
import { dayText, decodeCursor, hasText, type Locale, text, toPage } from '../common/index.js';
import { Database, type Reader } from '../database/index.js';
import type { AuditChoices, AuditPage, AuditQuery, AuditRow } from './audit.dto.js';
import type { AuditEntry } from './audit-entry.entity.js';
import { AuditRepository } from './audit.repository.js';

/** The reading side: pages of entries, worded in the reader's language. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly database: Database,
    private readonly entries: AuditRepository,
  ) {}

  async page(query: AuditQuery, staff: StaffMember, locale: Locale): Promise<AuditPage> {
    const scope = eventScope(staff, 'audit.read');
    const eventIds = query.eventId ? within(scope, query.eventId) : scope;
    const rows = await this.database.read((m) =>
      this.entries.find(m, {
        ...query,
        eventIds,
        from: query.from ? new Date(query.from) : undefined,
        to: query.to ? new Date(query.to) : undefined,
        beforeId: query.after ? decodeCursor(query.after, ['string'])[0] : undefined,
        limit: query.limit + 1,
      }),
    );
    const page = toPage(rows, query.limit, (row) => [row.id]);
    return { rows: page.rows.map((row) => toView(row, locale)), next: page.next };
  }

  /** What happened to one thing, the latest first, for whoever may see the thing itself. */
  async about(m: Reader, subjectId: string, limit: number, locale: Locale): Promise<AuditRow[]> {
    const rows = await this.entries.find(m, { subjectId, eventIds: 'all', limit });
    return rows.map((row) => toView(row, locale));
  }

  async choices(locale: Locale): Promise<AuditChoices> {
    const { actions, actors } = await this.database.read((m) => this.entries.choices(m));
    return { actions: actions.map((action) => ({ action, text: choiceText(action, locale) })), actors };
  }
}

const within = (scope: 'all' | string[], eventId: string): string[] =>
  scope === 'all' || scope.includes(eventId) ? [eventId] : [];

const toView = (row: AuditEntry, locale: Locale): AuditRow => ({
  id: row.id,
  at: row.at.toISOString(),
  actorKind: row.actorKind,
  actor: row.actorName,
  action: row.action,
  text: actionText(row.action, row.payload, locale),
  subjectKind: row.subjectKind,
  subjectId: row.subjectId,
  eventId: row.eventId,
  correlationId: row.correlationId,
});

const keyOf = (action: string): string => `audit_${action.replace(/[.-]/g, '_')}`;

/** Of which no copy may be made: it has every value, and none to be listed. */
const ANYTHING = new Proxy<Record<string, string>>({}, { get: () => '…' });

/** For the choice of an action its values are left open. */
const choiceText = (action: string, locale: Locale): string =>
  hasText(keyOf(action)) ? text(keyOf(action), ANYTHING, locale) : action;

/** An action whose words a later version dropped still shows: by its code. */
function actionText(action: string, payload: Record<string, unknown>, locale: Locale): string {
  const key = keyOf(action);
  if (!hasText(key)) return action;
  const { fields, slot } = payload;
  const worded: Record<string, unknown> = {
    ...payload,
    ...(typeof fields === 'string' ? { fields: fieldNames(fields, locale) } : {}),
    ...(typeof slot === 'string' ? slotWords(slot, locale) : {}),
  };
  return text(key, worded as Record<string, string | number>, locale);
}

/** Of presence: a day of the event's zone, or a session, of which the trail has the number alone. */
function slotWords(slot: string, locale: Locale): Record<string, string> {
  const day = /^day:(\d{4}-\d\d-\d\d)$/.exec(slot)?.[1];
  return day ? { span: 'day', day: dayText(new Date(day), 'UTC', locale) } : { span: 'session' };
}

/** Names of fields as people say them; what is no name of a field stays as it was written. */
const fieldNames = (fields: string, locale: Locale): string =>
  fields
    .split(', ')
    .map((field) => {
      const key = `audit_field_${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
      return hasText(key) ? text(key, {}, locale) : field;
    })
    .join(', ');
