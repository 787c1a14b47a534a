import { Injectable } from '@nestjs/common';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { insertRows, type Tx } from '../database/index.js';
import { Employee } from '../directory/index.js';
import type { RecordFilter } from './record-filter.js';
import { type RecordState, statesBefore } from './training-record-status.js';
import { TrainingRecord } from './training-record.entity.js';

export type NewTrainingRecord = Omit<TrainingRecord, 'certificate' | 'event' | 'employee' | 'unit'>;

/** Rows without an employee come after those with one. */
export type RecordKey = [apart: number, name: string, id: string];

export const recordKey = (record: TrainingRecord): RecordKey => [record.employeeId ? 0 : 1, record.nameKey, record.id];

const APART = 'CASE WHEN r.employee_id IS NULL THEN 1 ELSE 0 END';

@Injectable()
export class TrainingRecordsRepository {
  insert(tx: Tx, record: NewTrainingRecord): Promise<void> {
    return insertRows(tx, TrainingRecord, [record]);
  }

  find(m: EntityManager, id: string): Promise<TrainingRecord | null> {
    return m.findOneBy(TrainingRecord, { id });
  }

  findByCertificate(m: EntityManager, certificateId: string): Promise<TrainingRecord | null> {
    return m.findOneBy(TrainingRecord, { certificateId });
  }

  /** @returns false when the record is not in a state that leads there; nothing is changed then. */
  async move(
    tx: Tx,
    id: string,
    to: RecordState,
    values: Partial<Pick<TrainingRecord, 'employeeId' | 'nip'>> = {},
  ): Promise<boolean> {
    const { affected } = await tx.update(TrainingRecord, { id, state: In(statesBefore(to)) }, { ...values, state: to });
    return affected === 1;
  }

  employee(m: EntityManager, id: string): Promise<Employee | null> {
    return m.findOneBy(Employee, { id });
  }

  /** With their units. */
  async employeesByNip(m: EntityManager, nips: string[]): Promise<Map<string, Employee>> {
    if (nips.length === 0) return new Map();
    const employees = await m.find(Employee, { where: { nip: In(nips) }, relations: { unit: true } });
    return new Map(employees.map((employee) => [employee.nip, employee]));
  }

  /** The next rows after a key, with their employees. */
  page(m: EntityManager, filter: RecordFilter, after: RecordKey | null, limit: number): Promise<TrainingRecord[]> {
    const query = this.matching(m, filter);
    if (after) {
      const [apart, name, id] = after;
      query.andWhere(
        `(${APART} > :apart OR (${APART} = :apart AND (r.name_key > :name OR (r.name_key = :name AND r.id > :id))))`,
        { apart, name, id },
      );
    }
    return query.orderBy(APART).addOrderBy('r.nameKey').addOrderBy('r.id').limit(limit).getMany();
  }

  count(m: EntityManager, filter: RecordFilter): Promise<number> {
    return this.matching(m, filter).getCount();
  }

  /** A record belongs to the unit of its employee; without one, to the unit its owner named. */
  private matching(m: EntityManager, filter: RecordFilter): SelectQueryBuilder<TrainingRecord> {
    const query = m.createQueryBuilder(TrainingRecord, 'r').leftJoinAndSelect('r.employee', 'e');
    if (filter.state) query.where('r.state = :state', { state: filter.state });
    else query.where("r.state <> 'revoked'");
    if (filter.year !== undefined) query.andWhere('r.year = :year', { year: filter.year });
    if (filter.nip !== undefined) query.andWhere('r.nip = :nip', { nip: filter.nip });
    if (filter.unitIds) {
      query.andWhere('COALESCE(e.unit_id, r.unit_id) IN (:...unitIds)', { unitIds: ['', ...filter.unitIds] });
    }
    return query;
  }
}
