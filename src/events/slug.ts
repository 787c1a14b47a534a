export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const slugLength = 80;

/** "Bimbingan Teknis Smart City: Tahap 1" → "bimbingan-teknis-smart-city-tahap-1" */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const slug = (words ?? ['kegiatan']).join('-');
  return slug.length <= slugLength ? slug : slug.slice(0, slugLength).replace(/-[^-]*$/, '');
}

/** The slug itself, or its first free numbered form. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  for (let n = 2; ; n += 1) {
    const numbered = `${slug.slice(0, slugLength - 5)}-${n}`;
    if (!taken.has(numbered)) return numbered;
  }
}
