import type { Readable } from 'node:stream';
import type { RecordState } from '../training-record-status.js';

/** One training record as every format sees it; days are `yyyy-mm-dd`. */
export interface ExportedRecord {
  nip: string | null;
  name: string;
  kind: string;
  position: string;
  unit: string;
  /** The employee whose hours these are; null for people outside the directory and for records HR must still check. */
  employee: { pnsOrangId: string | null } | null;
  jenisDiklatId: string;
  title: string;
  organiser: string;
  number: string;
  jp: number;
  year: number;
  startedOn: string;
  endedOn: string;
  state: RecordState;
}

/** One file format; a further one is a further file in this folder and a route. */
export interface RecordExport {
  readonly format: string;
  readonly contentType: string;
  readonly extension: string;
  /** Names the government by its SIASN id, so that id must be known. */
  readonly needsInstansi: boolean;
  /** Records with an employee come first, the others after them. */
  write(records: AsyncIterable<ExportedRecord>, context: { instansiId: string }): Readable;
}

/** Said beside every row, so that rows without an employee stand apart in a flat sheet too. */
export function standing(record: ExportedRecord): string {
  if (record.state === 'revoked') return 'Sertifikat dicabut';
  if (record.state === 'to_check') return 'Perlu diperiksa: NIP tidak cocok dengan pegawai';
  return record.employee ? 'Tercatat' : 'Bukan pegawai dalam direktori';
}
