import type {
  AttendanceListData,
  AttendanceRecapData,
  AttendanceRow,
  CertificateData,
  CertificateSession,
  CommitmentData,
  Letterhead,
  RecapMark,
  RecapStatus,
  TicketData,
} from '../documents.types.js';

/** Invented people at the public event of 8 June 2022. */

export const ZONE = 'Asia/Makassar';

export const LETTERHEAD: Letterhead = {
  government: 'Pemerintah Kota Bitung',
  office: 'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia',
  addressLines: ['Kantor Wali Kota Bitung, Bitung, Sulawesi Utara'],
};

const SESSIONS: CertificateSession[] = [
  {
    title: 'Arah kebijakan, kelembagaan, dan tata kelola smart city',
    speakers: ['Dr. Laras Permisalan, S.Si., M.T.'],
    startsAt: '2022-06-08T01:15:00Z',
    endsAt: '2022-06-08T02:45:00Z',
    hours: 2,
  },
  {
    title: 'Analisis kesenjangan kesiapan: struktur, infrastruktur, suprastruktur',
    speakers: ['Dr. Laras Permisalan, S.Si., M.T.', 'Deni Umpama, S.Kom., M.T. (moderator)'],
    startsAt: '2022-06-08T02:45:00Z',
    endsAt: '2022-06-08T04:15:00Z',
    hours: 2,
  },
  {
    title: 'Diskusi kelompok enam dimensi: SWOT dan prioritas',
    speakers: ['Tim Tenaga Ahli Universitas Gadjah Mada'],
    startsAt: '2022-06-08T05:15:00Z',
    endsAt: '2022-06-08T06:45:00Z',
    hours: 2,
  },
  {
    title: 'Rancangan masterplan dan penentuan quick win',
    speakers: ['Dr. Laras Permisalan, S.Si., M.T.'],
    startsAt: '2022-06-08T06:45:00Z',
    endsAt: '2022-06-08T08:15:00Z',
    hours: 2,
  },
];

export function certificate(changes: Partial<CertificateData> = {}): CertificateData {
  return {
    number: '800.2.4/0164/BKPSDM/VI/2022',
    letterhead: LETTERHEAD,
    holder: {
      name: 'Stevi Misal, S.IP.',
      nip: '198607032010011011',
      rank: 'Penata Tingkat I (III/d)',
      position: 'Camat Maesa',
      unit: 'Kecamatan Maesa',
    },
    role: 'peserta',
    event: {
      title: 'Bimbingan Teknis Smart City Tahap 1',
      organiser: 'Pemerintah Kota Bitung',
      startsAt: '2022-06-07T23:30:00Z',
      endsAt: '2022-06-08T08:45:00Z',
      zone: ZONE,
      place: 'Ruang SH Sarundajang, Kantor Wali Kota Bitung',
    },
    hours: 8,
    attendedHours: 8,
    sessions: SESSIONS,
    signedAt: { place: 'Bitung', date: '2022-06-10' },
    signatory: {
      office: 'Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia',
      onBehalfOf: 'Wali Kota Bitung',
      name: 'Rahel Ibarat, S.STP., M.AP.',
      rank: 'Pembina Tingkat I (IV/b)',
      nip: '198309212002122001',
    },
    secondSignatory: {
      office: 'Ketua Panitia',
      name: 'Deni Umpama, S.Kom., M.T.',
      rank: 'Pembina (IV/a)',
      nip: '197812042005011006',
    },
    verification: { url: 'https://bintek.bitung.example/v/7QK4M2XD9A5', code: '7QK4M2XD9A5' },
    createdAt: '2022-06-10T01:00:00Z',
    ...changes,
  };
}

/** As many sessions as asked for, spread over days of six. */
export function manySessions(count: number): CertificateSession[] {
  return Array.from({ length: count }, (_, i) => {
    const day = String(8 + Math.floor(i / 6)).padStart(2, '0');
    const hour = String(i % 6).padStart(2, '0');
    return {
      title: `Materi ${i + 1}: penyusunan rencana induk kota cerdas dan program percepatan perangkat daerah`,
      speakers: ['Prof. Dr. Ir. Maria Contoh, S.T., M.T., Ph.D., IPU, ASEAN Eng.'],
      startsAt: `2022-06-${day}T${hour}:00:00Z`,
      endsAt: `2022-06-${day}T${hour}:45:00Z`,
      hours: 1,
    };
  });
}

export function attendanceList(changes: Partial<AttendanceListData> = {}): AttendanceListData {
  return {
    letterhead: {
      government: 'Pemerintah Kota Bitung',
      office: 'Dinas Komunikasi dan Informatika',
      addressLines: [
        'Jalan Dr. Sam Ratulangi Nomor 45, Bitung 95511',
        'Telepon (0438) 000000 · Laman kominfo.bitung.example · Pos-el kominfo@bitung.example',
      ],
    },
    subtitle: 'Peserta',
    event: { title: 'Bimbingan Teknis Smart City Tahap 1', place: 'Ruang SH Sarundajang, Kantor Wali Kota Bitung' },
    startsAt: '2022-06-07T23:30:00Z',
    endsAt: '2022-06-08T08:45:00Z',
    zone: ZONE,
    groups: [{ rows: attendanceRows(24) }],
    chair: {
      place: 'Bitung',
      date: '2022-06-08',
      signatory: { office: 'Ketua Panitia', name: 'Deni Umpama, S.Kom., M.T.', nip: '197812042005011006' },
    },
    printedAt: '2022-06-08T09:05:00Z',
    ...changes,
  };
}

const PEOPLE: AttendanceRow[] = [
  {
    name: 'Stevi Misal, S.IP.',
    nip: '198607032010011011',
    position: 'Camat Maesa',
    unit: 'Kecamatan Maesa',
    arrivedAt: '2022-06-07T23:41:00Z',
  },
  { name: 'Tole', position: 'Operator', unit: 'Kelurahan Girian Weru', arrivedAt: '2022-06-07T23:58:30Z' },
  {
    name: 'Grace Andai, S.Pd.',
    nip: '199302282022212003',
    position: 'Guru Ahli Pertama',
    unit: 'Dinas Pendidikan dan Kebudayaan',
  },
  {
    name: 'Prof. Dr. Ir. Maria Christine Perumpamaan-Contohwati, S.T., M.T., Ph.D., IPU, ASEAN Eng.',
    nip: '196809171994032001',
    position: 'Perencana Ahli Utama',
    unit: 'Badan Perencanaan Pembangunan, Penelitian, dan Pengembangan Daerah',
    arrivedAt: '2022-06-08T00:07:00Z',
  },
  { name: 'AKBP Bayu Rekaan, S.I.K.', nrp: '84051234', position: 'Kapolres Bitung', arrivedAt: '2022-06-08T00:20:00Z' },
];

export function attendanceRows(count: number): AttendanceRow[] {
  return Array.from({ length: count }, (_, i) => {
    const person = PEOPLE[i % PEOPLE.length] ?? { name: '' };
    return i < PEOPLE.length ? person : { ...person, name: person.name.replace(/(?=,|$)/, ` ${i + 1}`) };
  });
}

/** Of as many lines as a name of a unit may have. */
export const tallText = (n: number): string => `Awal${n} ${'Subbagian Perencanaan dan Keuangan '.repeat(5)}Akhir${n}`;

/** Three sessions on each day; of every seven people one is late, one leaves, one is excused, one ill, one absent. */
export function attendanceRecap(people: number, changes: Partial<AttendanceRecapData> = {}): AttendanceRecapData {
  const days = changes.days ?? ['2022-06-08', '2022-06-09'];
  const sessions = days.flatMap((day) =>
    ['08:00', '10:00', '13:00'].map((start, n) => ({
      title: `Sesi ${n + 1}: arsitektur SPBE dan data terbuka`,
      startsAt: `${day}T${start}:00+08:00`,
      endsAt: `${day}T${String(Number(start.slice(0, 2)) + 2).padStart(2, '0')}:00:00+08:00`,
      jp: 2,
    })),
  );
  const statuses: RecapStatus[] = ['present', 'late', 'present', 'excused', 'ill', 'absent', 'present'];
  const mark = (status: RecapStatus, day: string): RecapMark => {
    if (status !== 'present' && status !== 'late') return { status, inAt: null, outAt: null };
    return { status, inAt: `${day}T${status === 'late' ? '08:20' : '07:41'}:00+08:00`, outAt: `${day}T16:05:00+08:00` };
  };
  const rows = attendanceRows(people).map(({ name, nip, position, unit }, n) => {
    const status = statuses[n % statuses.length]!;
    const inSession = status === 'late' ? 'short' : status;
    const isThere = status === 'present' || status === 'late';
    return {
      ...{ name, nip, position, unit, kind: 'PNS' },
      days: days.map((day) => mark(status, day)),
      sessions: sessions.map((_, k) => ({
        status: k === 0 || !isThere ? inSession : ('present' as const),
        minutes: isThere ? (k === 0 && status === 'late' ? 70 : 120) : 0,
      })),
      jp: isThere ? sessions.length * 2 - (status === 'late' ? 2 : 0) : 0,
    };
  });
  const { letterhead, event, zone, chair } = attendanceList();
  return {
    ...{ letterhead, event, zone, chair, days, sessions },
    startsAt: sessions[0]!.startsAt,
    endsAt: sessions.at(-1)!.endsAt,
    jp: sessions.length * 2,
    groups: [{ rows }],
    printedAt: '2022-06-09T09:05:00Z',
    ...changes,
  };
}

export function commitment(signatories: number, changes: Partial<CommitmentData> = {}): CommitmentData {
  return {
    letterhead: {
      government: 'Pemerintah Kota Bitung',
      addressLines: ['Jalan Dr. Sam Ratulangi Nomor 45, Bitung 95511'],
    },
    title: 'Komitmen Bersama',
    subject: 'Gerakan Menuju Smart City Kota Bitung',
    text: [
      'Kami yang bertanda tangan di bawah ini menyatakan komitmen untuk bersama-sama mewujudkan Kota Bitung sebagai kota cerdas, dengan:',
      '1. menyusun dan menjalankan rencana induk kota cerdas beserta program percepatannya;\n2. menyediakan data, anggaran, dan sumber daya manusia sesuai kewenangan masing-masing;\n3. membuka layanan yang saling terhubung antarperangkat daerah; dan\n4. melaporkan kemajuan setiap enam bulan kepada Wali Kota.',
      'Demikian komitmen bersama ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.',
    ].join('\n\n'),
    place: 'Bitung',
    date: '2022-06-08',
    signatories: Array.from(
      { length: signatories },
      (_, i) => SIGNATORIES[i % SIGNATORIES.length] ?? { name: '', office: '' },
    ),
    createdAt: '2022-06-08T00:00:00Z',
    ...changes,
  };
}

const SIGNATORIES: CommitmentData['signatories'] = [
  { name: 'Ir. Yohana Contoh, M.M.', office: 'Wali Kota Bitung' },
  {
    name: 'Dr. Laras Permisalan, S.Si., M.T.',
    office: 'Ketua Tim Tenaga Ahli',
    institution: 'Universitas Gadjah Mada',
  },
  {
    name: 'Deni Umpama, S.Kom., M.T.',
    office: 'Plt. Kepala Dinas Komunikasi dan Informatika',
    rank: 'Pembina (IV/a)',
    nip: '197812042005011006',
  },
  { name: 'AKBP Bayu Rekaan, S.I.K.', office: 'Kapolres Bitung', nrp: '84051234' },
  {
    name: 'Drs. Markus Teladan, M.Si.',
    office: 'Asisten Perekonomian dan Pembangunan',
    rank: 'Pembina Utama Muda (IV/c)',
    nip: '197001151995031002',
  },
];

export function ticket(changes: Partial<TicketData> = {}): TicketData {
  return {
    language: 'id',
    letterhead: LETTERHEAD,
    title: 'Bimbingan Teknis Smart City Tahap 1',
    when: ['Rabu, 8 Juni 2022', '08.00–16.45 WITA', 'Registrasi ulang mulai 07.30 WITA'],
    place: ['Ruang SH Sarundajang, Kantor Wali Kota Bitung', 'Jalan Dr. Sam Ratulangi Nomor 45, Bitung'],
    hours: 8,
    name: 'Stevi Misal, S.IP.',
    unit: 'Kecamatan Maesa',
    code: '7K4M Q2XD',
    // As long as a signed ticket.
    qr: `B1:${'7K4MQ2XD9A%5*R+N'.repeat(10).slice(0, 150)}`,
    words: {
      file: 'Tiket Bimbingan Teknis Smart City Tahap 1',
      arms: 'Lambang daerah',
      qr: 'Kode QR tiket 7K4M Q2XD',
      name: 'Nama',
      unit: 'Unit kerja',
      show: ['Tunjukkan di pintu masuk.', 'Tidak perlu sinyal.'],
      cut: 'Gunting di sini',
      before: 'Sebelum datang',
    },
    hints: ['Cukup salah satu: bawa cetakan ini, atau simpan gambar tiketnya di ponsel.'],
    createdAt: '2022-06-02T01:00:00Z',
    ...changes,
  };
}
