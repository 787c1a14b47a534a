import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, cleanName, Clock, newId } from '../common/index.js';
import { AlreadyExists, Database, isReferenced, Transactions, type Tx, uniqueGuard } from '../database/index.js';
import { todayAt } from './days.js';
import { DirectoryErrors } from './directory.errors.js';
import { DirectoryRepository } from './directory.repository.js';
import type { UnitInTree } from './dto/units.views.js';
import { EmployeeWriter } from './employee-writer.js';
import { fieldsOf } from './employee-record.js';
import type { Unit } from './unit.entity.js';
import { isUnder } from './unit-tree.js';

export interface UnitFields {
  name: string;
  parentId: string | null;
}

/** The tree of units: added to, renamed, moved, merged. A unit never goes away, since registrations and pools name it. */
@Injectable()
export class Units {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: DirectoryRepository,
    private readonly writer: EmployeeWriter,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** All of them, in the order of protocol, with the employees of each. */
  tree(): Promise<UnitInTree[]> {
    return this.database.read(async (m) => {
      const counts = await this.rows.countByUnit(m);
      return (await this.rows.units(m)).map(({ id, code, name, parentId, active, mergedIntoId }) => ({
        id,
        code,
        name,
        parentId,
        active,
        mergedIntoId,
        employees: counts.get(id) ?? 0,
      }));
    });
  }

  /** @throws DomainError VALIDATION: UNIT_NAME_TAKEN, UNIT_CODE_TAKEN, parent NOT_ALLOWED. */
  async add(fields: UnitFields & { code?: string }, actor: Actor): Promise<string> {
    try {
      return await this.transactions.run(async (tx) => (await this.addIn(tx, fields, actor)).id);
    } catch (error) {
      throw error instanceof AlreadyExists ? DirectoryErrors.codeTaken() : error;
    }
  }

  /** @throws DomainError UNIT_NOT_FOUND, UNIT_GONE; VALIDATION: UNIT_NAME_TAKEN, UNIT_UNDER_ITSELF, parent NOT_ALLOWED. */
  change(id: string, fields: Partial<UnitFields>, actor: Actor): Promise<void> {
    return this.transactions.run((tx) => this.changeIn(tx, id, fields, actor));
  }

  async addIn(tx: Tx, { name, parentId, code }: UnitFields & { code?: string }, actor: Actor): Promise<Unit> {
    await this.rows.holdUnits(tx);
    const units = await this.rows.units(tx);
    this.refuse(units, null, { name, parentId });
    const unit: Unit = {
      id: newId(),
      code: code ? cleanName(code) : freeCode(units, name),
      ...named(name),
      parentId,
      sort: units.reduce((last, { sort }) => Math.max(last, sort), -1) + 1,
      active: true,
      mergedIntoId: null,
    };
    await uniqueGuard(() => this.rows.insertUnits(tx, [unit]));
    await this.note(tx, 'directory.unit_added', unit.id, actor, { name: unit.name });
    return unit;
  }

  async changeIn(tx: Tx, id: string, { name, parentId }: Partial<UnitFields>, actor: Actor): Promise<void> {
    await this.rows.holdUnits(tx);
    const units = await this.rows.units(tx);
    const unit = this.standing(units, id);
    const wanted = { name: name ?? unit.name, parentId: parentId === undefined ? unit.parentId : parentId };
    this.refuse(units, unit, wanted);
    await this.rows.updateUnit(tx, id, { ...named(wanted.name), parentId: wanted.parentId });
    if (cleanName(wanted.name) !== unit.name) {
      await this.note(tx, 'directory.unit_renamed', id, actor, { from: unit.name, to: cleanName(wanted.name) });
    }
    if (wanted.parentId !== unit.parentId) {
      const nameOf = (parent: string | null) => units.find((one) => one.id === parent)?.name ?? '–';
      const payload = { name: unit.name, from: nameOf(unit.parentId), to: nameOf(wanted.parentId) };
      await this.note(tx, 'directory.unit_moved', id, actor, payload);
    }
  }

  /** Takes back an addition. False when somebody names the unit by now. */
  async removeIn(tx: Tx, { id, name }: Unit, actor: Actor): Promise<boolean> {
    try {
      await this.rows.deleteUnit(tx, id);
    } catch (error) {
      if (isReferenced(error)) return false;
      throw error;
    }
    await this.note(tx, 'directory.unit_removed', id, actor, { name });
    return true;
  }

  /**
   * One unit becomes part of another: its people and sub-units go over, its id stays and points there, under it in the
   * tree. So registrations, seats and lists that name it still count.
   * @throws DomainError UNIT_NOT_FOUND, UNIT_GONE; VALIDATION on `intoId`: NOT_ALLOWED, UNIT_INTO_ITSELF.
   */
  merge(id: string, intoId: string, actor: Actor): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.rows.holdUnits(tx);
      const units = await this.rows.units(tx);
      const unit = this.standing(units, id);
      const into = units.find((one) => one.id === intoId && one.active);
      if (!into) throw DirectoryErrors.intoUnknown();
      if (isUnder(units, intoId, id)) throw DirectoryErrors.intoItself();
      for (const child of units.filter(({ parentId }) => parentId === id)) {
        await this.rows.updateUnit(tx, child.id, { parentId: intoId });
      }
      await this.rows.updateUnit(tx, id, { parentId: intoId, mergedIntoId: intoId, active: false });
      const today = todayAt(this.clock.now());
      const people = await this.rows.employeesOf(tx, id);
      for (const employee of people) {
        await this.writer.change(tx, employee, { ...fieldsOf(employee), unitId: intoId }, today, actor);
      }
      const payload = { from: unit.name, to: into.name, people: people.length };
      await this.note(tx, 'directory.unit_merged', id, actor, payload);
    });
  }

  private standing(units: Unit[], id: string): Unit {
    const unit = units.find((one) => one.id === id);
    if (!unit) throw DirectoryErrors.unitNotFound();
    if (!unit.active) throw DirectoryErrors.unitGone();
    return unit;
  }

  private refuse(units: Unit[], unit: Unit | null, { name, parentId }: UnitFields): void {
    if (parentId !== null && !units.some(({ id, active }) => id === parentId && active)) {
      throw DirectoryErrors.parentUnknown();
    }
    if (unit && parentId !== null && isUnder(units, parentId, unit.id)) throw DirectoryErrors.underItself();
    const { nameKey } = named(name);
    const twin = units.some(
      (one) => one.id !== unit?.id && one.active && one.parentId === parentId && one.nameKey === nameKey,
    );
    if (twin) throw DirectoryErrors.nameTaken();
  }

  private note(tx: Tx, action: string, id: string, actor: Actor, payload: Record<string, unknown>): Promise<void> {
    return this.audit.append(tx, { actor, action, subject: { kind: 'unit', id }, payload });
  }
}

export const named = (name: string): Pick<Unit, 'name' | 'nameKey'> => {
  const clean = cleanName(name);
  return { name: clean, nameKey: clean.toLowerCase() };
};

const CODE_LENGTH = 36;

/** A code made of the name, as people would abbreviate it for a column of a sheet. */
function freeCode(units: Unit[], name: string): string {
  const stem =
    cleanName(name)
      .normalize('NFKD')
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, CODE_LENGTH) || 'UNIT';
  const taken = new Set(units.map(({ code }) => code.toUpperCase()));
  for (let n = 1; ; n++) {
    const code = n === 1 ? stem : `${stem}-${n}`;
    if (!taken.has(code)) return code;
  }
}
