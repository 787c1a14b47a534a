import type { Cell } from '../../documents/index.js';
import { type ExportedRecord, standing } from './record-export.js';

/** The columns that both flat formats carry, in one order; only the kind of training is written differently. */
export async function* sheetRows(
  records: AsyncIterable<ExportedRecord>,
  jenisDiklat: (id: string) => string,
): AsyncGenerator<Cell[]> {
  for await (const record of records) {
    yield [
      record.nip,
      record.name,
      record.position,
      record.unit,
      jenisDiklat(record.jenisDiklatId),
      record.title,
      record.organiser,
      record.startedOn,
      record.endedOn,
      record.jp,
      record.year,
      record.number,
      standing(record),
    ];
  }
}
