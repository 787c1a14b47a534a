import type { DemoEmployee, DemoPerson } from './demo-person.js';

/** The people who play a part in the demo, every one invented. */
const employee = (
  kind: 'pns' | 'pppk',
  nip: string,
  [frontTitle, name, backTitle]: [string, string, string],
  [unitCode, position, rank]: [string, string, string],
): Omit<DemoEmployee, 'phone' | 'email'> => ({ kind, nip, frontTitle, name, backTitle, unitCode, position, rank });

export const assistant = employee(
  'pns',
  '197001151995031002',
  ['Drs.', 'Markus Teladan', 'M.Si.'],
  ['SETDA', 'Asisten Perekonomian dan Pembangunan', 'IV/c'],
);
export const actingHead = employee(
  'pns',
  '197812042005011006',
  ['', 'Deni Umpama', 'S.Kom., M.T.'],
  ['DISKOMINFO', 'Plt. Kepala Dinas Komunikasi dan Informatika', 'IV/a'],
);
export const personnelHead = employee(
  'pns',
  '198309212002122001',
  ['', 'Rahel Ibarat', 'S.STP., M.AP.'],
  ['BKPSDM', 'Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia', 'IV/b'],
);
const districtHead = employee(
  'pns',
  '198607032010011011',
  ['', 'Stevi Misal', 'S.IP.'],
  ['KEC-MAESA', 'Camat Maesa', 'III/d'],
);
const teacher = employee(
  'pppk',
  '199302282022212003',
  ['', 'Grace Andai', 'S.Pd.'],
  ['DIKBUD', 'Guru Ahli Pertama', 'IX'],
);

/** They take the first posts of their units. */
export const knownEmployees = [assistant, actingHead, personnelHead, districtHead, teacher];

/** A physician and a doctor of philosophy, namesakes, an apostrophe, the longest office. */
export const oddEmployees = [
  employee('pns', '198402112010012014', ['dr.', 'Maria Contohnya', ''], ['DINKES', 'Dokter Ahli Muda', 'III/d']),
  employee(
    'pns',
    '197603182001121003',
    ['Dr.', 'Maria Contohnya', 'S.K.M., M.Kes.'],
    ['RSUD', 'Kepala Bidang Pengembangan Mutu dan Sumber Daya Manusia Kesehatan', 'IV/a'],
  ),
  employee('pns', '198811052014031002', ['', "Yosua Ma'ruf", 'S.H.'], ['SETWAN', 'Analis Hukum Ahli Pertama', 'III/b']),
];

export const mayor = { name: 'Ir. Yohana Contoh, M.M.', office: 'Wali Kota Bitung' };

export const expert = {
  frontTitle: 'Dr.',
  name: 'Laras Permisalan',
  backTitle: 'S.Si., M.T.',
  affiliation: 'Ketua Tim Tenaga Ahli, Universitas Gadjah Mada',
};

export const policeChief: DemoPerson = {
  kind: 'guest',
  nrp: '84051234',
  frontTitle: 'AKBP',
  name: 'Bayu Rekaan',
  backTitle: 'S.I.K.',
  unitText: 'Kepolisian Resor Bitung',
  position: 'Kapolres Bitung',
  rank: '',
  phone: '081233000001',
  email: 'polres@bitung.example',
};

/** A one-word name, no number, and the mailbox that his whole village office shares. */
export const operator: DemoPerson = {
  kind: 'non_asn',
  frontTitle: '',
  name: 'Tole',
  backTitle: '',
  unitCode: 'KEL-PATETEN-SATU',
  position: 'Operator kelurahan',
  rank: '',
  phone: '081233000002',
  email: 'kel.pateten.satu@bitung.example',
};

export const partners: readonly (readonly [office: string, position: string])[] = [
  ['Kejaksaan Negeri Bitung', 'Kepala Seksi Perdata dan Tata Usaha Negara'],
  ['Badan Pusat Statistik Kota Bitung', 'Statistisi Ahli Muda'],
  ['Komando Distrik Militer Bitung', 'Perwira Seksi Teritorial'],
  ['Kantor Kesyahbandaran dan Otoritas Pelabuhan Bitung', 'Analis Kepelabuhanan'],
  ['Universitas Sam Ratulangi', 'Dosen Teknik Informatika'],
  ['Politeknik Kelautan dan Perikanan Bitung', 'Dosen'],
  ['Kamar Dagang dan Industri Kota Bitung', 'Sekretaris'],
  ['Forum UMKM Kota Bitung', 'Ketua'],
  ['Karang Taruna Kota Bitung', 'Pengurus'],
  ['Perkumpulan Nelayan Lembeh', 'Bendahara'],
  ['Komunitas Teknologi Informasi Bitung', 'Koordinator'],
  ['Forum Kerukunan Umat Beragama', 'Anggota'],
];
