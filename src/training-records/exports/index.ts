import { csvExport } from './csv.js';
import type { RecordExport } from './record-export.js';
import { siasnExport } from './siasn.js';
import { xlsxExport } from './xlsx.js';

export const recordExports: readonly RecordExport[] = [xlsxExport, csvExport, siasnExport];
export type { ExportedRecord, RecordExport } from './record-export.js';
