import type { MailBlock, MailContent } from './mail-content.js';

export function textPage(content: MailContent, blocks: string[]): string {
  const parts = [content.heading, content.greeting, ...blocks, `-- \n${content.footer.join('\n')}`];
  return `${parts.join('\n\n')}\n`;
}

export function textBlock(block: MailBlock): string {
  switch (block.kind) {
    case 'paragraph':
    case 'notice':
    case 'note':
      return block.text;
    case 'facts':
      return block.rows.map(({ label, value }) => `${label}: ${value.replaceAll('\n', ', ')}`).join('\n');
    case 'button':
      return `${block.label}:\n${block.url}`;
    case 'picture':
      return block.caption;
    case 'code':
      return `${block.label} ${block.code}`;
  }
}
