import type { AttendanceListData } from '../../documents/index.js';
import { type CommitteeMember, letterheadOf, type Organisation, personBlock } from '../../events/index.js';

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
