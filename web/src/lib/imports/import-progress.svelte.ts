import type { ImportView } from './types';

const EVERY = 1_000;

export const isRunning = ({ state }: ImportView): boolean => state === 'applying' || state === 'undoing';

/** Follows a run from the page's first figures on; the figures are the server's, so that a reload goes on. */
export class ImportProgress {
  /** Newer than what the page was loaded with. */
  latest = $state<ImportView>();
  lost = $state(false);

  /** Gives back what ends the watch. `ended` is called when the run has come to an end. */
  follow(start: ImportView, ask: () => Promise<ImportView | undefined>, ended: () => void): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    this.latest = undefined;
    const look = async () => {
      const view = await ask().catch(() => undefined);
      if (left) return;
      this.lost = !view;
      if (view) this.latest = view;
      if (view && !isRunning(view)) ended();
      else timer = setTimeout(() => void look(), EVERY);
    };
    if (isRunning(start)) timer = setTimeout(() => void look(), EVERY);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }
}
