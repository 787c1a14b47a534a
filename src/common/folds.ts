import { DomainError } from './errors.js';
import { gathered } from './gathered.js';

interface Waiting<Ask, Answer> {
  ask: Ask;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

export interface Folding<Ask, Answer> {
  /** Does what all of them ask, in one transaction; an answer or a refusal for each, in their order. */
  work: (key: string, asks: Ask[]) => Promise<(Answer | DomainError)[]>;
  most: number;
  /** How much of `most` one takes; 1 unless told. */
  sizeOf?: (ask: Ask) => number;
}

/**
 * Work of one key is done one fold at a time, and whoever asks meanwhile is folded into the next one: a lone request waits
 * for nothing, a crowd shares one transaction and one flush to disk. There is no timer. Each is answered after the COMMIT
 * of his own fold.
 */
export class Folds<Ask, Answer> {
  private readonly lines = new Map<string, Waiting<Ask, Answer>[]>();

  constructor(private readonly folding: Folding<Ask, Answer>) {}

  /** How many wait for the next fold. */
  waiting(key: string): number {
    return this.lines.get(key)?.length ?? 0;
  }

  /** @throws what `work` throws, or refuses him with */
  ask(key: string, ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const line = this.lines.get(key);
      const waiting = { ask, resolve, reject };
      if (line) {
        line.push(waiting);
        return;
      }
      const begun = [waiting];
      this.lines.set(key, begun);
      void this.serve(key, begun);
    });
  }

  private async serve(key: string, line: Waiting<Ask, Answer>[]): Promise<void> {
    while (line.length > 0) {
      await gathered(() => line.length, this.folding.most);
      await this.settle(key, line.splice(0, this.fitting(line)));
    }
    this.lines.delete(key);
  }

  private fitting(line: Waiting<Ask, Answer>[]): number {
    const { most, sizeOf = () => 1 } = this.folding;
    let size = 0;
    const beyond = line.findIndex(({ ask }) => (size += sizeOf(ask)) > most);
    return beyond < 0 ? line.length : Math.max(beyond, 1);
  }

  /** When a fold fails for a reason nobody foresaw, each of it is tried alone, so that only the guilty one is refused. */
  private async settle(key: string, crowd: Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const asks = crowd.map(({ ask }) => ask);
      const answers = await this.folding.work(key, asks);
      crowd.forEach(({ resolve, reject }, index) => {
        const answer = answers[index] as Answer | DomainError;
        if (answer instanceof DomainError) reject(answer);
        else resolve(answer);
      });
    } catch (error) {
      if (crowd.length === 1 || error instanceof DomainError) for (const { reject } of crowd) reject(error);
      else for (const one of crowd) await this.settle(key, [one]);
    }
  }
}
