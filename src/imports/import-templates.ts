import { Injectable, StreamableFile } from '@nestjs/common';
import type { Locale } from '../common/index.js';
import { CSV_TYPE, csvStream, templateXlsx, XLSX_TYPE } from '../documents/index.js';
import { ImportHandlers } from './import-handlers.js';

/** Files to be filled in, in the language of whoever asks for one. */
@Injectable()
export class ImportTemplates {
  constructor(private readonly handlers: ImportHandlers) {}

  async file(kind: string, format: 'xlsx' | 'csv', locale: Locale): Promise<StreamableFile> {
    const { columns, required } = this.handlers.get(kind);
    const headed = columns.map(({ header, ...column }) => ({ ...column, header: header[locale] }));
    const disposition = `attachment; filename="template-${kind}.${format}"`;
    if (format === 'csv') {
      const rows = [headed.map(({ example }) => example)];
      const stream = csvStream(
        rows,
        headed.map(({ header }) => ({ header, type: 'text' })),
      );
      return new StreamableFile(stream, { type: CSV_TYPE, disposition });
    }
    const words = WORDS[locale];
    const need = (field: string): string => {
      const group = required.find((some) => some.includes(field));
      return !group ? '' : group.length === 1 ? words.needed : words.oneNeeded;
    };
    const notes: string[][] = [
      [...words.heading],
      ...headed.map(({ field, header, note }) => [header, need(field), note[locale]]),
      [],
      ...words.hints.map((hint) => [hint]),
    ];
    const bytes = await templateXlsx(headed, { title: words.title, rows: notes });
    return new StreamableFile(bytes, { type: XLSX_TYPE, disposition });
  }
}

const WORDS = {
  id: {
    title: 'Petunjuk',
    heading: ['Kolom', 'Wajib', 'Isi'],
    needed: 'wajib',
    oneNeeded: 'salah satu',
    hints: [
      'Baris contoh di lembar Data boleh dihapus atau dibiarkan; baris itu tidak ikut diimpor.',
      'Semua sel di lembar Data sudah berformat teks, sehingga NIP 18 angka tidak diubah Excel. Tempel dengan "Tempel nilai".',
      'Urutan kolom bebas, kolom lain diabaikan. Paling banyak 20.000 baris dan 10 MB.',
    ],
  },
  en: {
    title: 'Notes',
    heading: ['Column', 'Required', 'Content'],
    needed: 'required',
    oneNeeded: 'one of these',
    hints: [
      'The example row on the sheet Data may be deleted or left; it is not imported.',
      'All cells on the sheet Data are text, so that Excel leaves the 18 digits of a NIP alone. Use "Paste values".',
      'Columns may stand in any order, others are ignored. At most 20,000 rows and 10 MB.',
    ],
  },
} as const;
