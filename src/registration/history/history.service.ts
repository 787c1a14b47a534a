import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/index.js';
import { can, eventScope, type StaffMember } from '../../common/access/index.js';
import type { Locale } from '../../common/index.js';
import { Database, type Reader } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { Mail } from '../../mail/index.js';
import { contactMail } from '../mails/reach.service.js';
import { shareADay } from '../overlaps.service.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationErrors } from '../registration.errors.js';
import { RegistrationFacts } from '../registration-facts.js';
import { isLive } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import type { HistoryEntry, OtherEvent, RegistrationHistory } from './history.dto.js';

/** More than anybody reads, and than an ordinary registration ever has. */
const ENTRIES = 200;
const EVENTS = 50;

const ENDS = ['registration.cancelled', 'registration.declined'];

const NOTHING = { act: null, mail: null, scan: null, certificate: null };

/** What happened to one registration. Nothing is kept for it: the audit trail, the outbox, the door and the register tell. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly facts: RegistrationFacts,
    private readonly mail: Mail,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError REGISTRATION_NOT_FOUND, also for a row of another event. */
  of(eventId: string, registrationId: string, staff: StaffMember, locale: Locale): Promise<RegistrationHistory> {
    return this.database.read(async (m) => {
      const registration = await this.registrations.findInEvent(m, eventId, registrationId);
      if (!registration) throw RegistrationErrors.notFound();
      const told = [
        await this.acts(m, registration, locale),
        // Addresses and the words of mail servers are for those who write to people.
        can(staff, 'registrations.manage', eventId) ? await this.mails(m, registration) : [],
        await this.scans(m, registration),
        await this.certificates(m, registration),
      ].flat();
      const entries = told.sort((a, b) => Number(a.at < b.at) - Number(a.at > b.at));
      return {
        entries: entries.slice(0, ENTRIES),
        more: entries.length > ENTRIES,
        otherEvents: await this.others(m, registration, staff),
      };
    });
  }

  /** The trail holds no free text and no way of coming: both stand in the row, and belong to its last end and its first act. */
  private async acts(m: Reader, registration: Registration, locale: Locale): Promise<HistoryEntry[]> {
    const { id, status, endReason, source } = registration;
    const rows = await this.audit.about(m, id, ENTRIES + 1, locale);
    const end = isLive(status) ? undefined : rows.find(({ action }) => ENDS.includes(action));
    const first = rows.length > ENTRIES ? undefined : rows.at(-1);
    return rows.map((row) => {
      const { at, text, actor, actorKind } = row;
      const told = { reason: row === end ? endReason : null, source: row === first ? source : null };
      return { ...NOTHING, at, act: { text, actor, actorKind, ...told } };
    });
  }

  private async mails(m: Reader, { id }: Registration): Promise<HistoryEntry[]> {
    const mails = (await this.mail.about(m, 'registration', id)).map(contactMail);
    return mails.reverse().map((mail) => ({ ...NOTHING, at: mail.at, mail }));
  }

  private async scans(m: Reader, { id }: Registration): Promise<HistoryEntry[]> {
    const visits = await this.facts.visits(m, id);
    return visits.reverse().map(({ at, ...scan }) => ({ ...NOTHING, at: at.toISOString(), scan }));
  }

  private async certificates(m: Reader, { id }: Registration): Promise<HistoryEntry[]> {
    const certificate = (await this.facts.certificates(m, [id])).get(id);
    if (!certificate) return [];
    const { number, issuedAt, revokedAt, revokeReason } = certificate;
    const steps = [
      { step: 'issued' as const, at: issuedAt, reason: null },
      { step: 'revoked' as const, at: revokedAt, reason: revokeReason },
    ];
    return steps.flatMap(({ at, ...step }) =>
      at ? [{ ...NOTHING, at: at.toISOString(), certificate: { number, ...step } }] : [],
    );
  }

  private async others(m: Reader, registration: Registration, staff: StaffMember): Promise<OtherEvent[]> {
    const { nip, eventId } = registration;
    if (!nip) return [];
    const others = await this.registrations.ofPersonElsewhere(m, nip, eventId, {
      eventIds: eventScope(staff, 'registrations.list'),
      limit: EVENTS,
    });
    const event = await this.events.find(m, eventId);
    return others.map(({ event: other, ...row }) => ({
      eventId: other.id,
      registrationId: row.id,
      title: other.title,
      zone: other.zone,
      startsAt: other.startsAt?.toISOString() ?? null,
      status: row.status,
      arrived: row.arrivedAt !== null,
      overlaps: isLive(row.status) && other.state === 'published' && shareADay(event, other),
    }));
  }
}
