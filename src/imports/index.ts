import { ImportBatch, ImportRow } from './import.entity.js';

export { ImportRowsQuery, LARGEST_IMPORT, TemplateQuery } from './dto/imports.dto.js';
export { CellReasonView, ImportRowPage, ImportView } from './dto/imports.views.js';
export {
  type CellChange,
  type CellReason,
  type Cells,
  type CheckedRow,
  type ImportColumn,
  type ImportHandler,
  type ImportRun,
  type PreviewedRow,
  refusal,
  type RowResult,
  setAside,
  type Verdict,
} from './import-handler.js';
export { type ReadTable, readTable } from './heading.js';
export { ImportHandlers } from './import-handlers.js';
export { GivesTemplate, TakesTable } from './import-routes.js';
export { ImportTemplates } from './import-templates.js';
export { ImportViews } from './import-views.service.js';
export { Imports } from './imports.service.js';
export { ImportsModule } from './imports.module.js';

export const importsEntities = [ImportBatch, ImportRow];
