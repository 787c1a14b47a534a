import { m } from '$lib/paraglide/messages';
import type { Status } from '$lib/ui/status';
import type { ImportRow, ImportView, Outcome } from './types';

const states: Record<ImportView['state'], () => Status> = {
  checked: () => ({ word: m.imports_state_checked(), icon: 'circle-dashed', tone: 'mute' }),
  applying: () => ({ word: m.imports_state_applying(), icon: 'hourglass', tone: 'wait' }),
  done: () => ({ word: m.imports_state_done(), icon: 'circle-check', tone: 'ok', quiet: true }),
  undoing: () => ({ word: m.imports_state_undoing(), icon: 'hourglass', tone: 'wait' }),
  undone: () => ({ word: m.imports_state_undone(), icon: 'arrow-back-up', tone: 'mute', quiet: true }),
  stopped: () => ({ word: m.imports_state_stopped(), icon: 'alert-circle', tone: 'bad' }),
};
export const importState = (state: ImportView['state']): Status => states[state]();

const outcomes: Record<Outcome, () => Status> = {
  new: () => ({ word: m.imports_outcome_new(), icon: 'plus', tone: 'ok', quiet: true }),
  changed: () => ({ word: m.imports_outcome_changed(), icon: 'edit', tone: 'info' }),
  same: () => ({ word: m.imports_outcome_same(), icon: 'check', tone: 'mute', quiet: true }),
  refused: () => ({ word: m.imports_outcome_refused(), icon: 'ban', tone: 'bad' }),
};
export const outcomeWord = (outcome: Outcome): string => outcomes[outcome]().word;

/** What became of a row says more than what it was going to be. */
export function rowStatus({ outcome, state }: Pick<ImportRow, 'outcome' | 'state'>): Status {
  if (state === 'undone') return { word: m.imports_row_undone(), icon: 'arrow-back-up', tone: 'mute', quiet: true };
  if (state === 'kept') return { word: m.imports_row_kept(), icon: 'alert-triangle', tone: 'wait' };
  return outcomes[outcome]();
}
