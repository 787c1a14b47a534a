import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import {
  type Actor,
  type AnsweredError,
  Clock,
  type FieldError,
  groupBy,
  newId,
  validationFailed,
} from '../../common/index.js';
import { Database, Transactions, type Tx } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { Accounts } from '../../identity/index.js';
import { Registrations } from '../../registration/index.js';
import type { CorrectionView, NewCorrection } from '../dto/presence.dto.js';
import { AttendanceErrors, hoursOf } from '../attendance.errors.js';
import { PresenceBook } from '../presence-book.js';
import { dayOf, momentOn } from '../../common/rules/wall-clock.js';
import type { PresenceCorrection } from './correction.entity.js';
import { PresenceRepository } from './presence.repository.js';
import { correctionInForce } from '../rules/correction.js';
import { doorOpensAt } from '../rules/slot.js';
import { doorTime } from '../scan.entity.js';
import { ScansRepository } from '../scans.repository.js';
import { placeOfSlot, type SlotPlace, spanOfDay } from './slots.js';

type Said = Pick<PresenceCorrection, 'eventId' | 'slot' | 'kind' | 'inAt' | 'outAt' | 'reason'>;

/** What an organiser knows better than the scans: somebody was let in by hand, signed on paper, is ill. */
@Injectable()
export class Corrections {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly registrations: Registrations,
    private readonly presence: PresenceRepository,
    private readonly scans: ScansRepository,
    private readonly book: PresenceBook,
    private readonly accounts: Accounts,
    private readonly audit: Audit,
  ) {}

  /**
   * Of all these people or of none. A later one replaces an earlier one; nothing is deleted.
   * @throws DomainError EVENT_NOT_FOUND, AGENDA_EMPTY, VALIDATION on `slot`, `from`, `to` and `registrationIds.<n>`
   */
  async correct(eventId: string, wanted: NewCorrection, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { zone } = await this.events.find(tx, eventId);
      const sessions = await this.events.sessions(tx, eventId);
      const place = placeOfSlot(wanted.slot, sessions, zone);
      const now = this.clock.now();
      const times = timesOf(wanted, place, zone, now);
      const { startsAt } = place.session ?? spanOfDay(place.day, sessions, zone);
      const ids = [...new Set(wanted.registrationIds)];
      const faults = [
        ...(now < startsAt ? await this.aheadFaults(tx, wanted, place) : []),
        ...(await this.standingFaults(tx, wanted)),
        ...(await this.elsewhenFaults(tx, wanted, place, zone)),
        ...times.faults,
        ...(await this.strangers(tx, eventId, wanted.registrationIds)),
      ];
      if (faults.length > 0) throw validationFailed(faults);
      const { inAt, outAt } = times;
      const { slot } = place;
      await this.say(tx, ids, { eventId, slot, kind: wanted.kind, inAt, outAt, reason: wanted.reason }, actor);
    });
  }

  /** Of people who hold a seat, in a slot of the event. */
  async say(tx: Tx, registrationIds: string[], said: Said, actor: Actor): Promise<void> {
    const { eventId, slot, kind } = said;
    // Before the insert, whose foreign key would share the rows that opening the pages then wants alone.
    await this.registrations.hold(tx, registrationIds);
    const by = { staffId: actor.kind === 'staff' ? actor.id : null, at: this.clock.now() };
    await this.presence.insertCorrections(
      tx,
      registrationIds.map((registrationId): PresenceCorrection => ({ id: newId(), registrationId, ...said, ...by })),
    );
    const pages = await this.book.open(
      tx,
      registrationIds.map((registrationId) => ({ registrationId, slot })),
    );
    await this.book.write(tx, [...pages.values()]);
    await this.audit.appendMany(
      tx,
      registrationIds.map((id) => ({
        actor,
        action: 'attendance.corrected',
        subject: { kind: 'registration', id },
        eventId,
        payload: { kind, slot },
      })),
    );
  }

  /** What was said of one person, in one slot or in all, the newest first. @throws DomainError REGISTRATION_NOT_FOUND */
  history(eventId: string, registrationId: string, slot?: string): Promise<CorrectionView[]> {
    return this.database.read(async (m) => {
      const [person] = await this.registrations.findManyInEvent(m, eventId, [registrationId]);
      if (!person) throw AttendanceErrors.registrationNotFound();
      const said = await this.presence.history(m, registrationId, slot);
      const names = await this.accounts.names(m, [...new Set(said.flatMap(({ staffId }) => staffId ?? []))]);
      return said.map(({ slot: of, kind, inAt, outAt, reason, staffId, at }) => ({
        slot: of,
        kind,
        inAt: inAt?.toISOString() ?? null,
        outAt: outAt?.toISOString() ?? null,
        reason,
        by: (staffId && names.get(staffId)) ?? null,
        at: at.toISOString(),
      }));
    });
  }

  /** Who is excused or ill is known before; nobody can have missed what has not begun, but for who was scanned by mistake. */
  private async aheadFaults(tx: Tx, { kind, registrationIds }: NewCorrection, place: SlotPlace): Promise<FieldError[]> {
    if (kind !== 'absent') return [];
    const entries = await this.scans.entriesOfPeople(tx, registrationIds, [place.slot]);
    const came = new Set(entries.map(({ registrationId }) => registrationId));
    return registrationIds.every((id) => came.has(id)) ? [] : [{ field: 'kind', code: 'ABSENT_AHEAD' }];
  }

  /** Where no correction stands there is none to take back. */
  private async standingFaults(tx: Tx, { kind, slot, registrationIds }: NewCorrection): Promise<FieldError[]> {
    if (kind !== 'withdrawn') return [];
    const said = groupBy(await this.scans.correctionsOf(tx, registrationIds, [slot]), (each) => each.registrationId);
    return registrationIds.flatMap((id, n) =>
      correctionInForce(said.get(id) ?? []) ? [] : [{ field: `registrationIds.${n}`, code: 'NOTHING_TO_WITHDRAW' }],
    );
  }

  /** A session may have moved while a correction stood above its scans; these would speak of another day than its own. */
  private async elsewhenFaults(
    tx: Tx,
    { kind, registrationIds }: NewCorrection,
    { slot, day, session }: SlotPlace,
    zone: string,
  ): Promise<FieldError[]> {
    if (kind !== 'withdrawn' || !session) return [];
    const scans = await this.scans.ofPeople(tx, registrationIds, [slot]);
    const elsewhen = scans.filter((scan) => scan.standing === 'counted' && dayOf(doorTime(scan), zone) !== day);
    const ids = new Set(elsewhen.map(({ registrationId }) => registrationId));
    return registrationIds.flatMap((id, n) =>
      ids.has(id) ? [{ field: `registrationIds.${n}`, code: 'SCANNED_ANOTHER_DAY' }] : [],
    );
  }

  /** Nobody without a seat has a presence. */
  private async strangers(tx: Tx, eventId: string, ids: string[]): Promise<FieldError[]> {
    const people = await this.registrations.findManyInEvent(tx, eventId, ids);
    const confirmed = new Set(people.filter(({ status }) => status === 'confirmed').map(({ id }) => id));
    return ids.flatMap((id, n) =>
      confirmed.has(id) ? [] : [{ field: `registrationIds.${n}`, code: 'PERSON_WITHOUT_SEAT' }],
    );
  }
}

interface Times {
  inAt: Date | null;
  outAt: Date | null;
  faults: AnsweredError[];
}

function timesOf({ kind, from, to }: NewCorrection, { day, session }: SlotPlace, zone: string, now: Date): Times {
  if (kind !== 'present') return { inAt: null, outAt: null, faults: [] };
  if (!from) return { inAt: null, outAt: null, faults: [{ field: 'from', code: 'REQUIRED' }] };
  const inAt = momentOn(day, from, zone);
  const outAt = to ? momentOn(day, to, zone) : null;
  const faults: AnsweredError[] = [];
  if (inAt > now) faults.push({ field: 'from', code: 'COME_AHEAD' });
  else if (session && (inAt < doorOpensAt(session) || inAt >= session.endsAt)) {
    const door = { startsAt: doorOpensAt(session), endsAt: session.endsAt };
    faults.push({ field: 'from', code: 'COME_OUTSIDE_SESSION', params: hoursOf(door, zone) });
  }
  if (outAt && outAt <= inAt) faults.push({ field: 'to', code: 'GONE_BEFORE_COMING' });
  else if (outAt && outAt > now) faults.push({ field: 'to', code: 'GONE_AHEAD' });
  else if (outAt && session && outAt <= session.startsAt) faults.push({ field: 'to', code: 'GONE_BEFORE_SESSION' });
  return { inAt, outAt, faults };
}
