export type Rank = { code: string; name: string | null; label: string };
export type PnsRank = Rank & { siasnId: number };

const PNS: [code: string, siasnId: number, name: string][] = [
  ['I/a', 11, 'Juru Muda'],
  ['I/b', 12, 'Juru Muda Tingkat I'],
  ['I/c', 13, 'Juru'],
  ['I/d', 14, 'Juru Tingkat I'],
  ['II/a', 21, 'Pengatur Muda'],
  ['II/b', 22, 'Pengatur Muda Tingkat I'],
  ['II/c', 23, 'Pengatur'],
  ['II/d', 24, 'Pengatur Tingkat I'],
  ['III/a', 31, 'Penata Muda'],
  ['III/b', 32, 'Penata Muda Tingkat I'],
  ['III/c', 33, 'Penata'],
  ['III/d', 34, 'Penata Tingkat I'],
  ['IV/a', 41, 'Pembina'],
  ['IV/b', 42, 'Pembina Tingkat I'],
  ['IV/c', 43, 'Pembina Utama Muda'],
  ['IV/d', 44, 'Pembina Utama Madya'],
  ['IV/e', 45, 'Pembina Utama'],
];
const PPPK = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII'.split(' ');

/** Ranks are Indonesian in every language: they are names of law and are printed as such. A PPPK grade has no name. */
export const ranks: { pns: readonly PnsRank[]; pppk: readonly Rank[] } = {
  pns: PNS.map(([code, siasnId, name]) => ({ code, siasnId, name, label: `${name} (${code})` })),
  pppk: PPPK.map((code) => ({ code, name: null, label: `Golongan ${code}` })),
};

const byCode = new Map<string, Rank>([...ranks.pns, ...ranks.pppk].map((rank) => [rank.code, rank]));

/** Non-ASN and guests have no rank. */
export function isRank(kind: string, code: string): boolean {
  if (kind === 'pns') return ranks.pns.some((rank) => rank.code === code);
  return kind === 'pppk' && ranks.pppk.some((rank) => rank.code === code);
}

/** `Penata Tingkat I (III/d)`; what is no code of the list (an old record, a police rank) is printed as it stands. */
export const printedRank = (code: string): string => byCode.get(code)?.label ?? code;

/** In whatever way lists write it: `III/d`, `Penata Tk. I (III d)`, `Gol. IX`; null when it is no rank of this kind. */
export function parseRank(kind: string, text: string): string | null {
  const bare = text.normalize('NFKC').trim();
  if (kind === 'pppk') {
    const grade = /\b([IVX]+)\s*\)?$/i.exec(bare)?.[1]?.toUpperCase();
    return grade !== undefined && isRank(kind, grade) ? grade : null;
  }
  const [, group, letter] = /\b(IV|I{1,3})\s*[/.\-\s]?\s*([a-e])\b\s*\)?/i.exec(bare) ?? [];
  const code = group && letter ? `${group.toUpperCase()}/${letter.toLowerCase()}` : nameOfRank.get(plainRank(bare));
  return code !== undefined && isRank(kind, code) ? code : null;
}

const plainRank = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\btk\b\.?|\btkt\b\.?/g, 'tingkat')
    .replace(/[^a-z]+/g, ' ')
    .trim();

const nameOfRank = new Map(ranks.pns.map(({ code, name }) => [plainRank(name ?? ''), code]));
