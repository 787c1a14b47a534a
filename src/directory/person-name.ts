export type PersonName = { frontTitle: string; name: string; backTitle: string };

/** Control signs, and format signs such as bidi overrides and zero-width spaces, which show one name and store another. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
const SPACES = /\s+/g;
const FRONT_TITLES = new Set('prof. dr. drg. drh. ir. drs. dra. h. hj. hja. k.h. pdt. apt. ns.'.split(' '));
const BACK_TITLE = /^(?:\p{L}{1,5}\.)+\p{L}{0,5}\.?$/u;

/**
 * A name as its owner writes it, without unseen signs and doubled spaces. Never re-cased and never split: `dr.` is a
 * physician and `Dr.` a doctorate, and a one-word name is a whole name.
 */
export function cleanName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\t\n\r\v\f]/g, ' ')
    .replace(UNSEEN, '')
    .replace(SPACES, ' ')
    .trim();
}

/** Text of more than one line, without signs that nobody sees: no font has them, and a bidi override turns words round. */
export function cleanText(text: string): string {
  const lines = text.normalize('NFC').split(/\r\n?|[\n\v\f\u2028\u2029]/);
  return lines
    .map((line) => line.replace(/\t/g, ' ').replace(UNSEEN, '').trimEnd())
    .join('\n')
    .trim();
}

/** The form that stands on paper: `Dr. Ir. Rahel Contoh, S.T., M.T.` */
export function printedName({ frontTitle, name, backTitle }: PersonName): string {
  const front = cleanName(frontTitle).replace(/[,\s]+$/, '');
  const back = cleanName(backTitle)
    .replace(/^[,\s]+|[,\s]+$/g, '')
    .replace(/\s+,/g, ',');
  const named = [front, cleanName(name)].filter(Boolean).join(' ');
  return [named, back].filter(Boolean).join(', ');
}

/** Of the column. Small letters may be longer than capitals: `İ` becomes two signs. */
const KEY_LENGTH = 200;

/**
 * What two spellings of one person's name have in common: no titles (also those typed into the name itself), one case,
 * one kind of apostrophe, no dots. For comparing only, never shown.
 */
export function nameKey(text: string): string {
  const plain = cleanName(text)
    .toLowerCase()
    .replace(/[`´‘’ʼ]/g, "'");
  const [beforeComma = ''] = plain.replace(/^[,\s]+/, '').split(',');
  const words = beforeComma.trim().split(' ');
  while (words.length > 1 && FRONT_TITLES.has(words[0] ?? '')) words.shift();
  while (words.length > 1 && isBackTitle(words.at(-1) ?? '')) words.pop();
  const key = words.join(' ').replace(/[.,]/g, ' ').replace(SPACES, ' ').trim().normalize('NFC');
  return [...key].slice(0, KEY_LENGTH).join('');
}

/** A dot inside makes it a degree (`s.kom.`); a last word with a dot at its end alone is an initial (`rizky m.`). */
const isBackTitle = (word: string): boolean => BACK_TITLE.test(word) && /\.\p{L}/u.test(word);
