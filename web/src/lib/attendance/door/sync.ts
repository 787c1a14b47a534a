import { api } from '$lib/api/client';
import { type Problem, problemOf } from '$lib/api/problem';
import type { PhoneClock } from './phone-clock';
import type { DoorStore, KeptScan } from './store';

/** As many as the server takes in one call. */
const AT_ONCE = 500;
/** A request that stalls must not keep the next ones from being sent for ever. */
export const SYNC_PATIENCE = 30_000;
/** A newer server, or a newer page, may take what was refused; those who wait for a verdict come first. */
const AGAIN_AT_ONCE = 20;
const AGAIN_EVERY = 3_600_000;
/** When this page has tried each again last. */
const triedAgain = new Map<string, number>();
/** No scan may keep those behind it from being sent. */
const UNACCEPTABLE = new Set([400, 413, 422]);

/** Of a portal or a proxy that answers in the server's place: it says nothing of phones or scans. */
export const isForeign = ({ code }: Pick<Problem, 'code'>): boolean => code === 'NO_ANSWER';

/** By the clock of this phone, or by one that is ahead of it. */
export const momentNow = (aheadMs = 0): string => new Date(Date.now() + aheadMs).toISOString();

/** How many different ones there are. */
export const countOf = (all: readonly unknown[]): number => new Set(all).size;

/** `signed-out`: the session ended; `forbidden`: this account or phone may not scan here any more. */
export type SyncEnd = 'done' | 'signed-out' | 'forbidden' | 'later';

/**
 * Sends what waits, of each event the oldest first: a phone that has changed its door still hands in what it kept at the
 * other. Each scan carries the id that the phone made, so that sending it again after a lost answer stores nothing twice;
 * it leaves the queue only when the server has named it. Of two tabs of one phone one sends.
 *
 * @param isHeld what is not to be sent now: its own request is under way
 * @returns how it ended, by event; one that had nothing to send is absent
 * @throws TypeError where there is no network
 */
export function sendWaiting(
  store: DoorStore,
  clock: PhoneClock,
  deviceLabel: string,
  isHeld: (scan: KeptScan) => boolean = () => false,
): Promise<Map<string, SyncEnd>> {
  return navigator.locks.request('bintek-door', () => sendEach(store, clock, deviceLabel, isHeld));
}

async function sendEach(
  store: DoorStore,
  clock: PhoneClock,
  deviceLabel: string,
  isHeld: (scan: KeptScan) => boolean,
): Promise<Map<string, SyncEnd>> {
  const ends = new Map<string, SyncEnd>();
  const due = (await store.unsent('waiting')).filter((scan) => !isHeld(scan));
  for (const eventId of new Set(due.map((scan) => scan.eventId))) {
    const scans = due.filter((scan) => scan.eventId === eventId);
    for (let from = 0; from < scans.length && (ends.get(eventId) ?? 'done') === 'done'; from += AT_ONCE) {
      ends.set(eventId, await send(store, { eventId, deviceLabel, clock }, scans.slice(from, from + AT_ONCE)));
    }
  }
  return ends;
}

/**
 * Sends what the server has refused once more, each alone, and so many at a time unless it is to be all. What it refuses
 * again stays set aside, and holds up nothing.
 */
export async function sendRefused(
  store: DoorStore,
  clock: PhoneClock,
  deviceLabel: string,
  which: 'due' | 'all' = 'due',
): Promise<void> {
  const isDue = ({ id }: KeptScan) => Math.abs(Date.now() - (triedAgain.get(id) ?? 0)) >= AGAIN_EVERY;
  // A lock of its own: one that stalls is not to hold up what waits.
  await navigator.locks.request('bintek-door-refused', async () => {
    const refused = await store.unsent('refused');
    for (const scan of which === 'all' ? refused : refused.filter(isDue).slice(0, AGAIN_AT_ONCE)) {
      triedAgain.set(scan.id, Date.now());
      await send(store, { eventId: scan.eventId, deviceLabel, clock }, [scan]);
    }
  });
}

interface Sender {
  eventId: string;
  deviceLabel: string;
  clock: PhoneClock;
}

async function send(store: DoorStore, from: Sender, scans: KeptScan[]): Promise<SyncEnd> {
  const answer = await api().POST('/api/events/{eventId}/scans/sync', {
    params: { path: { eventId: from.eventId } },
    body: { sentAt: momentNow(), deviceLabel: from.deviceLabel, scans: scans.map((scan) => bodyOf(scan, from.clock)) },
    signal: AbortSignal.timeout(SYNC_PATIENCE),
  });
  if (answer.data) {
    await store.sent(scans, new Map(answer.data.map((each) => [each.scanId, each])));
    return 'done';
  }
  const problem = problemOf(answer);
  const { status } = answer.response;
  if (status === 413 && scans.length > 1) return sendInHalves(store, from, scans);
  if (isForeign(problem)) return 'later';
  if (status === 401) return 'signed-out';
  if (status === 403 || status === 404) return 'forbidden';
  if (!UNACCEPTABLE.has(status)) return 'later';
  return scans.length > 1 ? sendInHalves(store, from, scans) : setAside(store, scans[0]!, problem);
}

async function sendInHalves(store: DoorStore, from: Sender, scans: KeptScan[]): Promise<SyncEnd> {
  const half = Math.ceil(scans.length / 2);
  const end = await send(store, from, scans.slice(0, half));
  return end === 'done' ? send(store, from, scans.slice(half)) : end;
}

/** It stays on the phone, and the page says so. */
async function setAside(store: DoorStore, { id }: KeptScan, problem: Problem): Promise<SyncEnd> {
  console.error('scan refused by the server', id, problem.code);
  await store.change(id, { state: 'refused' });
  return 'done';
}

const bodyOf = (
  { id, gateId, sessionId, input, method, direction, scannedAt, shown, undoneAt, mark, known }: KeptScan,
  clock: PhoneClock,
) => ({
  id,
  gateId,
  sessionId,
  input: input ?? '',
  method,
  direction,
  scannedAt,
  shown,
  undoneAt,
  // A page before this one may not have marked it.
  ...(mark && clock.told(mark, known)),
});
