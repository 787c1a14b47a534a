export type * from './documents.types.js';
export { Documents } from './documents.js';
export { DocumentsModule } from './documents.module.js';
export { DrawingError } from './drawing-error.js';
export * from './indonesian.js';
export { qrPng, qrSvg } from './qr.js';
export { CSV_TYPE, csvStream } from './csv.js';
export { XLSX_TYPE, xlsxStream } from './spreadsheet.js';
export type { Cell, Column, Rows } from './table.js';
