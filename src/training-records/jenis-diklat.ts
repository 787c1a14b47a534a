/** BKN's kinds of training with the code that `jenisKursusSertipikat` wants: T teknis, F fungsional, P the rest. */
const kinds: Readonly<Record<string, { name: string; code: 'T' | 'F' | 'P' }>> = {
  '1': { name: 'Diklat Struktural', code: 'T' },
  '2': { name: 'Diklat Fungsional', code: 'F' },
  '3': { name: 'Diklat Teknis', code: 'T' },
  '4': { name: 'Workshop', code: 'P' },
  '5': { name: 'Pelatihan Manajerial', code: 'T' },
  '6': { name: 'Pelatihan Sosial Kultural', code: 'T' },
  '7': { name: 'Sosialisasi', code: 'P' },
  '8': { name: 'Bimbingan Teknis', code: 'T' },
  '9': { name: 'Seminar', code: 'P' },
  '10': { name: 'Magang', code: 'T' },
  '11': { name: 'Kursus', code: 'T' },
  '12': { name: 'Penataran', code: 'T' },
  '13': { name: 'Pengembangan Kompetensi Klasikal Lainnya', code: 'T' },
  '14': { name: 'Coaching', code: 'T' },
  '15': { name: 'Mentoring', code: 'T' },
  '16': { name: 'E-Learning', code: 'T' },
  '17': { name: 'Pelatihan Jarak Jauh', code: 'T' },
  '18': { name: 'Detasering', code: 'T' },
  '19': { name: 'Outbond', code: 'T' },
  '20': { name: 'Benchmarking', code: 'T' },
  '21': { name: 'Pertukaran', code: 'T' },
  '22': { name: 'Belajar Mandiri', code: 'T' },
  '23': { name: 'Komunitas Belajar', code: 'T' },
  '24': { name: 'Pelatihan di Tempat Kerja', code: 'T' },
  '25': { name: 'Pengembangan Kompetensi Nonklasikal Lainnya', code: 'T' },
};

/** Structural leadership training goes to `/diklat/save`, everything else to `/kursus/save`. */
export const isStructural = (id: string): boolean => id === '1';

export const jenisDiklatName = (id: string): string => kinds[id]?.name ?? id;

export const sertipikatCode = (id: string): 'T' | 'F' | 'P' => kinds[id]?.code ?? 'T';
