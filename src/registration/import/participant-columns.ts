import { personColumns } from '../../directory/index.js';
import type { ImportColumn } from '../../imports/index.js';

export const participantColumns: ImportColumn[] = [
  {
    ...personColumns.nip,
    note: {
      id: 'Wajib untuk PNS dan PPPK, sebagai teks. Pegawai yang ada di direktori cukup NIP-nya: sel lain diisi dari sana.',
      en: 'Needed for PNS and PPPK, as text. Of employees in the directory the NIP is enough: other cells are filled from there.',
    },
  },
  personColumns.frontTitle,
  personColumns.name,
  personColumns.backTitle,
  personColumns.unit,
  personColumns.position,
  personColumns.rank,
  personColumns.phone,
  personColumns.email,
  {
    ...personColumns.kind,
    note: {
      id: 'PNS, PPPK, Non-ASN, atau Tamu. Kosong: menurut NIP; tanpa NIP berarti Non-ASN.',
      en: 'PNS, PPPK, Non-ASN or Guest. Empty: by the NIP; without a NIP it is Non-ASN.',
    },
  },
  {
    field: 'nrp',
    header: { id: 'NRP', en: 'NRP' },
    synonyms: ['Nomor Registrasi Pokok'],
    note: { id: 'Untuk tamu dari TNI atau Polri.', en: 'For guests of the police or the forces.' },
    example: '',
  },
];
