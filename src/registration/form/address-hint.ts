const KNOWN = ['gmail.com', 'yahoo.com', 'yahoo.co.id', 'hotmail.com', 'outlook.com', 'icloud.com'];
const FARTHEST = 2;

/** What somebody probably meant whose domain is a slip away from one that everybody uses; null when nothing looks wrong. */
export function addressHint(email: string): string | null {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1).toLowerCase();
  if (at < 1 || KNOWN.includes(domain)) return null;
  const meant = KNOWN.find((known) => distance(domain, known) <= FARTHEST);
  return meant ? `${email.slice(0, at)}@${meant}` : null;
}

/** Letters to change, add or leave out (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, sign] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((row[j] ?? 0) + Number(sign !== other), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
