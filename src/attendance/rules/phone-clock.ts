/** What a phone knows of its clock beside a scan that it kept; see docs/offline-sync.md. */
export interface ClockReport {
  /** By how much its clock was set forward between the scan and the sending, as far as the phone could watch it. */
  clockSetMs?: number | null;
  /** By how much its clock was behind ours at the scan, as last heard: told when it may have been set unwatched. */
  knownSkewMs?: number | null;
}

/** What was last heard may be older than this phone's clock needs to go wrong by itself. */
const AGREES_WITHIN_MS = 2 * 60_000;

/**
 * By how much the clock was behind ours when the scan was made. A phone that has slept looks as if its clock had been set,
 * and one that started anew has not seen it: what was last heard tells which of both it was.
 * @param sentSkewMs by how much it was behind ours when the scan was sent
 */
export function skewAtScan(
  sentSkewMs: number,
  { clockSetMs, knownSkewMs }: ClockReport,
): { skewMs: number; isInDoubt: boolean } {
  const watched = sentSkewMs + (clockSetMs ?? 0);
  if (knownSkewMs === null || knownSkewMs === undefined) return { skewMs: watched, isInDoubt: false };
  const agrees = (skewMs: number) => Math.abs(skewMs - knownSkewMs) <= AGREES_WITHIN_MS;
  if (agrees(watched)) return { skewMs: watched, isInDoubt: false };
  if (agrees(sentSkewMs)) return { skewMs: sentSkewMs, isInDoubt: false };
  // Most often the clock was set after the scan; that would be told by what was heard before.
  return { skewMs: knownSkewMs, isInDoubt: true };
}
