import type { RecordState } from './training-record-status.js';

/** Which records: one filter for the list and for every export, so that what is exported is what is listed. */
export interface RecordFilter {
  year?: number;
  /** The unit and all below it. */
  unitIds?: string[];
  nip?: string;
  /** Without one: all that count or may still count, so not the revoked ones. */
  state?: RecordState;
}
