import { Injectable } from '@nestjs/common';
import { decodeCursor, fieldText, type Locale, toPage } from '../common/index.js';
import { Database, type Reader } from '../database/index.js';
import type { ImportRowsQuery } from './dto/imports.dto.js';
import type { CellReasonView, ImportRowPage, ImportView } from './dto/imports.views.js';
import type { ImportBatch, ImportRow } from './import.entity.js';
import type { CellReason } from './import-handler.js';
import { ImportHandlers } from './import-handlers.js';
import type { RowOutcome, RowState } from './import-status.js';
import { ImportErrors } from './imports.errors.js';
import { ImportsRepository, type RowCount } from './imports.repository.js';
import { type ImportOf, isOf } from './imports.service.js';

const LATEST = 20;

/** The reading side: an import with its counts, and its rows with the reasons in words. */
@Injectable()
export class ImportViews {
  constructor(
    private readonly database: Database,
    private readonly handlers: ImportHandlers,
    private readonly imports: ImportsRepository,
  ) {}

  latest(kinds: string[], eventId: string | null, locale: Locale): Promise<ImportView[]> {
    return this.database.read(async (m) => {
      const batches = await this.imports.latest(m, kinds, eventId, LATEST);
      const counts = await this.imports.counts(
        m,
        batches.map(({ id }) => id),
      );
      return batches.map((batch) => this.view(batch, counts.get(batch.id) ?? [], locale));
    });
  }

  /** @throws DomainError IMPORT_NOT_FOUND. */
  one(scope: ImportOf, locale: Locale): Promise<ImportView> {
    return this.database.read(async (m) => {
      const batch = await this.find(m, scope);
      const counts = await this.imports.counts(m, [batch.id]);
      return this.view(batch, counts.get(batch.id) ?? [], locale);
    });
  }

  /** @throws DomainError IMPORT_NOT_FOUND. */
  rows(scope: ImportOf, query: ImportRowsQuery, locale: Locale): Promise<ImportRowPage> {
    const { outcome, state, limit } = query;
    const after = query.after ? decodeCursor(query.after, ['number'])[0] : 0;
    return this.database.read(async (m) => {
      const batch = await this.find(m, scope);
      const found = await this.imports.page(m, batch.id, { outcome, state }, after, limit + 1);
      const page = toPage(found, limit, ({ line }) => [line]);
      return { rows: page.rows.map((row) => rowView(row, locale)), next: page.next };
    });
  }

  private async find(m: Reader, scope: ImportOf): Promise<ImportBatch> {
    const batch = await this.imports.find(m, scope.importId);
    if (!batch || !isOf(batch, scope)) throw ImportErrors.notFound();
    return batch;
  }

  private view(batch: ImportBatch, counts: RowCount[], locale: Locale): ImportView {
    const sum = (of: (row: RowCount) => boolean) => counts.reduce((all, row) => all + (of(row) ? row.count : 0), 0);
    const inState = (state: RowState) => sum((row) => row.state === state);
    const states = {
      idle: inState('idle'),
      open: inState('open'),
      applied: inState('applied'),
      undone: inState('undone'),
      kept: inState('kept'),
    };
    const outcome = (name: RowOutcome) => sum((row) => row.outcome === name);
    const left = batch.state === 'applying' ? states.open : batch.state === 'undoing' ? states.applied : 0;
    const { columns } = this.handlers.get(batch.kind);
    return {
      id: batch.id,
      kind: batch.kind,
      fileName: batch.fileName,
      state: batch.state,
      columns: batch.fields.flatMap((field) => {
        const column = columns.find((one) => one.field === field);
        return column ? [{ field, header: column.header[locale] }] : [];
      }),
      total: sum(() => true),
      counts: {
        new: outcome('new'),
        changed: outcome('changed'),
        same: outcome('same'),
        refused: outcome('refused'),
      },
      states,
      toDo: batch.toDo,
      done: Math.max(0, batch.toDo - left),
      createdBy: batch.createdBy,
      createdAt: batch.createdAt.toISOString(),
      endedAt: batch.endedAt?.toISOString() ?? null,
    };
  }
}

const rowView = (row: ImportRow, locale: Locale): ImportRowPage['rows'][number] => ({
  id: row.id,
  line: row.line,
  outcome: row.outcome,
  state: row.state,
  cells: Object.entries(row.cells).map(([field, value = '']) => ({ field, value })),
  reasons: row.reasons.map(worded(locale)),
  warnings: row.warnings.map(worded(locale)),
  changes: row.changes,
});

const worded =
  (locale: Locale) =>
  ({ field, code, params }: CellReason): CellReasonView => ({
    field,
    code,
    message: fieldText(field, code, params ?? {}, locale),
  });
