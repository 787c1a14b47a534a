import type { Answer } from '$lib/api/types';

export type Overview = Answer<'/api/events/{eventId}/overview'>;

/** Figures as they change. The stream ends every few minutes on purpose, and the browser opens it again by itself. */
export class LiveFigures {
  connected = $state<boolean | null>(null);
  latest = $state<Overview | null>(null);

  /** Follows an event until the returned function is called. */
  follow(eventId: string): () => void {
    const source = new EventSource(`/api/events/${eventId}/live`);
    source.addEventListener('open', () => (this.connected = true));
    source.addEventListener('error', () => (this.connected = false));
    source.addEventListener('overview', (message) => {
      this.connected = true;
      this.latest = JSON.parse(message.data) as Overview;
    });
    return () => {
      source.close();
      this.latest = null;
    };
  }
}
