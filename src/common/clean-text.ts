/** Control signs, and format signs such as bidi overrides and zero-width spaces, which show one name and store another. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
const SPACES = /\s+/g;

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
