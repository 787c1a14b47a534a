import { crc32, deflateRawSync } from 'node:zlib';
import { type CellValue, writeXlsx } from 'hucre/xlsx';

/** A workbook of one sheet; `cells` by "row,column" hold what plain values cannot say. */
export async function sheetFile(
  rows: CellValue[][],
  cells: Record<string, { formula: string; formulaResult: CellValue }> = {},
): Promise<Buffer> {
  const sheet = { name: 'Data', rows, cells: new Map(Object.entries(cells)) };
  return Buffer.from(await writeXlsx({ sheets: [sheet] }));
}

/** A zip with these entries. @param claimed the size of the last entry that its head lies about */
export function zipOf(entries: Record<string, string | Buffer>, { claimed }: { claimed?: number } = {}): Buffer {
  const names = Object.keys(entries);
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [index, name] of names.entries()) {
    const content = Buffer.from(entries[name] ?? '');
    const packed = deflateRawSync(content);
    const size = claimed !== undefined && index === names.length - 1 ? claimed : content.length;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(names.length, 4);
  end.writeUInt16LE(names.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
