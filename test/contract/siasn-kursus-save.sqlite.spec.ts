import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from '@jest/globals';
import { type ExportedRecord, siasnExport } from '../../src/training-records/exports/index.js';
import { kursusSave } from '../../src/training-records/exports/siasn.js';

const golden = JSON.parse(readFileSync(new URL('./siasn-kursus-save.golden.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

const record: ExportedRecord = {
  nip: '198607032010011011',
  name: 'Stevi Misal, S.IP.',
  kind: 'pns',
  position: 'Camat Maesa',
  unit: 'Kecamatan Maesa',
  employee: { pnsOrangId: 'A8ACA7C9B0E13912E040640A040269BB' },
  jenisDiklatId: '8',
  title: 'Bimbingan Teknis Smart City Tahap 1',
  organiser: 'Pemerintah Kota Bitung',
  number: '800.2.4/0001/BKPSDM/VI/2022',
  jp: 8,
  year: 2022,
  startedOn: '2022-06-08',
  endedOn: '2022-06-09',
  state: 'recorded',
};

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string' && /^\d\d-\d\d-\d{4}$/.test(value)) return 'dd-mm-yyyy';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

const shape = (body: object) => Object.fromEntries(Object.entries(body).map(([key, value]) => [key, typeOf(value)]));

async function written(records: ExportedRecord[]) {
  async function* rows() {
    yield* await Promise.resolve(records);
  }
  const stream = siasnExport.write(rows(), { instansiId: 'A5EB03E23BB0F6A0E040640A040252AD' });
  let text = '';
  for await (const part of stream) text += String(part);
  return JSON.parse(text) as Record<'kursus' | 'tanpaPnsOrangId' | 'tidakDikirim', Record<string, unknown>[]>;
}

describe('body of kursus/save', () => {
  it('has the keys, their order, the types and the form of days that BKN takes', async () => {
    const { kursus } = await written([record]);
    const [body] = kursus;
    expect(shape(body ?? {})).toEqual(golden);
    expect(Object.keys(body ?? {})).toEqual(Object.keys(golden));
  });

  it('has the values of the record', () => {
    expect(kursusSave(record, 'A5EB03E23BB0F6A0E040640A040252AD')).toEqual({
      id: null,
      instansiId: 'A5EB03E23BB0F6A0E040640A040252AD',
      institusiPenyelenggara: 'Pemerintah Kota Bitung',
      jenisDiklatId: '8',
      jenisKursus: '',
      jenisKursusSertipikat: 'T',
      jumlahJam: 8,
      lokasiId: '',
      namaKursus: 'Bimbingan Teknis Smart City Tahap 1',
      nomorSertipikat: '800.2.4/0001/BKPSDM/VI/2022',
      pnsOrangId: 'A8ACA7C9B0E13912E040640A040269BB',
      tahunKursus: 2022,
      tanggalKursus: '08-06-2022',
      tanggalSelesaiKursus: '09-06-2022',
    });
  });

  test.each([
    ['2', 'F'],
    ['4', 'P'],
    ['7', 'P'],
    ['9', 'P'],
    ['16', 'T'],
  ])('writes kind %s as %s', (jenisDiklatId, code) => {
    expect(kursusSave({ ...record, jenisDiklatId }, 'x').jenisKursusSertipikat).toBe(code);
  });

  it('stands apart with null when the SIASN id is unknown, and is not sent for others', async () => {
    const document = await written([
      record,
      { ...record, employee: { pnsOrangId: null } },
      { ...record, employee: null, kind: 'non_asn', nip: null },
      { ...record, employee: null, state: 'to_check' },
      { ...record, state: 'revoked' },
      { ...record, jenisDiklatId: '1' },
    ]);
    expect(document.kursus).toHaveLength(1);
    expect(document.tanpaPnsOrangId.map((row) => shape(row.body as object))).toEqual([
      { ...golden, pnsOrangId: 'null' },
    ]);
    expect(document.tidakDikirim.map((row) => row.alasan)).toEqual([
      'Bukan pegawai dalam direktori',
      'Perlu diperiksa: NIP tidak cocok dengan pegawai',
      'Sertifikat dicabut',
      'Diklat struktural dikirim lewat diklat/save',
    ]);
  });

  it('is valid JSON when there is nothing to send', async () => {
    expect(await written([])).toEqual({ kursus: [], tanpaPnsOrangId: [], tidakDikirim: [] });
  });
});
