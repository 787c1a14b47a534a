import { api } from '$lib/api/client';
import { DoorStore } from './store';

export type DoorEvent = {
  id: string;
  title: string;
  zone: string;
  startsAt: string | null;
  endsAt: string | null;
  gates: { id: string; name: string }[];
  /** Whether scans need name no gate. */
  anyGate: boolean;
  sessions: { id: string; title: string; startsAt: string; endsAt: string }[];
  can: { rule: boolean; search: boolean; directory: boolean };
};

/** Who keeps this door, and where. */
export type DoorInfo = {
  device: { name: string } | null;
  officer: string | null;
  events: DoorEvent[];
};

/** Null when nobody is signed in; throws where there is no network. */
export async function fetchDoor(): Promise<DoorInfo | null> {
  const session = await api().GET('/api/session');
  if (!session.data) return null;
  const events = (await api().GET('/api/events')).data ?? [];
  const open = events.filter(
    (each) => each.permissions.includes('scans.write') && !['draft', 'cancelled', 'archived'].includes(each.phase),
  );
  return {
    device: null,
    officer: session.data.name,
    events: await Promise.all(
      open.map(async ({ id, title, zone, startsAt, endsAt, permissions }) => {
        const gates = await api().GET('/api/events/{eventId}/gates', { params: { path: { eventId: id } } });
        const can = { rule: false, search: false, directory: permissions.includes('directory.read') };
        return { id, title, zone, startsAt, endsAt, gates: gates.data ?? [], anyGate: true, sessions: [], can };
      }),
    ),
  };
}

const REMEMBERED = 'door';

/** As the server says, or as it said last when there is no network. */
export async function knownDoor(): Promise<DoorInfo | 'signed-out' | 'offline'> {
  const store = await DoorStore.open();
  try {
    const fetched = await fetchDoor();
    if (fetched) await store.remember(REMEMBERED, fetched);
    // Who was signed in goes on scanning; what he scans waits until somebody signs in again.
    return (
      fetched ??
      ((await store.count('waiting')) > 0 ? await store.remembered<DoorInfo>(REMEMBERED) : undefined) ??
      'signed-out'
    );
  } catch {
    return (await store.remembered<DoorInfo>(REMEMBERED)) ?? 'offline';
  }
}
