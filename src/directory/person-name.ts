import { cleanName } from '../common/index.js';

export type PersonName = { frontTitle: string; name: string; backTitle: string };

const SPACES = /\s+/g;
const FRONT_TITLES = new Set('prof. dr. drg. drh. ir. drs. dra. h. hj. hja. k.h. pdt. apt. ns.'.split(' '));
const BACK_TITLE = /^(?:\p{L}{1,5}\.)+\p{L}{0,5}\.?$/u;

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

const SHORTENED = /^(?:\p{L}+\.)+$/u;

/** What is looked for: a name, or one that stands behind these titles, which are letters and dots. */
interface SoughtName {
  key: string;
  titled: { front: string; key: string } | null;
}

/**
 * A name that may be written as it stands on paper. Titles that `nameKey` does not know (`Pnt.`, `Letkol.`) cannot be told
 * from the beginning of a name (`Abd. Rahman`): both are looked for.
 */
export function soughtName(text: string): SoughtName {
  const words = cleanName(text).toLowerCase().split(' ');
  const front: string[] = [];
  while (words.length > 1 && SHORTENED.test(words[0] ?? '')) front.push(words.shift() ?? '');
  const key = nameKey(text);
  const name = nameKey(words.join(' '));
  return { key, titled: name && name !== key ? { front: front.join(' '), key: name } : null };
}

/** A dot inside makes it a degree (`s.kom.`); a last word with a dot at its end alone is an initial (`rizky m.`). */
const isBackTitle = (word: string): boolean => BACK_TITLE.test(word) && /\.\p{L}/u.test(word);
