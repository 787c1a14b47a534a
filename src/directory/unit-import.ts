import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, cleanName } from '../common/index.js';
import { Database, Transactions, type Tx } from '../database/index.js';
import {
  type CellChange,
  type CellReason,
  type Cells,
  type CheckedRow,
  type ImportColumn,
  type ImportHandler,
  ImportHandlers,
  type ImportRun,
  type PreviewedRow,
  refusal,
  type RowResult,
  setAside,
  type Verdict,
} from '../imports/index.js';
import { DirectoryRepository } from './directory.repository.js';
import type { Unit } from './unit.entity.js';
import { isUnder, UnitNames } from './unit-tree.js';
import { type UnitFields, Units } from './units.service.js';

const COLUMNS: ImportColumn[] = [
  {
    field: 'code',
    header: { id: 'Kode', en: 'Code' },
    synonyms: ['Kode Unit', 'Kode OPD', 'Kode Unor', 'Unit code'],
    note: {
      id: 'Kode tetap unit; dengan kode yang sama nama dan induknya bisa diubah. Kosong: dibuat dari nama.',
      en: 'The lasting code of the unit; by it name and parent can be changed. Empty: made of the name.',
    },
    example: 'DINAS-CONTOH-IT',
  },
  {
    field: 'name',
    header: { id: 'Nama Unit', en: 'Unit name' },
    synonyms: ['Nama', 'Unit', 'Unit Kerja', 'OPD', 'Nama OPD', 'Nama Unor', 'Name'],
    note: { id: 'Nama lengkap unit kerja.', en: 'The full name of the unit.' },
    example: 'Bidang Contoh',
    width: 40,
  },
  {
    field: 'parent',
    header: { id: 'Induk', en: 'Parent' },
    synonyms: ['Unit Induk', 'Induk Unit', 'Atasan', 'OPD Induk', 'Parent unit'],
    note: {
      id: 'Nama atau kode unit di atasnya, yang sudah ada atau berada di baris sebelumnya. Kosong: unit paling atas.',
      en: 'Name or code of the unit above it, which exists or stands in a row before. Empty: at the top.',
    },
    example: 'Dinas Contoh',
    width: 40,
  },
];

const LONGEST = { code: 40, name: 200 };

interface UnitTrace {
  unitId: string;
  before: UnitFields | null;
  after: UnitFields;
}

interface Judged {
  verdict: Verdict;
  wanted: (UnitFields & { code?: string; id?: string }) | null;
}

/** Units of the tree, by code, or by name under their parent. */
@Injectable()
export class UnitImport implements ImportHandler, OnModuleInit {
  readonly kind = 'units';
  readonly columns = COLUMNS;
  readonly required = [['name']];

  constructor(
    private readonly imports: ImportHandlers,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: DirectoryRepository,
    private readonly units: Units,
  ) {}

  onModuleInit(): void {
    this.imports.register(this);
  }

  /** Rows see those above them as if they were there already. */
  async check(_eventId: string | null, rows: CheckedRow[]): Promise<Verdict[]> {
    const units = [...(await this.database.read((m) => this.rows.units(m)))];
    const lineOf = new Map<string, number>();
    let names = new UnitNames(units);
    return rows.map((row) => {
      const { verdict, wanted } = judgeUnit(row.cells, units, names);
      if (!wanted) return verdict;
      const id = wanted.id ?? row.id;
      const key = wanted.code?.toLowerCase() ?? `${wanted.parentId} ${wanted.name.toLowerCase()}`;
      const first = lineOf.get(key) ?? lineOf.get(id);
      if (first !== undefined) return refusal([{ field: 'name', code: 'IMPORT_ROW_TWICE', params: { line: first } }]);
      lineOf.set(key, row.line).set(id, row.line);
      if (verdict.outcome === 'same') return verdict;
      units.splice(0, units.length, ...units.filter((unit) => unit.id !== id), asIfThere(id, wanted));
      names = new UnitNames(units);
      return verdict;
    });
  }

  apply({ actor, record }: ImportRun, rows: PreviewedRow[]): Promise<void> {
    return this.transactions.run(
      async (tx) => {
        const results: RowResult[] = [];
        for (const row of rows) results.push(await this.applyOne(tx, row, actor));
        await record(tx, results);
      },
      { repeatable: true },
    );
  }

  undo({ actor, record }: ImportRun, rows: PreviewedRow[]): Promise<void> {
    return this.transactions.run(
      async (tx) => {
        const results: RowResult[] = [];
        for (const { id: rowId, trace } of rows) {
          const stays = await this.takeBack(tx, trace as UnitTrace, actor);
          if (stays) results.push({ rowId, state: 'kept', reasons: [{ field: '', code: stays }] });
          else results.push({ rowId, state: 'undone' });
        }
        await record(tx, results);
      },
      { repeatable: true },
    );
  }

  private async applyOne(tx: Tx, row: PreviewedRow, actor: Actor): Promise<RowResult> {
    const units = await this.rows.units(tx);
    const { verdict, wanted } = judgeUnit(row.cells, units, new UnitNames(units));
    const aside = setAside(row, verdict);
    if (aside || !wanted) return aside ?? { rowId: row.id, state: 'idle' };
    const after: UnitFields = { name: wanted.name, parentId: wanted.parentId };
    const unit = units.find(({ id }) => id === wanted.id);
    if (!unit) {
      const { id } = await this.units.addIn(tx, wanted, actor);
      return { rowId: row.id, state: 'applied', trace: { unitId: id, before: null, after } satisfies UnitTrace };
    }
    await this.units.changeIn(tx, unit.id, after, actor);
    const before = { name: unit.name, parentId: unit.parentId };
    return { rowId: row.id, state: 'applied', trace: { unitId: unit.id, before, after } satisfies UnitTrace };
  }

  private async takeBack(
    tx: Tx,
    { unitId, before, after }: UnitTrace,
    actor: Actor,
  ): Promise<'UNIT_CHANGED_SINCE' | 'UNIT_IN_USE' | null> {
    const unit = await this.rows.unit(tx, unitId);
    const stands = unit?.active && unit.name === after.name && unit.parentId === after.parentId;
    if (!stands) return 'UNIT_CHANGED_SINCE';
    if (before) {
      await this.units.changeIn(tx, unitId, before, actor);
      return null;
    }
    return (await this.units.removeIn(tx, unit, actor)) ? null : 'UNIT_IN_USE';
  }
}

function judgeUnit(cells: Cells, units: readonly Unit[], names: UnitNames): Judged {
  const reasons: CellReason[] = [];
  const short = (field: 'code' | 'name'): string => {
    const text = cleanName(cells[field] ?? '');
    if ([...text].length > LONGEST[field]) reasons.push({ field, code: 'TOO_LONG', params: { bound: LONGEST[field] } });
    return text;
  };
  const [code, name] = [short('code'), short('name')];
  if (!name) reasons.push({ field: 'name', code: 'REQUIRED' });
  const parent = cells.parent ? names.find(cells.parent) : null;
  if (parent && !parent.ok) {
    const unknown = parent.code === 'UNIT_NAME_UNKNOWN' ? 'UNIT_PARENT_UNKNOWN' : parent.code;
    reasons.push({ field: 'parent', code: unknown, params: parent.params });
  }
  const parentId = parent?.ok ? parent.unit.id : null;
  const key = name.toLowerCase();
  const known = units.find((unit) =>
    code ? unit.code.toLowerCase() === code.toLowerCase() : unit.nameKey === key && unit.parentId === parentId,
  );
  if (known && !known.active) reasons.push({ field: code ? 'code' : 'name', code: 'UNIT_GONE' });
  const twin = units.some(
    (unit) => unit.id !== known?.id && unit.active && unit.parentId === parentId && unit.nameKey === key,
  );
  if (twin) reasons.push({ field: 'name', code: 'UNIT_NAME_TAKEN' });
  if (known && parentId !== null && isUnder(units, parentId, known.id)) {
    reasons.push({ field: 'parent', code: 'UNIT_UNDER_ITSELF' });
  }
  if (reasons.length > 0) return { verdict: refusal(reasons), wanted: null };
  if (!known) {
    const wanted = { name, parentId, ...(code ? { code } : {}) };
    return { verdict: { outcome: 'new', reasons, warnings: [], changes: [] }, wanted };
  }
  // A file without parents renames; it does not lift everything to the top.
  const wanted = { name, parentId: cells.parent ? parentId : known.parentId, id: known.id, code: known.code };
  const changes: CellChange[] = [
    ...(wanted.name === known.name ? [] : [{ field: 'name', from: known.name, to: wanted.name }]),
    ...(wanted.parentId === known.parentId
      ? []
      : [{ field: 'parent', from: names.nameOf(known.parentId ?? ''), to: names.nameOf(wanted.parentId ?? '') }]),
  ];
  return { verdict: { outcome: changes.length > 0 ? 'changed' : 'same', reasons, warnings: [], changes }, wanted };
}

const asIfThere = (id: string, { name, parentId, code }: UnitFields & { code?: string }): Unit => ({
  id,
  code: code ?? '',
  name,
  nameKey: name.toLowerCase(),
  parentId,
  sort: 0,
  active: true,
  mergedIntoId: null,
});
