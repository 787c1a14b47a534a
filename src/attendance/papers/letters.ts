import { drawLegibly, DrawingError } from '../../documents/index.js';
import { AttendanceErrors } from '../attendance.errors.js';

/** @throws DomainError LIST_NOT_DRAWN. */
export async function drawn<Data extends object>(draw: (data: Data) => Promise<Buffer>, data: Data): Promise<Buffer> {
  try {
    return await drawLegibly(data, draw);
  } catch (error) {
    throw error instanceof DrawingError ? AttendanceErrors.listNotDrawn(error) : error;
  }
}
