import { m } from './messages/messages.js';
import type { ErrorParams } from './errors.js';
import type { Locale } from './locale.js';

type Message = (params: Record<string, string | number>, options: { locale: Locale }) => string;

const catalogue = m as unknown as Record<string, Message | undefined>;

/** Whether the message files hold this key. */
export const hasText = (key: string): boolean => catalogue[key] !== undefined;

/** A text whose key is only known at run time (an error code, an audit action); others are called by name through `m`. */
export function text(key: string, params: Record<string, string | number>, locale: Locale): string {
  const message = catalogue[key];
  if (!message) throw new Error(`messages/ has no text ${key}`);
  return message(params, { locale });
}

/** The sentence of an error code. */
export const errorText = (code: string, params: Record<string, string | number>, locale: Locale): string =>
  text(`error_${code.toLowerCase()}`, params, locale);

/** A field error may have a sentence of its own for its field (`error_required_name`), else the general one. */
export function fieldText(
  field: string,
  code: string,
  params: Record<string, string | number>,
  locale: Locale,
): string {
  const path = field.toLowerCase().replace(/\.\d+/g, '');
  const own = [path, path.slice(path.lastIndexOf('.') + 1)]
    .map((name) => `error_${code.toLowerCase()}_${name.replace(/\W/g, '_')}`)
    .find(hasText);
  return own ? text(own, params, locale) : errorText(code, params, locale);
}

/** The values of a sentence, in the language in which it is told. */
export const wordedParams = (params: ErrorParams, locale: Locale): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'function' ? value(locale) : value]),
  );
