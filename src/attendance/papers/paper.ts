import { type AttendanceListData, drawLegibly, DrawingError } from '../../documents/index.js';
import { type CommitteeMember, letterheadOf, type Organisation, personBlock } from '../../events/index.js';
import { AttendanceErrors } from '../attendance.errors.js';

export interface Paper {
  filename: string;
  bytes: Buffer;
}

/** The letterhead, and the chair of the committee, who signs on this day. */
export function headOf(
  organisation: Organisation,
  committee: readonly CommitteeMember[],
  date: string,
): Pick<AttendanceListData, 'letterhead' | 'chair'> {
  const chair = committee.find(({ role }) => role === 'chair');
  return {
    letterhead: letterheadOf(organisation),
    chair: chair ? { place: organisation.city, date, signatory: personBlock(chair) } : null,
  };
}

/** @throws DomainError LIST_NOT_DRAWN. */
export async function drawn<Data extends object>(draw: (data: Data) => Promise<Buffer>, data: Data): Promise<Buffer> {
  try {
    return await drawLegibly(data, draw);
  } catch (error) {
    throw error instanceof DrawingError ? AttendanceErrors.listNotDrawn(error) : error;
  }
}
