import type { SeatModel, Words } from './seat-model.js';

export interface FileRow {
  n: number;
  words: Words;
}

interface Judged {
  outcome: 'new' | 'changed' | 'same';
  /** What stands there and would be overwritten. */
  from: Words | null;
}

interface Trace extends FileRow {
  id: string;
  /** Null: the file brought him. */
  before: Words | null;
}

const same = (a: Words | null, b: Words | null): boolean => a?.position === b?.position && a?.unit === b?.unit;

/** Lists that are shown, taken and taken back, by the words of the documentation. */
export class ImportModel {
  /** What was shown and not taken yet, or taken. */
  private shown: (FileRow & Judged)[] = [];
  private readonly taken: Trace[][] = [];

  constructor(private readonly seats: SeatModel) {}

  get hasShown(): boolean {
    return this.shown.length > 0;
  }

  get hasTaken(): boolean {
    return this.taken.length > 0;
  }

  show(rows: FileRow[]): string[] {
    this.shown = rows.map((row) => ({ ...row, ...this.judge(row) }));
    return this.shown.map(({ outcome }) => outcome);
  }

  /** How each row ends that was to be done; only what was shown is done. */
  take(idOf: (n: number) => string): string[] {
    const toDo = this.shown.filter(({ outcome }) => outcome !== 'same');
    this.shown = [];
    const judged = toDo.map((row) => ({ row, now: this.judge(row) }));
    const traces: Trace[] = [];
    const ends = judged.map(({ row, now }) => {
      if (now.outcome === 'same') return 'same';
      if (now.outcome !== row.outcome || !same(now.from, row.from)) return 'refused';
      return 'applied';
    });
    const applied = judged.filter((_, index) => ends[index] === 'applied').map(({ row }) => row);
    for (const { n, words, outcome } of applied) {
      if (outcome !== 'new') continue;
      this.seats.register(n, idOf(n), { byForm: false, words, vouched: true });
      traces.push({ n, words, id: idOf(n), before: null });
    }
    for (const { n, words, from, outcome } of applied) {
      if (outcome !== 'changed') continue;
      traces.push({ n, words, id: this.seats.people.get(n)?.id ?? '', before: from });
      this.seats.correct(n, words);
    }
    const inFile = toDo.map(({ n }) => n);
    if (traces.length > 0) this.taken.push(traces.sort((a, b) => inFile.indexOf(a.n) - inFile.indexOf(b.n)));
    return ends;
  }

  /** How each row ends, from the last to the first: taken back is only what stands as the list left it. */
  takeBack(which: 0 | -1): string[] {
    const [traces = []] = this.taken.splice(which, 1);
    return traces.reverse().map(({ n, id, words, before }) => {
      const person = this.seats.people.get(n);
      if (person?.id !== id || !this.seats.isLive(n) || !same(person.words, words)) return 'kept';
      if (before) this.seats.correct(n, before);
      else this.seats.cancel(n);
      return 'undone';
    });
  }

  private judge({ n, words }: FileRow): Judged {
    if (!this.seats.isLive(n)) return { outcome: 'new', from: null };
    const from = this.seats.people.get(n)?.words ?? null;
    return { outcome: same(from, words) ? 'same' : 'changed', from };
  }
}
