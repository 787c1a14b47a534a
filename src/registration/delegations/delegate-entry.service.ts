import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, fieldText, type Locale, validationFailed, wordedParams } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { Directory, survivors, UnitNames } from '../../directory/index.js';
import type { CellReason, CellReasonView } from '../../imports/index.js';
import type { Substitute } from '../swap.service.js';
import type { Applicant } from '../form/applicant.js';
import { FormFactsReader } from '../form/form-facts.js';
import { Overlaps } from '../overlaps.service.js';
import { choosePools } from '../seats/pool-choice.js';
import { RegisterService } from '../register.service.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { SeatDesk } from '../seats/seat-desk.js';
import { Swaps } from '../swap.service.js';
import type { DeskRowInput, DeskRowResult } from './delegate-desk.dto.js';
import { DelegateDesk, type OpenDesk } from './delegate-desk.service.js';
import { type DeskRow, judgeRow, nipOf } from './delegate-rows.js';
import { actorOf } from './delegation-links.js';

interface Judged extends DeskRow {
  nonce: string;
}

/** People whom the contact of a unit enters: each row is judged, seated and refused for itself. */
@Injectable()
export class DelegateEntry {
  constructor(
    private readonly database: Database,
    private readonly desks: DelegateDesk,
    private readonly directory: Directory,
    private readonly forms: FormFactsReader,
    private readonly registrations: RegistrationsRepository,
    private readonly overlaps: Overlaps,
    private readonly registering: RegisterService,
    private readonly seats: SeatDesk,
    private readonly swaps: Swaps,
  ) {}

  /** Says of each row what would become of it; stores nothing. */
  async check(token: string, rows: DeskRowInput[], locale: Locale): Promise<DeskRowResult[]> {
    const judged = await this.judge(await this.desks.open(token), rows);
    return judged.map((row) => resultOf(row, locale));
  }

  /**
   * A row that is refused keeps no other from its seat.
   * @throws DomainError REGISTRATION_NOT_OPEN, REGISTRATION_CLOSED, EVENT_CANCELLED.
   */
  async register(token: string, rows: DeskRowInput[], locale: Locale, asker: Actor): Promise<DeskRowResult[]> {
    const desk = await this.desks.open(token);
    this.registering.refuseUnlessOpen(desk.event);
    const judged = await this.judge(desk, rows);
    const settled = await Promise.allSettled(judged.map((row) => this.seat(desk, row, locale, asker)));
    return settled.map((one) => {
      // Those who got their seat are known again by the number of their row when it is sent once more.
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
  }

  /** @throws DomainError REGISTRATION_NOT_FOUND, VALIDATION, and what `Swaps.swap` refuses. */
  async swap(
    token: string,
    leavingId: string,
    row: DeskRowInput,
    locale: Locale,
    asker: Actor,
  ): Promise<DeskRowResult> {
    const desk = await this.desks.open(token);
    const leaving = await this.desks.person(desk, leavingId);
    const [judged] = await this.judge(desk, [row]);
    if (!judged?.wanted) throw validationFailed(judged?.verdict.reasons ?? []);
    const substitute = this.entry(desk, judged.wanted.applicant, judged.nonce, locale, asker);
    const { status } = await this.swaps.swap(desk.event.id, leaving.id, substitute, false);
    return { ...resultOf(judged, locale), outcome: 'registered', status };
  }

  private async seat(desk: OpenDesk, row: Judged, locale: Locale, asker: Actor): Promise<DeskRowResult> {
    if (!row.wanted) return resultOf(row, locale);
    const { applicant } = row.wanted;
    const { pools, units } = await this.forms.byId(desk.event.id);
    const poolIds = choosePools(pools, units, applicant);
    const approval = pools.some(({ id, byApproval }) => byApproval && poolIds.includes(id));
    try {
      const { registration, isNew, place } = await this.seats.seat(desk.event.id, {
        ...this.entry(desk, applicant, row.nonce, locale, asker),
        poolIds,
        asked: { approval, proofUntil: null },
      });
      if (!isNew && registration.submissionNonce !== row.nonce) return refusedFor(row, registered(row), locale);
      return { ...resultOf(row, locale), outcome: 'registered', status: registration.status, waitingPlace: place };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return refusedFor(row, { field: '', code: error.code, params: wordedParams(error.params, locale) }, locale);
    }
  }

  /** The unit vouches for the person and his address; what he consents to only he can say, on his own page. */
  private entry(
    { delegation }: OpenDesk,
    applicant: Applicant,
    nonce: string,
    locale: Locale,
    asker: Actor,
  ): Substitute {
    return {
      applicant,
      consentTextIds: [],
      nonce,
      locale,
      actor: actorOf(delegation, asker),
      source: 'delegate',
      delegationId: delegation.id,
    };
  }

  private judge({ event, root, inside }: OpenDesk, rows: DeskRowInput[]): Promise<Judged[]> {
    return this.database.read(async (m) => {
      const nips = rows.flatMap((row) => nipOf({ ...row }) ?? []);
      const survivor = survivors(inside);
      const own = new Set(inside.map(({ id }) => id));
      const known = [...(await this.directory.employeesByNip(nips, m))];
      const facts = {
        units: new UnitNames(inside),
        unitName: (id: string) => inside.find((unit) => unit.id === id)?.name ?? null,
        employees: new Map(known.filter(([, { unitId }]) => own.has(survivor(unitId)))),
      };
      const judged = rows.map(({ nonce, ...cells }) => ({ nonce, ...judgeRow({ ...cells }, facts, inside, root) }));
      const keys = judged.flatMap(({ wanted }) => wanted?.liveKey ?? []);
      const live = await this.registrations.liveOfMany(m, event.id, keys);
      const employed = judged.filter(
        ({ wanted }) => wanted?.applicant.nip && facts.employees.has(wanted.applicant.nip),
      );
      const overlaps = await this.overlaps.of(
        m,
        event,
        employed.map(({ nonce, wanted }) => ({ id: nonce, nip: wanted?.applicant.nip ?? null })),
      );
      const lineOf = new Map<string, number>();
      return judged.map((row, index) => {
        if (!row.wanted) return row;
        const { liveKey } = row.wanted;
        const first = lineOf.get(liveKey);
        if (first !== undefined)
          return refused(row, { ...registered(row), code: 'ROW_TWICE', params: { line: first } });
        lineOf.set(liveKey, index + 1);
        const there = live.get(liveKey);
        if (there && there.submissionNonce !== row.nonce) return refused(row, registered(row));
        const elsewhere = overlaps.get(row.nonce) ?? [];
        const warnings = elsewhere.map(({ title }) => ({ field: 'nip', code: 'OVERLAPS', params: { title } }));
        return { ...row, verdict: { ...row.verdict, warnings: [...row.verdict.warnings, ...warnings] } };
      });
    });
  }
}

const registered = ({ wanted }: Judged): CellReason => ({
  field: wanted?.applicant.nip ? 'nip' : 'name',
  code: 'PERSON_REGISTERED',
});

const refused = (row: Judged, reason: CellReason): Judged => ({
  ...row,
  verdict: { ...row.verdict, outcome: 'refused', reasons: [reason] },
  wanted: null,
});

const refusedFor = (row: Judged, reason: CellReason, locale: Locale): DeskRowResult =>
  resultOf(refused(row, reason), locale);

function resultOf({ nonce, cells, verdict, wanted }: Judged, locale: Locale): DeskRowResult {
  const worded = ({ field, code, params = {} }: CellReason): CellReasonView => ({
    field,
    code,
    message: fieldText(field, code, params, locale),
  });
  return {
    outcome: wanted ? 'ready' : 'refused',
    nonce,
    cells,
    reasons: verdict.reasons.map(worded),
    warnings: verdict.warnings.map(worded),
    status: null,
    waitingPlace: null,
  };
}
