import { api } from '$lib/api/client';
import { problemOf, textOf } from '$lib/api/problem';
import { m } from '$lib/paraglide/messages';
import { PhoneClock } from './phone-clock';
import type { DoorInfo, DoorStore } from './store';
import { isForeign, sendRefused, sendWaiting, SYNC_PATIENCE } from './sync';

const SEND_TRIES = 5;
const BETWEEN_TRIES = 1_000;
/** As the server takes it. */
const LONGEST_LABEL = 60;
/** Behind the `#` of a pairing code's address, which no server sees. */
const PAIRING = /^#pasang=(.+)$/;

interface KnownDoor {
  info: DoorInfo | 'signed-out' | 'offline';
  /** Whether the server was reached. */
  online: boolean;
  /** Why this phone scans for nobody any more. */
  ended?: string;
}

/** As the server says, or as it said last when there is no network, or nobody behind it. */
export async function knownDoor(store: DoorStore): Promise<KnownDoor> {
  const remembered = async (): Promise<KnownDoor> => ({ info: (await store.fact('door')) ?? 'offline', online: false });
  try {
    const answer = await api().GET('/api/door', { signal: AbortSignal.timeout(SYNC_PATIENCE) });
    const { data, response } = answer;
    if (data?.events) {
      await keepDoor(store, data);
      return { info: data, online: true };
    }
    const problem = problemOf(answer);
    if (isForeign(problem) || response.status >= 500 || response.status === 429) return await remembered();
    // Who was signed in goes on scanning; what he scans waits until somebody signs in again.
    const waits = (await store.count('waiting')) > 0;
    const kept = waits ? await store.fact('door') : undefined;
    if (kept) return { info: kept, online: true };
    const ended = problem.code.startsWith('DEVICE_') ? textOf(problem) : undefined;
    return { info: 'signed-out', online: true, ended };
  } catch {
    return remembered();
  }
}

/**
 * As the server says of one event; what it said of the others stays. Null when it says nothing, as to an officer of another
 * event who has signed in on this phone.
 */
export async function newsOf(store: DoorStore, eventId: string): Promise<DoorInfo | null> {
  const { data } = await api().GET('/api/door', {
    params: { query: { eventId } },
    signal: AbortSignal.timeout(SYNC_PATIENCE),
  });
  if (!data?.events?.length) return null;
  const before = await store.fact('door');
  const events = before?.events.flatMap((each) => (each.id === eventId ? data.events : each));
  await keepDoor(store, { ...data, events: events ?? data.events });
  return data;
}

/** Without room the door works as long as the page stays open. */
async function keepDoor(store: DoorStore, door: DoorInfo): Promise<void> {
  await store.putFact('door', door).catch((error: unknown) => console.error('the door was not kept', error));
}

/** Makes this phone the one that the address was shown for. @returns what was wrong, null when it is paired or was not asked to be */
export async function pair(store: DoorStore): Promise<string | null> {
  const code = PAIRING.exec(location.hash)?.[1];
  if (code === undefined) return null;
  if (!(await sentBefore(store))) return m.gate_pairing_unsent();
  const answer = await api().POST('/api/devices/pairing', { body: { code } });
  // Used up or wrong: neither is worth keeping in the address.
  history.replaceState(null, '', location.pathname + location.search);
  return answer.data ? null : textOf(problemOf(answer));
}

/** What waits was scanned by the phone that this still is; as another one it might not be allowed to send it. */
async function sentBefore(store: DoorStore): Promise<boolean> {
  const door = await store.fact('door');
  if (!door) return true;
  const clock = new PhoneClock(await store.fact('heard'));
  for (let tries = 1; ; tries++) {
    try {
      const ends = await sendWaiting(store, clock, keeperOf(door));
      if ([...ends.values()].includes('later')) return false;
      await sendRefused(store, clock, keeperOf(door), 'all');
      return true;
    } catch (error) {
      // One answer that got lost is no reason to have the code shown again.
      if (tries === SEND_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES));
    }
  }
}

/** Who or what scans here, as the label of a phone. */
export const keeperOf = ({ device, officer }: DoorInfo): string =>
  [device?.name, officer].filter(Boolean).join(', ').slice(0, LONGEST_LABEL);
