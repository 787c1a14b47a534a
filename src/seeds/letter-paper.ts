import { PDF } from '@libpdf/core';

/** A letter of assignment as a unit would scan it: enough to open and read. */
export async function letterPaper(number: string, name: string, purpose: string): Promise<Buffer> {
  const pdf = PDF.create();
  const page = pdf.addPage({ size: 'a4' });
  const lines = [
    'PEMERINTAH KOTA BITUNG',
    'SURAT TUGAS',
    `Nomor: ${number}`,
    '',
    `Menugaskan: ${name}`,
    `Untuk mengikuti: ${purpose}`,
  ];
  lines.forEach((line, index) => page.drawText(line, { x: 72, y: 740 - index * 24, size: 12, maxWidth: 450 }));
  // eslint-disable-next-line no-restricted-syntax -- a PDF, not a row
  return Buffer.from(await pdf.save());
}
