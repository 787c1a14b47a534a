import type { MailBlock, MailContent } from './mail-content.js';

/** The tokens of the pages as plain values: a mail client knows no variables. */
const INK = '#0B1B28';
const INK_SOFT = '#495C6A';
const LINE = '#D6DEE2';
const GROUND = '#F3F7F9';
const PRIMARY = '#0C577C';
const TONES = {
  ok: { text: '#00653D', ground: '#DCF7E7' },
  wait: { text: '#7D4F09', ground: '#FFF0CA' },
  bad: { text: '#AC2120', ground: '#FFEBEA' },
};
const FONT = "font-family:'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif";
const BODY = `${FONT};font-size:16px;line-height:25px;color:${INK}`;
const SMALL = `${FONT};font-size:14px;line-height:21px;color:${INK_SOFT}`;

export function htmlPage(content: MailContent, blocks: string): string {
  const [organiser = '', ...reasons] = content.footer;
  return `<!doctype html>
<html lang="${content.locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light"><title>${escaped(content.heading)}</title></head>
<body style="margin:0;padding:0;background:${GROUND}">
<div style="display:none;max-height:0;overflow:hidden">${escaped(content.preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" bgcolor="${GROUND}"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" bgcolor="#FFFFFF" style="width:100%;max-width:600px;border:1px solid ${LINE};border-radius:8px">
<tr><td style="padding:16px 24px;border-bottom:1px solid ${LINE};${SMALL};font-weight:600">${escaped(organiser)}</td></tr>
<tr><td style="padding:24px 24px 8px;${BODY}"><h1 style="margin:0 0 16px;${FONT};font-size:22px;line-height:28px;color:${INK}">${escaped(content.heading)}</h1>
<p style="margin:0 0 16px">${escaped(content.greeting)}</p>
${blocks}</td></tr>
<tr><td style="padding:16px 24px;border-top:1px solid ${LINE};${SMALL}">${[organiser, ...reasons].map(lines).join('<br>')}</td></tr>
</table></td></tr></table>
</body>
</html>
`;
}

export function htmlBlock(block: MailBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 16px">${lines(block.text)}</p>\n`;
    case 'notice': {
      const { text, ground } = TONES[block.tone];
      return table(
        `<tr><td bgcolor="${ground}" style="padding:12px 16px;border-radius:5px;${BODY};color:${text};font-weight:600">${lines(block.text)}</td></tr>`,
      );
    }
    case 'facts':
      return table(block.rows.map(factRow).join(''));
    case 'button':
      return (
        `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 20px"><tr><td bgcolor="${PRIMARY}" style="border-radius:5px">` +
        `<a href="${escaped(block.url)}" style="display:inline-block;padding:12px 20px;${FONT};font-size:16px;line-height:20px;font-weight:600;color:#FFFFFF;text-decoration:none">${escaped(block.label)}</a></td></tr></table>\n`
      );
    case 'picture':
      return table(
        `<tr><td align="center" style="padding:16px;border:1px solid ${LINE};border-radius:5px;${SMALL}">` +
          `<img src="cid:${escaped(block.cid)}" width="${block.width}" alt="${escaped(block.alt)}" style="display:block;width:${block.width}px;max-width:100%;height:auto;border:0;margin:0 auto 8px">${lines(block.caption)}</td></tr>`,
      );
    case 'code':
      return (
        `<p style="margin:0 0 16px">${escaped(block.label)}<br>` +
        `<span style="font-family:Consolas,Menlo,monospace;font-size:24px;line-height:34px;letter-spacing:2px;font-weight:600">${escaped(block.code)}</span></p>\n`
      );
    case 'note':
      return `<p style="margin:0 0 16px;${SMALL}">${lines(block.text)}</p>\n`;
  }
}

const table = (rows: string): string =>
  `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px">${rows}</table>\n`;

const factRow = ({ label, value }: { label: string; value: string }): string =>
  `<tr><td valign="top" width="112" style="padding:6px 12px 6px 0;border-bottom:1px solid ${LINE};${SMALL};line-height:25px">${escaped(label)}</td>` +
  `<td valign="top" style="padding:6px 0;border-bottom:1px solid ${LINE};${BODY}">${lines(value)}</td></tr>`;

const lines = (text: string): string => escaped(text).replaceAll('\n', '<br>');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
