import { api } from '$lib/api/client';
import type { Answer } from '$lib/api/types';
import { LiveFigures, type Overview } from './live.svelte';

type Conflicts = Answer<'/api/events/{eventId}/conflicts'>;
type Scans = Answer<'/api/events/{eventId}/scans/recent'>;

export const SHOWN_SCANS = 10;

/** The page of doors as it changes: with every new overview come the scans and conflicts that it speaks of. */
export class LiveDoors {
  private readonly figures = new LiveFigures();
  conflicts = $state.raw<Conflicts | null>(null);
  scans = $state.raw<Scans | null>(null);
  private reading = false;
  private due = false;

  get connected(): boolean | null {
    return this.figures.connected;
  }

  follow(event: { id: string; permissions: string[] }): () => void {
    const stop = this.figures.follow(event.id);
    const watching = $effect.root(() => {
      $effect(() => {
        if (this.figures.latest) void this.read(event);
      });
    });
    return () => {
      watching();
      stop();
    };
  }

  /** What the page has loaded since is newer. */
  forget(_loaded: unknown): void {
    this.conflicts = this.scans = null;
  }

  newer<Loaded extends Overview | null>(loaded: Loaded): Loaded | Overview {
    const { latest } = this.figures;
    return loaded && latest && latest.updatedAt > loaded.updatedAt ? latest : loaded;
  }

  /** One at a time; what changes meanwhile is read afterwards, once. */
  private async read(event: { id: string; permissions: string[] }): Promise<void> {
    this.due = true;
    if (this.reading) return;
    this.reading = true;
    while (this.due) {
      this.due = false;
      const path = { eventId: event.id };
      const [conflicts, scans] = await Promise.all([
        event.permissions.includes('scans.rule')
          ? api().GET('/api/events/{eventId}/conflicts', { params: { path } })
          : undefined,
        event.permissions.includes('scans.write')
          ? api().GET('/api/events/{eventId}/scans/recent', { params: { path, query: { limit: SHOWN_SCANS } } })
          : undefined,
      ]).catch(() => [undefined, undefined]);
      this.conflicts = conflicts?.data ?? this.conflicts;
      this.scans = scans?.data ?? this.scans;
    }
    this.reading = false;
  }
}
