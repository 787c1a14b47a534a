import type { Locale } from '../common/index.js';
import { htmlBlock, htmlPage } from './mail-html.js';
import { textBlock, textPage } from './mail-text.js';

export type MailBlock =
  | { kind: 'paragraph'; text: string }
  /** A finding in one strong line: a place in the waiting list, a refusal. */
  | { kind: 'notice'; text: string; tone: 'ok' | 'wait' | 'bad' }
  | { kind: 'facts'; rows: { label: string; value: string }[] }
  | { kind: 'button'; label: string; url: string }
  /** An attachment with this `cid`, and what stands below it for whoever sees no pictures. */
  | { kind: 'picture'; cid: string; alt: string; width: number; caption: string }
  /** Something to be read out or typed. */
  | { kind: 'code'; label: string; code: string }
  | { kind: 'note'; text: string };

export interface MailContent {
  locale: Locale;
  /** The line that a list of mails shows beside the subject. */
  preview: string;
  heading: string;
  /** `Yth. Bapak …`; then the blocks in reading order. */
  greeting: string;
  blocks: MailBlock[];
  /** Who sends it and why, one line each; the first is the organiser. */
  footer: string[];
}

/**
 * The one layout of every mail: 600 px, tables and inline styles for old clients, and the same content as text. Texts are
 * plain; they are escaped here.
 */
export function mailBody(content: MailContent): { html: string; text: string } {
  return {
    html: htmlPage(content, content.blocks.map(htmlBlock).join('')),
    text: textPage(content, content.blocks.map(textBlock)),
  };
}
