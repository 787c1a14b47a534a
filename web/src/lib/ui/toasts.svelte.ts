/** A toast only confirms what the reader just did; faults stand in place, never here. */
export type Toast = { id: number; text: string; undo?: () => void };

const shown: Toast[] = $state([]);
let last = 0;

export const toasts = () => shown;

export function toast(text: string, undo?: () => void): void {
  const id = (last += 1);
  shown.push({ id, text, ...(undo && { undo }) });
  setTimeout(() => dismiss(id), 6000);
}

export function dismiss(id: number): void {
  const index = shown.findIndex((each) => each.id === id);
  if (index >= 0) shown.splice(index, 1);
}
