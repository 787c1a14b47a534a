import { Injectable } from '@nestjs/common';

import type { StaffMember } from '../common/access/index.js';
import { Clock, decodeCursor, toPage } from '../common/index.js';
import { Database, type Reader } from '../database/index.js';
import { Directory, printedName } from '../directory/index.js';
import { dateInZone, Events } from '../events/index.js';
import type {
  EmployeeHoursPage,
  EmployeeHoursQuery,
  LedgerMonth,
  LedgerQuery,
  LedgerSummary,
} from './dto/training-records.dto.js';
import { ledgerRows, ledgerTotal, percentOf, yearlyTarget } from './ledger.js';
import { type LedgerFilter, LedgerRepository } from './ledger.repository.js';
import { TrainingRecordsRepository } from './training-records.repository.js';
import { nipFor } from './training-records.service.js';

/** Hours of every employee against the yearly target. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly events: Events,
    private readonly ledger: LedgerRepository,
    private readonly records: TrainingRecordsRepository,
  ) {}

  summary(query: LedgerQuery): Promise<LedgerSummary> {
    return this.database.read(async (m) => {
      const today = await this.today(m);
      const filter = await this.filterOf(m, query, today);
      const counts = await this.ledger.countsByUnit(m, filter);
      const total = ledgerTotal([...counts.values()]);
      const { year, unitIds, nip } = filter;
      return {
        year,
        years: await this.ledger.years(m),
        target: yearlyTarget,
        employees: total.employees,
        reached: total.reached,
        percent: percentOf(total.reached, total.employees),
        toCheck: await this.records.count(m, { year, unitIds, nip, state: 'to_check' }),
        records: await this.records.count(m, { year, unitIds, nip }),
        units: ledgerRows(await this.directory.units(m), counts, query.unitId ?? null),
        months: await this.months(m, filter, total.employees, today),
      };
    });
  }

  employees(query: EmployeeHoursQuery, staff: StaffMember): Promise<EmployeeHoursPage> {
    const key = query.after ? decodeCursor(query.after, ['number', 'string', 'string']) : null;
    const after = key && { jp: key[0], name: key[1], id: key[2] };
    const show = nipFor(staff);
    return this.database.read(async (m) => {
      const filter = await this.filterOf(m, query, await this.today(m));
      const rows = await this.ledger.employees(m, { ...filter, q: query.q }, after, query.limit + 1);
      const page = toPage(rows, query.limit, (row) => [row.jp, row.nameKey, row.employeeId]);
      return {
        rows: page.rows.map(({ employeeId, nip, position, unit, jp: hours, ...person }) => ({
          employeeId,
          nip: show(nip),
          printedName: printedName(person),
          position,
          unit,
          jp: hours,
        })),
        next: page.next,
      };
    });
  }

  /** `yyyy-mm-dd` where the government is. */
  private async today(m: Reader): Promise<string> {
    return dateInZone(this.clock.now(), (await this.events.organisation(m)).zone);
  }

  private async filterOf(m: Reader, { year, unitId, nip }: LedgerQuery, today: string): Promise<LedgerFilter> {
    return {
      year: year ?? Number(today.slice(0, 4)),
      nip,
      unitIds: unitId ? await this.directory.subtree(unitId, m) : undefined,
    };
  }

  /** Cumulative, beside the year before; measured against the employees of today. */
  private async months(
    m: Reader,
    { year, unitIds, nip }: LedgerFilter,
    employees: number,
    today: string,
  ): Promise<LedgerMonth[]> {
    const reached = await this.ledger.reachedByMonth(m, { unitIds, nip }, [year - 1, year]);
    const until = (ofYear: number, month: number) =>
      reached.reduce((sum, row) => sum + (row.year === ofYear && row.month <= month ? row.count : 0), 0);
    return Array.from({ length: 12 }, (_, index): LedgerMonth => {
      const month = index + 1;
      const toCome = `${year}-${String(month).padStart(2, '0')}` > today.slice(0, 7);
      return {
        month,
        percent: toCome ? null : percentOf(until(year, month), employees),
        lastYearPercent: percentOf(until(year - 1, month), employees),
      };
    });
  }
}
