export { csvExport } from './csv.js';
export { siasnExport } from './siasn.js';
export { xlsxExport } from './xlsx.js';
export type { ExportedRecord, RecordExport } from './record-export.js';
