import { api } from '$lib/api/client';
import { type Problem, problemOf } from '$lib/api/problem';
import type { DoorStore, KeptScan } from './store';

/** As many as the server takes in one call. */
const AT_ONCE = 500;
/** No scan may keep those behind it from being sent. */
const UNACCEPTABLE = new Set([400, 413, 422]);

/** By the clock of this phone. */
export const momentNow = (): string => new Date().toISOString();

/** `signed-out`: the session ended; `forbidden`: this account or phone may not scan here any more. */
export type SyncEnd = 'done' | 'signed-out' | 'forbidden' | 'later';

/**
 * Sends what waits, the oldest first. Each scan carries the id that the phone made, so that sending it again after a lost
 * answer stores nothing twice; it leaves the queue only when the server has named it.
 *
 * @param busy scans whose own request is under way
 * @throws TypeError where there is no network
 */
export async function sendWaiting(
  store: DoorStore,
  eventId: string,
  deviceLabel: string,
  busy: readonly string[],
): Promise<SyncEnd> {
  for (;;) {
    const due = (await store.waiting(eventId)).filter(({ id }) => !busy.includes(id)).slice(0, AT_ONCE);
    if (due.length === 0) return 'done';
    const end = await send(store, { eventId, deviceLabel }, due);
    if (end !== 'done') return end;
  }
}

interface Sender {
  eventId: string;
  deviceLabel: string;
}

async function send(store: DoorStore, from: Sender, scans: KeptScan[]): Promise<SyncEnd> {
  const answer = await api().POST('/api/events/{eventId}/scans/sync', {
    params: { path: { eventId: from.eventId } },
    body: { sentAt: momentNow(), deviceLabel: from.deviceLabel, scans: scans.map(bodyOf) },
    signal: AbortSignal.timeout(30_000),
  });
  if (answer.data) {
    for (const { scanId, verdict } of answer.data) {
      await store.change(scanId, { state: 'sent', input: null, ...(verdict && { verdict }) });
    }
    return 'done';
  }
  const { status } = answer.response;
  if (status === 401) return 'signed-out';
  if (status === 403 || status === 404) return 'forbidden';
  if (!UNACCEPTABLE.has(status)) return 'later';
  return scans.length > 1 ? sendInHalves(store, from, scans) : setAside(store, scans[0]!, problemOf(answer));
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

const bodyOf = ({ id, gateId, sessionId, input, method, direction, scannedAt, shown, undoneAt }: KeptScan) => ({
  id,
  gateId,
  sessionId,
  input: input ?? '',
  method,
  direction,
  scannedAt,
  shown,
  undoneAt,
});
