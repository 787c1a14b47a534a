import { afterAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { TicketData } from './documents.types.js';
import { drawLegibly } from './missing-letters.js';
import { scanAtDoor } from './testing/door-scanner.js';
import { ticket } from './testing/examples.js';
import { pagePng, pdfCheck, pdfFonts, pdfInfo, pdfText, pdfWords, scanPage, scanPng } from './testing/tools.js';
import { pngOf, ticketPage, ticketPicture } from './ticket.js';
import { TypstProcess } from './typst-process.js';

const MM = 72 / 25.4;
const HALF = 148.5 * MM;

const LONG: Partial<TicketData> = {
  title:
    'Bimbingan Teknis Penyusunan Rencana Induk Kota Cerdas dan Penguatan Tata Kelola Sistem Pemerintahan Berbasis ' +
    'Elektronik bagi Perangkat Daerah di Lingkungan Pemerintah Kota Bitung Angkatan Kedua',
  name: 'Prof. Dr. Ir. Maria Christine Perumpamaan-Contohwati, S.T., M.T., Ph.D., IPU, ASEAN Eng., CSEP.',
  unit: 'Unit Pelaksana Teknis Dinas Pengelolaan Sistem Penyediaan Air Minum dan Pengelolaan Air Limbah Domestik',
};

describe('tickets', () => {
  const typst = new TypstProcess();
  afterAll(() => typst.close());
  const page = (data: TicketData) => typst.draw(ticketPage(data));
  const picture = async (data: TicketData) => pngOf(await typst.draw(ticketPicture(data), 'svg'));

  it('stand in the upper half of one page, with how to use them below', async () => {
    const pdf = await page(ticket());
    pdfCheck(pdf);
    expect(pdfInfo(pdf)).toMatchObject({ pages: 1, tagged: true, title: 'Tiket Bimbingan Teknis Smart City Tahap 1' });
    expect([Math.round(pdfInfo(pdf).width), Math.round(pdfInfo(pdf).height)]).toEqual([595, 842]);
    expect(pdfFonts(pdf).every((font) => font.embedded && font.unicode)).toBe(true);
    const words = pdfWords(pdf, 1);
    const below = words.findIndex(({ text }) => text === 'Gunting');
    for (const [i, { bottom }] of words.entries()) expect([i, bottom < HALF]).toEqual([i, i < below]);
    const { title, when, place, name, unit, code, words: said, hints } = ticket();
    for (const text of [title, ...when, ...place, name, unit, code, ...said.show, ...hints]) {
      expect(pdfText(pdf)).toContain(text);
    }
  });

  it('are read from paper and from a screen', async () => {
    const data = ticket();
    const pdf = await page(data);
    const png = await picture(data);
    expect(scanPage(pdf, 1, 100)).toEqual([data.qr]);
    expect(await scanAtDoor(pagePng(pdf, 1, 100))).toEqual([data.qr]);
    expect(scanPng(png)).toEqual([data.qr]);
    expect(await scanAtDoor(png)).toEqual([data.qr]);
  });

  it('are pictures as wide as a phone shows them, small enough to send, read after a messenger has squeezed them', async () => {
    const data = ticket();
    const png = await picture(data);
    const { width = 0, height = 0 } = await sharp(png).metadata();
    expect(width).toBe(1080);
    expect(height).toBeLessThan(2 * 1080);
    expect(png.length).toBeLessThan(130_000);
    const sent = await sharp(png).resize({ width: 540 }).jpeg({ quality: 40 }).toBuffer();
    expect(scanPng(await sharp(sent).png().toBuffer())).toEqual([data.qr]);
    expect(await scanAtDoor(sent)).toEqual([data.qr]);
  });

  it('hold the longest titles and names whole, on one page', async () => {
    const data = ticket(LONG);
    const pdf = await page(data);
    expect(pdfInfo(pdf).pages).toBe(1);
    for (const text of [data.title, data.name, data.unit]) {
      const whole = text.replaceAll('-', '- ').split(' ').join(' ?');
      expect(pdfText(pdf)).toMatch(new RegExp(whole.replaceAll('.', '\\.')));
    }
    // The stub with the code begins 76 mm before the card's end.
    const texts = pdfWords(pdf, 1).filter(({ x, bottom }) => x < 120 * MM && bottom < 160 * MM);
    for (const { text, right } of texts) expect([text, right < 114.5 * MM]).toEqual([text, true]);
    expect(await scanAtDoor(pagePng(pdf, 1, 100))).toEqual([data.qr]);
    expect(await scanAtDoor(await picture(data))).toEqual([data.qr]);
  });

  it('are drawn with a question mark for a letter that no font has', async () => {
    const data = ticket({ name: 'Stevi 🙂 漢', unit: '🙂' });
    for (const draw of [page, picture]) {
      // Without the mending there would be no ticket; a picture would show boxes if it were not held to the same standard.
      await expect(draw(data)).rejects.toMatchObject({ kind: 'rejected' });
      await expect(drawLegibly(data, draw)).resolves.toBeInstanceOf(Buffer);
    }
    const drawn = pdfText(await drawLegibly(data, page));
    for (const text of ['Nama Stevi ? ? ', 'Unit kerja ? ']) expect(drawn).toContain(text);
  });

  it('go without day, hours and office where there are none', async () => {
    const { letterhead } = ticket();
    const bare = ticket({ when: [], hours: 0, letterhead: { ...letterhead, office: null } });
    expect(pdfText(await page(bare))).toContain('Pemerintah Kota Bitung Bimbingan Teknis Smart City Tahap 1 Ruang');
    expect(await scanAtDoor(await picture(bare))).toEqual([bare.qr]);
  });

  it('speak English where they are asked to', async () => {
    const { words } = ticket();
    const pdf = await page(ticket({ language: 'en', words: { ...words, cut: 'Cut here' } }));
    expect(pdf.toString('latin1')).toMatch(/\/Lang \(en\)/);
    expect(pdfText(pdf)).toContain('Cut here');
  });
});
