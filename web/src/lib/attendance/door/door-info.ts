import { api } from '$lib/api/client';
import { problemOf, textOf } from '$lib/api/problem';
import { type DoorInfo, DoorStore } from './store';

/** Behind the `#` of a pairing code's address, which no server sees. */
const PAIRING = /^#pasang=(.+)$/;

/** As the server says, or as it said last when there is no network. */
export async function knownDoor(): Promise<DoorInfo | 'signed-out' | 'offline'> {
  const store = await DoorStore.open();
  try {
    const { data } = await api().GET('/api/door');
    if (data) {
      // Without room the door works as long as the page stays open.
      await store.putFact('door', data).catch((error: unknown) => console.error('the door was not kept', error));
      return data;
    }
    // Who was signed in goes on scanning; what he scans waits until somebody signs in again.
    const waits = (await store.count('waiting')) > 0;
    return (waits ? await store.fact('door') : undefined) ?? 'signed-out';
  } catch {
    return (await store.fact('door')) ?? 'offline';
  }
}

/** Makes this phone the one that the address was shown for. @returns what was wrong, null when it is paired or was not asked to be */
export async function pair(): Promise<string | null> {
  const code = PAIRING.exec(location.hash)?.[1];
  if (code === undefined) return null;
  const answer = await api().POST('/api/devices/pairing', { body: { code: decodeURIComponent(code) } });
  // Used up or wrong: neither is worth keeping in the address.
  history.replaceState(null, '', location.pathname + location.search);
  return answer.data ? null : textOf(problemOf(answer));
}
