/** The unit tree of the demo: kinds of units a city has, under the names of Bitung's. Not an official list. */
export interface DemoUnit {
  code: string;
  name: string;
  parentCode?: string;
  /** About how many employees the demo gives it. */
  staff: number;
  /** Chooses the positions of its people. */
  sort: 'secretariat' | 'office' | 'education' | 'health' | 'order' | 'district' | 'village';
}

const office = (code: string, name: string, staff: number, sort: DemoUnit['sort'] = 'office'): DemoUnit => ({
  code,
  name,
  staff,
  sort,
});

const offices: DemoUnit[] = [
  office('SETDA', 'Sekretariat Daerah', 42, 'secretariat'),
  office('SETWAN', 'Sekretariat DPRD', 14, 'secretariat'),
  office('INSPEKTORAT', 'Inspektorat', 14),
  office('BAPPELITBANGDA', 'Badan Perencanaan Pembangunan, Penelitian, dan Pengembangan Daerah', 20),
  office('BKPSDM', 'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia', 18),
  office('BPKAD', 'Badan Pengelolaan Keuangan dan Aset Daerah', 18),
  office('BAPENDA', 'Badan Pendapatan Daerah', 16),
  office('BPBD', 'Badan Penanggulangan Bencana Daerah', 10),
  office('KESBANGPOL', 'Badan Kesatuan Bangsa dan Politik', 0),
  office('SATPOLPP', 'Satuan Polisi Pamong Praja', 20, 'order'),
  office('DISKOMINFO', 'Dinas Komunikasi dan Informatika', 28),
  office('DIKBUD', 'Dinas Pendidikan dan Kebudayaan', 58, 'education'),
  office('DINKES', 'Dinas Kesehatan', 46, 'health'),
  office('PUPR', 'Dinas Pekerjaan Umum dan Penataan Ruang', 20),
  office('PERKIM', 'Dinas Perumahan dan Kawasan Permukiman', 12),
  office('DINSOS', 'Dinas Sosial', 12),
  office('NAKERTRANS', 'Dinas Tenaga Kerja dan Transmigrasi', 11),
  office('DUKCAPIL', 'Dinas Kependudukan dan Pencatatan Sipil', 16),
  office('DLH', 'Dinas Lingkungan Hidup', 14),
  office('DISHUB', 'Dinas Perhubungan', 16),
  office('DPMPTSP', 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu', 14),
  office('KOPUKM', 'Dinas Koperasi dan Usaha Kecil Menengah', 11),
  office('PERINDAG', 'Dinas Perindustrian dan Perdagangan', 12),
  office('DISPAR', 'Dinas Pariwisata', 12),
  office('PERIKANAN', 'Dinas Kelautan dan Perikanan', 16),
  office('KETAPANG', 'Dinas Ketahanan Pangan dan Pertanian', 13),
  office('PPKB', 'Dinas Pengendalian Penduduk dan Keluarga Berencana', 11),
  office('PUSTAKA', 'Dinas Perpustakaan dan Kearsipan', 11),
  { ...office('RSUD', 'Rumah Sakit Umum Daerah', 16, 'health'), parentCode: 'DINKES' },
];

const villages: Readonly<Record<string, string>> = {
  Aertembaga:
    'Aertembaga Satu, Aertembaga Dua, Kasawari, Makawidey, Pateten Dua, Pateten Tiga, Pinangunian, Tandurusa, Winenet Satu, Winenet Dua',
  Girian: 'Girian Atas, Girian Bawah, Girian Indah, Girian Permai, Girian Weru Satu, Girian Weru Dua, Wangurer',
  'Lembeh Selatan': 'Batu Lubang, Dorbolaang, Kelapa Dua, Pancuran, Papusungan, Pasir Panjang, Paudean',
  'Lembeh Utara': 'Batu Kota, Binuang, Gunung Woka, Kareko, Lirang, Mawali, Motto, Nusu, Pintu Kota, Posokan',
  Madidir: 'Kadoodan, Madidir Unet, Madidir Ure, Madidir Weru, Paceda, Wangurer Barat, Wangurer Timur, Wangurer Utara',
  Maesa:
    'Bitung Barat Satu, Bitung Barat Dua, Bitung Tengah, Bitung Timur, Kakenturan Satu, Kakenturan Dua, Pakadoodan, Pateten Satu',
  Matuari:
    'Manembo-nembo, Manembo-nembo Atas, Manembo-nembo Tengah, Sagerat, Sagerat Weru Satu, Sagerat Weru Dua, Tanjung Merah, Tendeki',
  Ranowulu:
    'Apela Satu, Apela Dua, Batu Putih Atas, Batu Putih Bawah, Danowudu, Duasudara, Karondoran, Kumersot, Pinasungkulan, Pinokalan, Tewaan',
};

const codeOf = (kind: string, name: string): string => `${kind}-${name.toUpperCase().replace(/[^A-Z]+/g, '-')}`;

const districts: DemoUnit[] = Object.entries(villages).flatMap(([district, names]) => {
  const parentCode = codeOf('KEC', district);
  return [
    { code: parentCode, name: `Kecamatan ${district}`, staff: 7, sort: 'district' as const },
    ...names.split(', ').map((name) => ({
      code: codeOf('KEL', name),
      name: `Kelurahan ${name}`,
      parentCode,
      staff: 1,
      sort: 'village' as const,
    })),
  ];
});

/** Parents before their children, in the order of protocol. */
export const demoUnits: readonly DemoUnit[] = [...offices, ...districts];

export const districtCodes: readonly string[] = demoUnits
  .filter(({ sort }) => sort === 'district')
  .map(({ code }) => code);

/** The office, board or district a unit belongs to. */
export function topUnit(code: string): string {
  const parent = demoUnits.find((unit) => unit.code === code)?.parentCode;
  return parent ? topUnit(parent) : code;
}
