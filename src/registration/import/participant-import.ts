import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import type { Actor } from '../../common/index.js';
import { Database, type Reader, Transactions, type Tx } from '../../database/index.js';
import { Directory, nameKey, parseNip, UnitNames } from '../../directory/index.js';
import {
  type CheckedRow,
  type ImportHandler,
  ImportHandlers,
  type ImportRun,
  type PreviewedRow,
  refusal,
  type RowResult,
  setAside,
  type Verdict,
} from '../../imports/index.js';
import { FormFactsReader } from '../form/form-facts.js';
import { participantColumns } from './participant-columns.js';
import {
  judgeParticipant,
  type JudgedParticipant,
  type ParticipantFacts,
  rowKeysOf,
  type Snapshot,
  snapshotOf,
} from './participant-row.js';
import { type ParticipantTrace, UndoParticipants } from './participant-undo.js';
import { choosePools } from '../seats/pool-choice.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationErrors } from '../registration.errors.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { SeatDesk } from '../seats/seat-desk.js';

/** Participants of one event by NIP, or by name and address: through the same rules and the same seat desk as the form. */
@Injectable()
export class ParticipantImport implements ImportHandler, OnModuleInit {
  readonly kind = 'participants';
  readonly columns = participantColumns;
  readonly required = [['nip', 'name']];

  constructor(
    private readonly imports: ImportHandlers,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly directory: Directory,
    private readonly forms: FormFactsReader,
    private readonly registrations: RegistrationsRepository,
    private readonly desk: SeatDesk,
    private readonly undoing: UndoParticipants,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.imports.register(this);
  }

  /** @throws DomainError EVENT_NOT_FOUND, EVENT_CANCELLED (also while it is a draft). */
  async check(eventId: string | null, rows: CheckedRow[]): Promise<Verdict[]> {
    const { event } = await this.forms.byId(eventId ?? '');
    if (event.state !== 'published') throw RegistrationErrors.eventCancelled();
    const facts = await this.database.read((m) => this.facts(m, event.id, rows));
    const lineOf = new Map<string, number>();
    return rows.map(({ line, cells }) => {
      const { verdict, wanted } = judgeParticipant(cells, facts);
      if (!wanted) return verdict;
      const first = lineOf.get(wanted.liveKey);
      if (first !== undefined) {
        const field = wanted.applicant.nip ? 'nip' : 'name';
        return refusal([{ field, code: 'IMPORT_ROW_TWICE', params: { line: first } }]);
      }
      lineOf.set(wanted.liveKey, line);
      return verdict;
    });
  }

  async apply(run: ImportRun, rows: PreviewedRow[]): Promise<void> {
    const eventId = run.eventId ?? '';
    const [facts, own] = await this.database.read((m) =>
      Promise.all([this.facts(m, eventId, rows), this.registrations.ofNonces(m, rows.map(nonceOf))]),
    );
    const judged = rows.map((row) => ({ row, ...judgeParticipant(row.cells, facts) }));
    const coming: Judged[] = [];
    const results: RowResult[] = [];
    for (const one of judged) {
      const seated = own.get(nonceOf(one.row));
      const aside = seated ? applied(one.row, seated) : setAside(one.row, one.verdict);
      if (aside || !one.wanted) results.push(aside ?? { rowId: one.row.id, state: 'idle' });
      else if (!one.wanted.registration) coming.push(one);
    }
    results.push(...(await this.seat(run, coming)));
    const settled = new Set(results.map(({ rowId }) => rowId));
    await this.transactions.run(
      async (tx) => {
        const changed: RowResult[] = [];
        for (const one of judged.filter(({ row }) => !settled.has(row.id))) {
          changed.push(await this.correct(tx, one, run.actor));
        }
        await run.record(tx, [...results, ...changed]);
      },
      { repeatable: true },
    );
  }

  undo(run: ImportRun, rows: PreviewedRow[]): Promise<void> {
    return this.undoing.run(run, rows);
  }

  /** In the order of the file, which is the order of arrival. */
  private async seat(run: ImportRun, judged: Judged[]): Promise<RowResult[]> {
    if (judged.length === 0) return [];
    const eventId = run.eventId ?? '';
    const { pools, units } = await this.forms.byId(eventId);
    const seats = await Promise.allSettled(
      judged.map(async ({ row, wanted }) => {
        if (!wanted) throw new Error(`Row ${row.id} asks for no seat`);
        return this.desk.seat(eventId, {
          applicant: wanted.applicant,
          poolIds: choosePools(pools, units, wanted.applicant),
          consentTextIds: [],
          nonce: nonceOf(row),
          locale: 'id',
          actor: run.actor,
          source: 'import',
          importBatchId: run.batchId,
        });
      }),
    );
    const failed = seats.find((one): one is PromiseRejectedResult => one.status === 'rejected');
    // Those who got their seat are known again by the number of their row.
    if (failed) throw failed.reason;
    return judged.map(({ row }, index) => {
      const { registration } = (seats[index] as PromiseFulfilledResult<Awaited<ReturnType<SeatDesk['seat']>>>).value;
      if (registration.submissionNonce !== nonceOf(row)) {
        const reasons = [{ field: '', code: 'IMPORT_ROW_MOVED' }];
        return { rowId: row.id, state: 'idle', outcome: 'refused', reasons };
      }
      return applied(row, registration);
    });
  }

  private async correct(tx: Tx, { row, wanted }: Judged, actor: Actor): Promise<RowResult> {
    const registration = wanted?.registration;
    if (!wanted || !registration) throw new Error(`Row ${row.id} corrects nobody`);
    const before = snapshotOf(registration);
    const after = afterOf(registration, wanted.applicant);
    const fields = { ...after, nameKey: nameKey(after.name) };
    if (!(await this.registrations.correct(tx, registration, fields))) {
      const reasons = [{ field: '', code: 'IMPORT_ROW_MOVED' }];
      return { rowId: row.id, state: 'idle', outcome: 'refused', reasons };
    }
    await this.audit.append(tx, {
      actor,
      action: 'registration.corrected_by_import',
      subject: { kind: 'registration', id: registration.id },
      eventId: registration.eventId,
      payload: { code: registration.ticketCode, fields: row.changes.map(({ field }) => field).join(', ') },
    });
    const trace: ParticipantTrace = { registrationId: registration.id, before, after };
    return { rowId: row.id, state: 'applied', trace };
  }

  private async facts(m: Reader, eventId: string, rows: CheckedRow[]): Promise<ParticipantFacts> {
    const nips = rows.flatMap(({ cells }) => {
      const nip = parseNip(cells.nip ?? '');
      return nip.ok ? [nip.nip] : [];
    });
    const units = await this.directory.units(m);
    const employees = await this.directory.employeesByNip(nips, m);
    const keys = rows.flatMap(({ cells }) => rowKeysOf(cells));
    return {
      units: new UnitNames(units),
      unitName: (id) => units.find((unit) => unit.id === id)?.name ?? null,
      employees,
      live: await this.registrations.liveOfMany(m, eventId, keys),
    };
  }
}

type Judged = JudgedParticipant & { row: PreviewedRow };

/**
 * Kept by the registration, so that a run which was killed after the seat was given knows it as its own, also when its
 * person cancelled before the run went on.
 */
const nonceOf = ({ id }: Pick<PreviewedRow, 'id'>): string => `import:${id}`;

function applied(row: PreviewedRow, registration: Registration): RowResult {
  const trace: ParticipantTrace = { registrationId: registration.id, before: null, after: snapshotOf(registration) };
  return { rowId: row.id, state: 'applied', trace };
}

/** The words of a unit that is the same stay as they were. */
const afterOf = (registration: Registration, applicant: Snapshot): Snapshot => {
  const sameUnit = applicant.unitId !== null && applicant.unitId === registration.unitId;
  return { ...snapshotOf(applicant), ...(sameUnit ? { unitText: registration.unitText } : {}) };
};
