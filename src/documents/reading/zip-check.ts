import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { SheetFault } from './sheet-fault.js';

const MOST_ENTRIES = 2000;
/** Real tables shrink to an eighth or a tenth; what shrinks to a hundredth was made to burst. */
const HIGHEST_RATIO = 100;
/** Below this no ratio does harm, and a sheet of nothing but empty cells may have any. */
const HARMLESS_BYTES = 1_000_000;
const MOST_BYTES = 250_000_000;

/**
 * Walks the table of contents and unpacks each entry into nothing, counting: what a zip says of its sizes need not be
 * true. Memory stays that of one chunk.
 * @throws SheetFault SHEET_MACROS, SHEET_SWOLLEN, SHEET_ENCRYPTED, SHEET_DAMAGED, SHEET_TYPE (no spreadsheet in it).
 */
export async function checkZip(bytes: Buffer): Promise<void> {
  const zip = await opened(bytes);
  try {
    if (zip.entryCount > MOST_ENTRIES) throw new SheetFault('SHEET_SWOLLEN');
    const entries = await entriesOf(zip);
    if (entries.some(({ fileName }) => /vbaProject\.bin$/i.test(fileName))) throw new SheetFault('SHEET_MACROS');
    if (entries.some((entry) => entry.isEncrypted())) throw new SheetFault('SHEET_ENCRYPTED');
    if (!entries.some(({ fileName }) => /^xl\/workbook\.xml$/i.test(fileName))) {
      throw new SheetFault('SHEET_TYPE', {
        type: entries.some(({ fileName }) => fileName === 'content.xml') ? 'ODS' : 'ZIP',
      });
    }
    const swollen = ({ uncompressedSize, compressedSize }: Entry) =>
      uncompressedSize > HARMLESS_BYTES && uncompressedSize > compressedSize * HIGHEST_RATIO;
    const sum = entries.reduce((total, { uncompressedSize }) => total + uncompressedSize, 0);
    if (sum > MOST_BYTES || entries.some(swollen)) throw new SheetFault('SHEET_SWOLLEN');
    for (const entry of entries) await unpackToNothing(zip, entry);
  } finally {
    zip.close();
  }
}

function opened(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, autoClose: false }, (error, zip) =>
      error ? reject(damaged(error)) : resolve(zip),
    );
  });
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error: Error) => reject(damaged(error)));
    zip.readEntry();
  });
}

/** The stream fails as soon as an entry is longer than it says. */
function unpackToNothing(zip: ZipFile, entry: Entry): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(damaged(error));
        return;
      }
      stream.on('error', (fault: Error) =>
        reject(/too many bytes/i.test(fault.message) ? new SheetFault('SHEET_SWOLLEN') : damaged(fault)),
      );
      stream.on('end', resolve);
      stream.resume();
    });
  });
}

const damaged = (cause: unknown): SheetFault => new SheetFault('SHEET_DAMAGED', {}, { cause });
