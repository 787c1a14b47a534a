import sharp from 'sharp';
import type { TicketData } from './documents.types.js';
import { letterheadView } from './paper.js';
import { qrMatrix, svgOf } from './qr.js';
import type { Drawing } from './typst-process.js';

/** Of every point of the template: 1080 wide, as phones show a picture and messengers send it. */
const PIXELS = 3;
/** Flat colours and the greys of the letters' edges: a quarter of the bytes of a full-colour picture. */
const PALETTE = { palette: true, colours: 64, effort: 1, dither: 0 } as const;

/** At the top of a page of A4, to be cut out; how it is used stands under it. */
export const ticketPage = (data: TicketData): Drawing => drawing('sheet', data);

/** As high as its texts need. */
export const ticketPicture = (data: TicketData): Drawing => drawing('picture', data);

function drawing(template: 'sheet' | 'picture', data: TicketData): Drawing {
  const { head, arms, files } = letterheadView(data.letterhead);
  const { language, title, when, place, hours, name, unit, code, words, hints } = data;
  const matrix = qrMatrix(data.qr);
  return {
    text: `#import "/ticket.typ": ${template}\n#${template}(json("/data.json"))`,
    files,
    createdAt: new Date(data.createdAt),
    data: {
      language,
      head,
      arms,
      title,
      when,
      place,
      segments: Math.max(1, hours),
      name,
      unit,
      code,
      qr: { svg: svgOf(matrix), side: matrix.length },
      words,
      hints,
    },
  };
}

/** Typst measures in points, of which sharp makes other pixels than of bare numbers. */
export function pngOf(svg: Buffer): Promise<Buffer> {
  const bare = svg.toString().replace(/^<svg[^>]*>/, (root) => root.replaceAll('pt"', '"'));
  return sharp(Buffer.from(bare), { density: 72 * PIXELS })
    .png(PALETTE)
    .toBuffer();
}
