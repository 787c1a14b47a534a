import type { DemoPerson } from './demo-person.js';

/** A training of two days, half its people from those who were at Tahap 1. */
export interface TrainingPlan {
  title: string;
  slug: string;
  summary: string;
  /** Both days, `yyyy-mm-dd`. */
  days: [first: string, second: string];
  /** Of each day, two JP each. */
  topics: [first: string[], second: string[]];
  speaker: [frontTitle: string, name: string, backTitle: string, affiliation: string];
  organiser: [code: string, name: string];
  /** Offices and districts whose employees are invited. */
  units: string[];
  seats: number;
  /** How many of them were at Tahap 1. */
  returning: number;
  /** Somebody whose record the personnel office has to check, made from an employee who takes part nowhere else. */
  odd: (person: DemoPerson) => DemoPerson;
}

/** As one writes who has no room left: "Maria W." */
const abbreviated = (name: string): string => name.replace(/ (\S)\S*$/, ' $1.');

/** One digit of the serial number typed wrong. */
const mistyped = (nip: string): string => nip.slice(0, 15) + String((Number(nip[15]) + 7) % 10) + nip.slice(16);

/** Moved here from another government; the directory does not have the new colleague yet. */
const newcomer: Partial<DemoPerson> = {
  nip: '198904172014032077',
  kind: 'pns',
  frontTitle: '',
  name: 'Fitriani Andaikata',
  backTitle: 'S.Kom.',
  position: 'Pranata Komputer Ahli Muda',
  rank: 'III/c',
  phone: '081233000003',
  email: 'fitriani.andaikata@bitung.example',
};

/** They come after Tahap 1 in the year, and so in the register of numbers. */
export const trainings: readonly TrainingPlan[] = [
  {
    title: 'Bimbingan Teknis Statistik Sektoral',
    slug: 'statistik-sektoral-2022',
    summary: 'Standar data, metadata, dan rekomendasi statistik bagi walidata dan produsen data di perangkat daerah.',
    days: ['2022-07-20', '2022-07-21'],
    topics: [
      ['Satu Data Indonesia dan peran walidata', 'Standar data dan metadata', 'Praktik: menyusun metadata kegiatan'],
      ['Rekomendasi kegiatan statistik', 'Pemeriksaan mutu data', 'Praktik: publikasi data sektoral'],
    ],
    speaker: ['', 'Ronald Andaian', 'S.Si., M.Stat.', 'Badan Pusat Statistik Kota Bitung'],
    organiser: ['BAPPELITBANGDA', 'Badan Perencanaan Pembangunan, Penelitian, dan Pengembangan Daerah'],
    units: ['BAPPELITBANGDA', 'DINKES', 'DIKBUD', 'DISKOMINFO', 'DUKCAPIL', 'DINSOS', 'PERIKANAN'],
    seats: 30,
    returning: 20,
    odd: (person) => ({ ...person, name: abbreviated(person.name) }),
  },
  {
    title: 'Pelatihan Sistem Pemerintahan Berbasis Elektronik',
    slug: 'pelatihan-spbe-2022',
    summary: 'Tata kelola, arsitektur, dan evaluasi mandiri SPBE untuk pengelola layanan digital perangkat daerah.',
    days: ['2022-09-14', '2022-09-15'],
    topics: [
      [
        'Kebijakan dan tata kelola SPBE',
        'Arsitektur dan peta rencana SPBE',
        'Keamanan informasi layanan publik',
        'Praktik: memetakan proses bisnis',
      ],
      ['Manajemen layanan digital', 'Indikator evaluasi SPBE', 'Praktik: evaluasi mandiri'],
    ],
    speaker: ['', 'Harly Sekiranya', 'S.T., M.Kom.', 'Dinas Komunikasi dan Informatika Provinsi Sulawesi Utara'],
    organiser: ['DISKOMINFO', 'Dinas Komunikasi dan Informatika'],
    units: ['DISKOMINFO', 'SETDA', 'BKPSDM', 'DUKCAPIL', 'DPMPTSP', 'BPKAD', 'BAPENDA'],
    seats: 28,
    returning: 19,
    odd: (person) => ({ ...person, ...newcomer }),
  },
  {
    title: 'Bimbingan Teknis Pengelolaan Arsip Dinamis',
    slug: 'arsip-dinamis-2022',
    summary: 'Tata naskah dinas, klasifikasi, dan penyusutan arsip untuk pengelola arsip kantor dan kecamatan.',
    days: ['2022-11-02', '2022-11-03'],
    topics: [
      ['Kebijakan kearsipan daerah', 'Tata naskah dinas', 'Klasifikasi dan kode arsip', 'Praktik: pemberkasan'],
      ['Jadwal retensi arsip', 'Penyusutan arsip', 'Arsip elektronik', 'Praktik: daftar arsip inaktif'],
    ],
    speaker: ['Dra.', 'Vonny Misalkan', '', 'Dinas Perpustakaan dan Kearsipan Kota Bitung'],
    organiser: ['PUSTAKA', 'Dinas Perpustakaan dan Kearsipan'],
    units: ['PUSTAKA', 'SETDA', 'SETWAN', 'INSPEKTORAT', 'KEC-MAESA', 'KEC-GIRIAN', 'KEC-MADIDIR'],
    seats: 26,
    returning: 16,
    odd: (person) => ({ ...person, nip: mistyped(person.nip ?? '') }),
  },
];
