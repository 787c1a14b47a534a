import { normaliseCode } from '../../common/rules/human-code.js';
import { soughtName } from '../../directory/index.js';
import type { Registration } from '../registration.entity.js';

/** Of the column. */
const WORD_LENGTH = 60;
const SIGNS_OF_A_CODE = 7;

type Named = Pick<Registration, 'nameKey' | 'email' | 'unitId' | 'unitText'>;

/**
 * The words by whose beginning a registration is found: those of its name, of a unit that was typed by hand, and the
 * domain of its email with the `@`.
 *
 * A table of words, and not the engines' own full text: MariaDB's leaves out short words and what it takes for noise,
 * knows nothing of events, and shows a row only after its commit; SQLite's is another table with another language. Here
 * both do the same, by one range of a primary key, and a registration costs three rows of one more INSERT of its fold.
 */
export function wordsOf({ nameKey: name, email, unitId, unitText }: Named): string[] {
  const words = split(unitId === null ? `${name} ${unitText}` : name);
  return [...new Set([...words, email.slice(email.indexOf('@'))].map(folded))];
}

const split = (text: string): string[] => text.split(/[\s-]+/).filter(Boolean);

/**
 * Small ASCII letters: a collation that takes two words for one would refuse the second. Other scripts are written out
 * sign by sign, which keeps a beginning a beginning.
 */
function folded(word: string): string {
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...plain]
    .map((sign) => (sign <= '~' ? sign : encodeURIComponent(sign)))
    .join('')
    .slice(0, WORD_LENGTH);
}

/** What a text may mean; each is a beginning, but for the code. */
export interface Search {
  words: string[];
  /** The words, when those before them are no words of the name but titles. */
  titled?: { front: string; words: string[] };
  email?: string;
  nip?: string;
  phone?: string;
  code?: string;
}

export function readSearch(text: string): Search {
  const plain = text.normalize('NFC').trim().toLowerCase();
  const { key, titled } = soughtName(plain);
  const words = split(plain.startsWith('@') ? plain : key || plain).map(folded);
  const digits = plain.replace(/[\s.()+-]/g, '');
  const number = /^\d{4,18}$/.test(digits);
  return {
    words,
    titled: titled ? { front: titled.front, words: split(titled.key).map(folded) } : undefined,
    email: /^[^\s@]+@?\S*$/.test(plain) ? plain : undefined,
    nip: number ? digits : undefined,
    phone: number ? internationalStart(digits) : undefined,
    code: normaliseCode(plain, SIGNS_OF_A_CODE) ?? undefined,
  };
}

/** `0812…`, `62812…` and `812…` begin one number. */
function internationalStart(digits: string): string | undefined {
  const national = digits.replace(/^(?:62|0)/, '');
  return national.startsWith('8') ? `+62${national}` : undefined;
}

/** Whether each word of the text begins one of the name: how units are found, of which there are few. */
export function beginsWords(name: string, words: string[]): boolean {
  const parts = split(name).map(folded);
  return words.length > 0 && words.every((word) => parts.some((part) => part.startsWith(word)));
}
