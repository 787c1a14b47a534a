import type { Entry } from './presence.js';

/** `withdrawn`: what was said before counts no longer, and the scans speak again. */
export const correctionKinds = ['present', 'absent', 'excused', 'ill', 'withdrawn'] as const;
export type CorrectionKind = (typeof correctionKinds)[number];

export interface Correction {
  id: string;
  at: Date;
  kind: CorrectionKind;
  /** Of `present`; without `outAt` the person stayed as whoever was never scanned out. */
  inAt: Date | null;
  outAt: Date | null;
}

/** The newest, whatever the order they are read in; null when there is none or it takes back the others. */
export function correctionInForce<C extends Correction>(corrections: readonly C[]): C | null {
  const newest = corrections.reduce<C | null>((last, each) => (last && isNewer(last, each) ? last : each), null);
  return newest?.kind === 'withdrawn' ? null : newest;
}

const isNewer = (a: Correction, b: Correction): boolean =>
  a.at.getTime() === b.at.getTime() ? a.id > b.id : a.at > b.at;

export function entriesOfCorrection({ kind, inAt, outAt }: Correction): Entry[] {
  if (kind !== 'present' || !inAt) return [];
  return [{ entryNo: 1, inAt, outAt, gateId: null, inScanId: null, outScanId: null }];
}
