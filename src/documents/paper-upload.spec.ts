import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createDeflate, deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { PDF } from '@libpdf/core';
import sharp from 'sharp';
import type { DomainError } from '../common/index.js';
import { readPaper } from './paper-upload.js';
import { examinePdf } from './pdf-check.js';

const photo = (width = 40, height = 20) => sharp({ create: { width, height, channels: 3, background: '#884422' } });

async function pdf({ pages = 1, userPassword = '' } = {}): Promise<Buffer> {
  const made = PDF.create();
  for (let page = 0; page < pages; page++) made.addPage({ size: 'a4' });
  if (userPassword) made.setProtection({ userPassword });
  // eslint-disable-next-line no-restricted-syntax -- a PDF, not a row
  return Buffer.from(await made.save());
}

const read = (bytes: Buffer, fileName = 'surat.pdf') => readPaper({ fileName, bytes });
const codeOf = (bytes: Buffer, fileName?: string): Promise<string | undefined> =>
  read(bytes, fileName).then(
    () => undefined,
    (error: DomainError) => error.errors[0]?.code,
  );

/** An object stream of a few kilobytes that unfolds into so many megabytes. */
async function bomb(megabytes: number): Promise<Buffer> {
  const megabyte = Buffer.alloc(1_000_000, '0 ');
  const endless = Readable.from(
    (function* () {
      for (let made = 0; made < megabytes; made++) yield megabyte;
    })(),
  );
  const body = await buffer(endless.pipe(createDeflate({ level: 9 })));
  const stream = Buffer.concat([
    Buffer.from(`1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${body.length}>>\nstream\n`),
    body,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
  const head = Buffer.from('%PDF-1.7\n');
  const xrefAt = head.length + stream.length;
  // W [1 2 1]: object 1 lies in the file, object 2 (the catalog) in the stream of object 1.
  const entries = deflateSync(
    Buffer.from([0, 0, 0, 0, 1, 0, head.length, 0, 2, 0, 1, 0, 1, xrefAt >> 8, xrefAt & 255, 0]),
  );
  const xref = Buffer.concat([
    Buffer.from(
      `3 0 obj\n<</Type/XRef/Size 4/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length ${entries.length}>>\nstream\n`,
    ),
    entries,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${xrefAt}\n%%EOF`),
  ]);
  return Buffer.concat([head, stream, xref]);
}

describe('a paper that is sent', () => {
  it('as a PDF is kept as it is', async () => {
    const bytes = await pdf();
    expect(await read(bytes)).toEqual({ bytes, mediaType: 'application/pdf', fileName: 'surat.pdf' });
  });

  it('as a photo is drawn anew: upright, smaller, without place and phone', async () => {
    const taken = await photo(3000, 1500)
      .jpeg()
      .withExif({ IFD0: { Make: 'PonselRahasia' }, IFD3: { GPSLatitude: '1/1 26/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const before = await sharp(taken).metadata();
    expect([before.exif === undefined, before.orientation]).toEqual([false, 6]);
    const { bytes, mediaType, fileName } = await read(taken, 'IMG_0001.JPG');
    const after = await sharp(bytes).metadata();
    expect({ mediaType, fileName }).toEqual({ mediaType: 'image/jpeg', fileName: 'IMG_0001.jpg' });
    expect([after.width, after.height, after.exif, after.icc, after.orientation]).toEqual([
      1200,
      2400,
      undefined,
      undefined,
      undefined,
    ]);
    expect(bytes.includes('PonselRahasia')).toBe(false);
  });

  it('as a PNG with transparency lies on white', async () => {
    const png = await sharp({ create: { width: 4, height: 4, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    const { bytes } = await read(png);
    const { channels } = await sharp(bytes).stats();
    expect(channels[0]?.mean).toBeGreaterThan(250);
  });

  it.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\Ani\\surat tugas.PDF', 'surat tugas.pdf'],
    ['surat\u202efdp.exe', 'suratfdp.pdf'],
    ['surat\u0000\n.pdf', 'surat.pdf'],
    ['.pdf', 'berkas.pdf'],
    ['', 'berkas.pdf'],
    [`${'a'.repeat(500)}.pdf`, `${'a'.repeat(120)}.pdf`],
  ])('named %j is shown as %j', async (sent, shown) => {
    expect((await read(await pdf(), sent)).fileName).toBe(shown);
  });
});

describe('what is refused, with its reason', () => {
  it('a PDF with a password, a broken one, one without pages, one of letters only', async () => {
    expect(await codeOf(await pdf({ userPassword: 'rahasia' }))).toBe('PDF_LOCKED');
    expect(await codeOf((await pdf()).subarray(0, 120))).toBe('PDF_BROKEN');
    expect(await codeOf(Buffer.from('%PDF-1.7\nhanya teks'))).toBe('PDF_BROKEN');
    expect(await codeOf(await pdf({ pages: 0 }))).toBe('PDF_BROKEN');
  });

  it('a PDF that unfolds without end, before it fills the memory', async () => {
    const bytes = await bomb(900);
    expect(bytes.length).toBeLessThan(2_000_000);
    const before = process.memoryUsage.rss();
    expect(await examinePdf(bytes, { memoryMb: 100 })).toBe('heavy');
    expect(process.memoryUsage.rss() - before).toBeLessThan(500_000_000);
    expect(await examinePdf(await pdf())).toBe('fine');
  });

  it('a picture of more pixels than a page has, told by its head', async () => {
    const huge = await photo(16_000, 16_000).png({ compressionLevel: 9 }).toBuffer();
    expect(huge.length).toBeLessThan(5_000_000);
    expect(await codeOf(huge)).toBe('PHOTO_TOO_MANY_PIXELS');
  });

  it('a photo that ends too early', async () => {
    const bytes = await photo(400, 400).jpeg().toBuffer();
    expect(await codeOf(bytes.subarray(0, bytes.length / 2))).toBe('PHOTO_BROKEN');
  });

  it.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['SVG with a head', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['HTML', Buffer.from('<!doctype html><p>surat</p>')],
    ['text', Buffer.from('surat tugas')],
    ['a ZIP archive', Buffer.from('504b0304140000000000', 'hex')],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['a picture that says it is a PDF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000%PDF-1.7')],
  ])('%s in a file with the right ending', async (_, bytes) => {
    expect(await codeOf(bytes, 'surat.pdf')).toBe('PAPER_KIND');
  });

  it('a photo in HEIC, which no library here can draw', async () => {
    const head = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0heicmif1')]);
    expect(await codeOf(head, 'IMG_0001.HEIC')).toBe('PAPER_HEIC');
  });

  it('what hides behind a photo does not come along', async () => {
    const bytes = Buffer.concat([await photo().jpeg().toBuffer(), Buffer.from('PK\u0003\u0004<script>jahat</script>')]);
    const { bytes: kept } = await read(bytes, 'surat.jpg');
    expect(kept.includes('jahat')).toBe(false);
  });
});
