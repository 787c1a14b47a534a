import type { Locale } from '../common/index.js';

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
