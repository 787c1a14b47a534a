import { htmlBlock, htmlPage } from './mail-html.js';
import type { MailContent } from './mail-content.js';
import { textBlock, textPage } from './mail-text.js';

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
