import { type Column, XLSX_TYPE, xlsxStream } from '../../documents/index.js';
import { jenisDiklatName } from '../jenis-diklat.js';
import type { RecordExport } from './record-export.js';
import { sheetRows } from './sheet.js';

const columns: Column[] = [
  { header: 'NIP', width: 21, type: 'text' },
  { header: 'Nama', width: 36, type: 'text' },
  { header: 'Jabatan', width: 30, type: 'text' },
  { header: 'Unit kerja', width: 36, type: 'text' },
  { header: 'Jenis diklat', width: 18, type: 'text' },
  { header: 'Nama diklat', width: 40, type: 'text' },
  { header: 'Penyelenggara', width: 34, type: 'text' },
  { header: 'Mulai', width: 12, type: 'date' },
  { header: 'Selesai', width: 12, type: 'date' },
  { header: 'JP', width: 6, type: 'number' },
  { header: 'Tahun', width: 8, type: 'number' },
  { header: 'No. sertifikat', width: 32, type: 'text' },
  { header: 'Keadaan', width: 32, type: 'text' },
];

/** For people: Excel keeps the NIP as text and the days as days. */
export const xlsxExport: RecordExport = {
  format: 'xlsx',
  contentType: XLSX_TYPE,
  extension: 'xlsx',
  needsInstansi: false,
  write: (records) => xlsxStream(sheetRows(records, jenisDiklatName), columns, 'Jam pelajaran'),
};
