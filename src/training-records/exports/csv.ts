import { type Column, CSV_TYPE, csvStream } from '../../documents/index.js';
import type { RecordExport } from './record-export.js';
import { sheetRows } from './sheet.js';

/** Headed by the field names of SIASN's `kursus/save`, for upload sheets that map columns by name. */
const columns: Column[] = [
  { header: 'nip', type: 'text' },
  { header: 'nama', type: 'text' },
  { header: 'jabatan', type: 'text' },
  { header: 'unitKerja', type: 'text' },
  { header: 'jenisDiklatId', type: 'text' },
  { header: 'namaKursus', type: 'text' },
  { header: 'institusiPenyelenggara', type: 'text' },
  { header: 'tanggalKursus', type: 'date' },
  { header: 'tanggalSelesaiKursus', type: 'date' },
  { header: 'jumlahJam', type: 'number' },
  { header: 'tahunKursus', type: 'number' },
  { header: 'nomorSertipikat', type: 'text' },
  { header: 'keadaan', type: 'text' },
];

export const csvExport: RecordExport = {
  format: 'csv',
  contentType: CSV_TYPE,
  extension: 'csv',
  needsInstansi: false,
  write: (records) =>
    csvStream(
      sheetRows(records, (id) => id),
      columns,
    ),
};
