import type { Answer } from '$lib/api/types';
import { api } from '$lib/api/client';

export type Progress = Answer<'/api/events/{eventId}/certificates/progress'>;

const DRAWING = 2_000;
const MAILING = 10_000;

/** Papers to be drawn, or mails on their way: the page must look again. */
export const underWay = (progress: Progress) =>
  progress.running || progress.drawn > progress.mailed + progress.mailsHeld + progress.mailsFailed;

/** Follows an issue from the page's first figures on; the figures are the server's, so that a reload goes on. */
export class IssueProgress {
  /** Newer than what the page was loaded with. */
  latest = $state<Progress>();
  lost = $state(false);

  /** Gives back what ends the watch. `drawn` is called when another paper is there. */
  follow(eventId: string, start: Progress, drawn: () => void): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    this.latest = undefined;
    const wait = (progress: Progress) => {
      if (ended || !underWay(progress)) return;
      timer = setTimeout(() => void look(progress), progress.running ? DRAWING : MAILING);
    };
    const look = async (before: Progress) => {
      const after = await this.ask(eventId);
      if (ended) return;
      this.lost = !after;
      if (after) this.latest = after;
      if (after && after.drawn !== before.drawn) drawn();
      wait(after ?? before);
    };
    wait(start);
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }

  private async ask(eventId: string): Promise<Progress | undefined> {
    try {
      const answer = await api().GET('/api/events/{eventId}/certificates/progress', { params: { path: { eventId } } });
      return answer.data;
    } catch {
      // A dropped connection: the page says so and asks again.
      return undefined;
    }
  }
}
