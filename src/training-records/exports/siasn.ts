import { Readable } from 'node:stream';
import { isStructural, sertipikatCode } from '../jenis-diklat.js';
import { type ExportedRecord, type RecordExport, standing } from './record-export.js';

/** Body of BKN's `POST /kursus/save`: these names, in this order; days `dd-mm-yyyy`; hours and year are integers. */
export interface KursusSave {
  id: null;
  instansiId: string;
  institusiPenyelenggara: string;
  jenisDiklatId: string;
  jenisKursus: string;
  jenisKursusSertipikat: 'T' | 'F' | 'P';
  jumlahJam: number;
  lokasiId: string;
  namaKursus: string;
  nomorSertipikat: string;
  /** BKN's id of the employee; null where the directory does not know it, never made up. */
  pnsOrangId: string | null;
  tahunKursus: number;
  tanggalKursus: string;
  tanggalSelesaiKursus: string;
}

const bknDay = (day: string): string => day.split('-').reverse().join('-');

export function kursusSave(record: ExportedRecord, instansiId: string): KursusSave {
  return {
    id: null,
    instansiId,
    institusiPenyelenggara: record.organiser,
    jenisDiklatId: record.jenisDiklatId,
    jenisKursus: '',
    jenisKursusSertipikat: sertipikatCode(record.jenisDiklatId),
    jumlahJam: record.jp,
    lokasiId: '',
    namaKursus: record.title,
    nomorSertipikat: record.number,
    pnsOrangId: record.employee?.pnsOrangId ?? null,
    tahunKursus: record.year,
    tanggalKursus: bknDay(record.startedOn),
    tanggalSelesaiKursus: bknDay(record.endedOn),
  };
}

/** Why a record is no `kursus/save`; null when it is one. */
function keptBack(record: ExportedRecord): string | null {
  if (!record.employee || record.state !== 'recorded') return standing(record);
  return isStructural(record.jenisDiklatId) ? 'Diklat struktural dikirim lewat diklat/save' : null;
}

/**
 * `kursus`: bodies ready to send. `tanpaPnsOrangId`: bodies of employees whose SIASN id is still unknown.
 * `tidakDikirim`: people and records that do not go to SIASN, with the reason.
 */
async function* siasnDocument(records: AsyncIterable<ExportedRecord>, instansiId: string): AsyncGenerator<string> {
  const incomplete: { nip: string | null; nama: string; body: KursusSave }[] = [];
  const kept: Record<string, unknown>[] = [];
  let separator = '\n    ';
  yield '{\n  "kursus": [';
  for await (const record of records) {
    const reason = keptBack(record);
    const who = { nip: record.nip, nama: record.name };
    if (reason) {
      kept.push({ ...who, namaKursus: record.title, nomorSertipikat: record.number, alasan: reason });
      continue;
    }
    const body = kursusSave(record, instansiId);
    if (body.pnsOrangId === null) {
      incomplete.push({ ...who, body });
      continue;
    }
    yield separator + JSON.stringify(body);
    separator = ',\n    ';
  }
  yield `\n  ],\n  "tanpaPnsOrangId": ${JSON.stringify(incomplete)},\n  "tidakDikirim": ${JSON.stringify(kept)}\n}\n`;
}

export const siasnExport: RecordExport = {
  format: 'siasn',
  contentType: 'application/json; charset=utf-8',
  extension: 'json',
  needsInstansi: true,
  write: (records, { instansiId }) => Readable.from(siasnDocument(records, instansiId)),
};
