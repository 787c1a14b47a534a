import type { Random } from './random.js';
import type { DemoUnit } from './units.js';

/** A post with the ranks its holders have, and the degrees they write. */
export interface Post {
  position: string;
  ranks: string[];
  /** Years of age. */
  from: number;
  to: number;
  degrees: string[];
  front?: string[];
  /** Held by PPPK too, in this grade. */
  pppk?: string;
}

const master = ['S.E., M.Si.', 'S.Sos., M.AP.', 'S.T., M.T.', 'S.H., M.H.', 'S.IP., M.Si.', 'S.Pd., M.Pd.'];
const bachelor = ['S.Kom.', 'S.E.', 'S.Sos.', 'S.H.', 'S.T.', 'S.IP.', 'S.Ak.', 'S.AP.'];
const diploma = ['A.Md.', 'A.Md.Kom.', 'A.Md.Ak.', ''];

const expert = (position: string, grade: 'Pertama' | 'Muda' | 'Madya', degrees = bachelor, front?: string[]): Post => ({
  position: `${position} Ahli ${grade}`,
  ...{
    Pertama: { ranks: ['III/a', 'III/b'], from: 26, to: 38, pppk: 'IX' },
    Muda: { ranks: ['III/c', 'III/d'], from: 34, to: 50 },
    Madya: { ranks: ['IV/a', 'IV/b'], from: 42, to: 57 },
  }[grade],
  degrees,
  ...(front ? { front } : {}),
});
const clerk = (position: string): Post => ({
  position,
  ranks: ['II/b', 'II/c', 'II/d', 'III/a'],
  from: 24,
  to: 50,
  degrees: diploma,
  pppk: 'VII',
});
const chief = (position: string, ranks: string[]): Post => ({
  position,
  ranks,
  from: 40,
  to: 57,
  degrees: master,
  front: ['', '', 'Drs.', 'Ir.', 'Dr.'],
});

const general: Post[] = [
  expert('Pranata Komputer', 'Pertama', ['S.Kom.', 'S.T.', 'S.Kom., M.Kom.']),
  expert('Perencana', 'Muda'),
  expert('Analis Kebijakan', 'Muda', ['S.IP.', 'S.AP.', 'S.Sos., M.AP.']),
  expert('Analis Sumber Daya Manusia Aparatur', 'Pertama'),
  expert('Pranata Hubungan Masyarakat', 'Pertama', ['S.I.Kom.', 'S.Sos.']),
  expert('Arsiparis', 'Pertama', ['S.AP.', 'S.Sos.', 'S.Hum.']),
  clerk('Pengadministrasi Perkantoran'),
  clerk('Pengelola Layanan Operasional'),
  clerk('Bendahara'),
  { ...clerk('Penelaah Teknis Kebijakan'), ranks: ['III/a', 'III/b', 'III/c'], degrees: bachelor, from: 25 },
];

/** The first posts are those of its heads, each held once; the rest of its people share the others. */
const posts: Record<DemoUnit['sort'], { heads: (name: string) => Post[]; others: Post[] }> = {
  secretariat: {
    heads: () => [
      chief('Kepala Bagian Umum', ['IV/a', 'IV/b']),
      chief('Kepala Bagian Organisasi', ['IV/a', 'IV/b']),
      chief('Kepala Subbagian Tata Usaha', ['III/c', 'III/d']),
    ],
    others: general,
  },
  office: {
    heads: (name) => [
      chief(`Kepala ${shortOffice(name)}`, ['IV/b', 'IV/c']),
      chief('Sekretaris', ['IV/a', 'IV/b']),
      chief('Kepala Bidang Program dan Pelaporan', ['III/d', 'IV/a']),
      chief('Kepala Subbagian Umum dan Kepegawaian', ['III/c', 'III/d']),
    ],
    others: general,
  },
  education: {
    heads: () => [
      chief('Kepala Dinas Pendidikan dan Kebudayaan', ['IV/b', 'IV/c']),
      chief('Sekretaris', ['IV/a', 'IV/b']),
      chief('Kepala Bidang Pembinaan SMP', ['IV/a']),
    ],
    others: [
      expert('Guru', 'Pertama', ['S.Pd.', 'S.Pd.SD.']),
      expert('Guru', 'Muda', ['S.Pd.', 'S.Pd., M.Pd.']),
      expert('Guru', 'Madya', ['S.Pd., M.Pd.', 'S.Pd.'], ['', '', 'Dra.', 'Drs.']),
      expert('Pengawas Sekolah', 'Madya', ['S.Pd., M.Pd.']),
      clerk('Pengadministrasi Sekolah'),
    ],
  },
  health: {
    heads: () => [
      { ...chief('Sekretaris', ['IV/a', 'IV/b']), degrees: ['M.Kes.'], front: ['dr.', 'drg.', ''] },
      { ...chief('Kepala Bidang Pelayanan Kesehatan', ['III/d', 'IV/a']), degrees: ['S.K.M., M.Kes.'], front: [''] },
    ],
    others: [
      expert('Dokter', 'Pertama', ['', ''], ['dr.']),
      expert('Dokter Gigi', 'Muda', [''], ['drg.']),
      expert('Perawat', 'Pertama', ['S.Kep.'], ['Ns.']),
      expert('Bidan', 'Muda', ['S.Tr.Keb.', 'S.Keb.']),
      expert('Apoteker', 'Pertama', ['S.Farm.'], ['apt.']),
      expert('Epidemiolog Kesehatan', 'Pertama', ['S.K.M.', 'S.K.M., M.Kes.']),
      clerk('Pengadministrasi Kesehatan'),
    ],
  },
  order: {
    heads: () => [chief('Kepala Satuan', ['IV/b']), chief('Sekretaris', ['IV/a'])],
    others: [
      expert('Polisi Pamong Praja', 'Pertama', ['S.H.', 'S.IP.', 'S.Sos.']),
      clerk('Polisi Pamong Praja Terampil'),
      clerk('Pengadministrasi Perkantoran'),
    ],
  },
  district: {
    heads: (name) => [
      chief(`Camat ${name.replace('Kecamatan ', '')}`, ['III/d', 'IV/a']),
      chief('Sekretaris Kecamatan', ['III/d']),
    ],
    others: [
      { ...chief('Kepala Seksi Pemerintahan', ['III/c', 'III/d']), degrees: bachelor, front: [''] },
      { ...chief('Kepala Seksi Pelayanan Umum', ['III/c', 'III/d']), degrees: bachelor, front: [''] },
      clerk('Pengadministrasi Perkantoran'),
    ],
  },
  village: {
    heads: (name) => [{ ...chief(`Lurah ${name.replace('Kelurahan ', '')}`, ['III/c', 'III/d']), front: [''] }],
    others: [clerk('Pengelola Layanan Operasional')],
  },
};

const shortOffice = (name: string): string => (name.startsWith('Badan') || name.startsWith('Dinas') ? name : 'Kantor');

/** The post of the nth employee of a unit. */
export function postOf(unit: DemoUnit, n: number, random: Random): Post {
  const { heads, others } = posts[unit.sort];
  return heads(unit.name)[n] ?? random.pick(others);
}
