import { printedRank } from '../../directory/index.js';
import type { Column } from '../../documents/index.js';
import type { RegistrationRow } from '../dto/registration-row.dto.js';
import type { RegistrationSource } from '../registration.entity.js';
import type { RegistrationStatus } from '../registration-status.js';

/** Of one column of the export; a date is a day in the event's zone. */
type Cell = (row: RegistrationRow, day: (iso: string | null) => string | null) => string | null;

// Official spreadsheets are Indonesian only, as papers are.
const KINDS = { pns: 'PNS', pppk: 'PPPK', non_asn: 'Non-ASN', guest: 'Tamu' } as const;
const STATUSES: Record<RegistrationStatus, string> = {
  unconfirmed: 'Belum membuktikan email',
  pending: 'Menunggu persetujuan',
  confirmed: 'Terdaftar',
  waiting: 'Daftar tunggu',
  offered: 'Ditawari kursi',
  cancelled: 'Batal',
  declined: 'Ditolak',
};
const SOURCES: Record<RegistrationSource, string> = {
  form: 'Formulir',
  staff: 'Panitia',
  seed: 'Data contoh',
  import: 'Impor',
  delegate: 'Meja utusan',
  walk_in: 'Di pintu',
};
const MAILS: Record<string, string> = {
  sent: 'Sampai',
  queued: 'Antre',
  held: 'Ditahan',
  failed: 'Gagal',
  bounced: 'Ditolak server',
};

/** What may stand in an export, in this order. */
const EXPORTED = {
  name: [{ header: 'Nama', width: 36, type: 'text' }, (row) => row.printedName],
  nip: [{ header: 'NIP/NRP', width: 22, type: 'text' }, (row) => row.nip ?? row.nrp],
  kind: [{ header: 'Peserta', width: 10, type: 'text' }, (row) => KINDS[row.kind]],
  rank: [{ header: 'Pangkat/Golongan', width: 26, type: 'text' }, (row) => printedRank(row.rank)],
  position: [{ header: 'Jabatan', width: 32, type: 'text' }, (row) => row.position],
  unit: [{ header: 'Unit kerja', width: 36, type: 'text' }, (row) => row.unit],
  phone: [{ header: 'Nomor HP', width: 18, type: 'text' }, (row) => row.phone],
  email: [{ header: 'Email', width: 30, type: 'text' }, (row) => row.email],
  status: [{ header: 'Status', width: 20, type: 'text' }, (row) => STATUSES[row.status]],
  letter: [{ header: 'Surat tugas', width: 14, type: 'text' }, (row) => (row.letter ? 'Ada' : null)],
  mail: [{ header: 'Kiriman email', width: 16, type: 'text' }, (row) => MAILS[row.mail ?? ''] ?? null],
  code: [{ header: 'Kode tiket', width: 12, type: 'text' }, (row) => row.ticketCode],
  source: [{ header: 'Didaftarkan lewat', width: 18, type: 'text' }, (row) => SOURCES[row.source]],
  created: [{ header: 'Terdaftar', width: 12, type: 'date' }, (row, day) => day(row.createdAt)],
  arrived: [{ header: 'Hadir', width: 12, type: 'date' }, (row, day) => day(row.arrivedAt)],
  certificate: [{ header: 'Nomor sertifikat', width: 30, type: 'text' }, (row) => row.certificate],
} as const satisfies Record<string, readonly [Column, Cell]>;

export type ExportColumn = keyof typeof EXPORTED;
export const exportColumns = Object.keys(EXPORTED) as ExportColumn[];

export const headerOf = (column: ExportColumn): Column => EXPORTED[column][0];

export const cellOf = (column: ExportColumn, ...[row, day]: Parameters<Cell>): string | null =>
  EXPORTED[column][1](row, day);
