import { fileTypeFromBuffer } from 'file-type';
import { SheetFault } from './sheet-fault.js';

export type SheetType = 'xlsx' | 'csv';

/** The container of old Office files, and of new ones with a password. */
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const TEXT_MARKS = [Buffer.from('efbbbf', 'hex'), Buffer.from('fffe', 'hex'), Buffer.from('feff', 'hex')];
const HTML = /^\s*(<!doctype html|<html|<head|<table|<meta|<\?xml[^>]*>\s*<html)/i;

/**
 * What a file is by its content; its name is not asked, since people rename what a system did not take.
 * @throws SheetFault
 */
export async function sheetTypeOf(bytes: Buffer): Promise<SheetType> {
  if (startsWith(bytes, OLE)) {
    throw new SheetFault(bytes.includes(ENCRYPTED_PACKAGE) ? 'SHEET_ENCRYPTED' : 'SHEET_OLD');
  }
  if (startsWith(bytes, ZIP)) return 'xlsx';
  if (HTML.test(bytes.subarray(0, 2000).toString('latin1').replace(/^ï»¿/, ''))) throw new SheetFault('SHEET_HTML');
  if (TEXT_MARKS.some((mark) => startsWith(bytes, mark))) return 'csv';
  const other = await fileTypeFromBuffer(bytes);
  if (other) throw new SheetFault('SHEET_TYPE', { type: other.ext.toUpperCase() });
  // A zero byte is in no text of one byte per sign.
  if (bytes.subarray(0, 8000).includes(0)) throw new SheetFault('SHEET_TYPE', { type: '?' });
  return 'csv';
}

const startsWith = (bytes: Buffer, mark: Buffer): boolean => bytes.subarray(0, mark.length).equals(mark);
