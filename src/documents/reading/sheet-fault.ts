export const sheetFaultCodes = [
  'SHEET_TYPE',
  'SHEET_HTML',
  'SHEET_OLD',
  'SHEET_ENCRYPTED',
  'SHEET_MACROS',
  'SHEET_SWOLLEN',
  'SHEET_DAMAGED',
  'SHEET_EMPTY',
  'SHEET_TOO_MANY_ROWS',
  'SHEET_TOO_MANY_COLUMNS',
  'SHEET_TOO_LARGE',
  'SHEET_TOO_SLOW',
] as const;
export type SheetFaultCode = (typeof sheetFaultCodes)[number];

/** A file that is not read, and why; the code has a sentence that says what to do. */
export class SheetFault extends Error {
  constructor(
    readonly code: SheetFaultCode,
    readonly params: Record<string, string | number> = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'SheetFault';
  }
}
