import { api } from '$lib/api/client';
import { problemOf, textOf } from '$lib/api/problem';
import type { Answer } from '$lib/api/types';
import { wholeFilter, type Filter } from './filter';

export type BulkRun = Answer<'/api/events/{eventId}/registrations/bulk/{runId}'>;
export type BulkAct = BulkRun['act'];

const LOOK_EVERY = 1_500;

/** One act on what is selected, and how far it is: the figures are the server's, so that a reload goes on. */
export class BulkProgress {
  run = $state<BulkRun>();
  fault = $state<string>();
  busy = $state(false);

  async start(eventId: string, act: BulkAct, selection: { ids: string[] } | { filter: Filter }, reason?: string) {
    this.busy = true;
    this.fault = undefined;
    const rows = 'ids' in selection ? selection : { filter: wholeFilter(selection.filter) };
    const answer = await api().POST('/api/events/{eventId}/registrations/bulk', {
      params: { path: { eventId } },
      body: { act, ...rows, ...(reason && { reason }) },
    });
    this.busy = false;
    if (answer.data) this.run = answer.data;
    else this.fault = textOf(problemOf(answer));
    return answer.data;
  }

  async undo(eventId: string, runId: string): Promise<void> {
    const answer = await api().POST('/api/events/{eventId}/registrations/bulk/{runId}/undo', {
      params: { path: { eventId, runId } },
    });
    if (answer.data) this.run = answer.data;
    else this.fault = textOf(problemOf(answer));
  }

  /** Gives back what ends the watch. `done` is called when the run has ended. */
  follow(eventId: string, runId: string, done: () => void): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const path = { eventId, runId };
      const { data } = await api().GET('/api/events/{eventId}/registrations/bulk/{runId}', { params: { path } });
      if (timer === undefined) return;
      if (data) this.run = data;
      if (data?.finished) done();
      else timer = setTimeout(() => void look(), LOOK_EVERY);
    };
    timer = setTimeout(() => void look(), 0);
    return () => {
      clearTimeout(timer);
      timer = undefined;
    };
  }
}
