import { DomainError, type FieldError, validationFailed } from '../common/index.js';
import type { SheetFault } from '../documents/index.js';

const ofFile = (code: string, params?: FieldError['params']) => validationFailed([{ field: 'file', code, params }]);

export const ImportErrors = {
  notFound: () => new DomainError('IMPORT_NOT_FOUND', 404),
  /** Somebody was quicker, or it has been undone. */
  notNow: () => new DomainError('IMPORT_NOT_NOW', 409),
  nothingToDo: () => new DomainError('IMPORT_NOTHING_TO_DO', 409),
  unreadable: ({ code, params }: SheetFault) => ofFile(code, params),
  noHeading: (columns: string) => ofFile('IMPORT_NO_HEADING', { columns }),
  columnMissing: (columns: string) => ofFile('IMPORT_COLUMN_MISSING', { columns }),
  columnTwice: (column: string) => ofFile('IMPORT_COLUMN_TWICE', { column }),
  noRows: () => ofFile('IMPORT_NO_ROWS'),
};
