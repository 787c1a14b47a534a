import { invalidateAll } from '$app/navigation';
import { api } from '$lib/api/client';
import type { Answer } from '$lib/api/types';

export type Overview = Answer<'/api/events/{eventId}/overview'>;

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;
/** Signed out, or no longer let to this event: the page, asked again, leads to where one goes on. */
const ENDED = [401, 403, 404];

/** Figures as they change. The stream ends every few minutes on purpose, and the browser opens it again by itself. */
export class LiveFigures {
  connected = $state<boolean | null>(null);
  latest = $state<Overview | null>(null);
  private source: EventSource | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;
  private pause = FIRST_PAUSE_MS;

  /**
   * Follows an event until the returned function is called. A hidden tab lets go of the stream: a browser has six
   * connections to one host, and six tabs would hold them all.
   */
  follow(eventId: string): () => void {
    const turn = () => {
      this.release();
      if (!document.hidden) this.open(eventId);
    };
    turn();
    document.addEventListener('visibilitychange', turn);
    return () => {
      document.removeEventListener('visibilitychange', turn);
      this.release();
      this.latest = null;
    };
  }

  private open(eventId: string): void {
    const source = new EventSource(`/api/events/${eventId}/live`);
    source.addEventListener('open', () => {
      this.connected = true;
      this.pause = FIRST_PAUSE_MS;
    });
    source.addEventListener('error', () => {
      this.connected = false;
      // An answer that is no stream ends the source for good, such as the 502 of a proxy during a restart.
      if (source.readyState === EventSource.CLOSED) this.openLater(eventId);
    });
    source.addEventListener('overview', (message) => {
      this.connected = true;
      this.latest = JSON.parse(message.data) as Overview;
    });
    this.source = source;
  }

  private openLater(eventId: string): void {
    this.again = setTimeout(() => this.open(eventId), this.pause);
    this.pause = Math.min(2 * this.pause, LONGEST_PAUSE_MS);
    void this.leaveIfEnded(eventId);
  }

  /** A source does not tell why it was refused. */
  private async leaveIfEnded(eventId: string): Promise<void> {
    const asked = api().GET('/api/events/{eventId}/overview', { params: { path: { eventId } } });
    const answer = await asked.catch(() => null);
    if (answer && ENDED.includes(answer.response.status)) await invalidateAll();
  }

  private release(): void {
    clearTimeout(this.again);
    this.source?.close();
  }
}
