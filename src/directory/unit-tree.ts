import { cleanName } from '../common/index.js';
import type { Unit } from './unit.entity.js';

type Node = Pick<Unit, 'id' | 'parentId'>;
type Merged = Pick<Unit, 'id' | 'mergedIntoId'>;

/** Gives, for a unit, the one that stands for it today: itself, or the one that it has become part of. */
export function survivors(units: readonly Merged[]): (id: string) => string {
  const into = new Map(units.map((unit) => [unit.id, unit.mergedIntoId]));
  return (id) => {
    let survivor = id;
    for (let next = into.get(id); next; next = into.get(next)) survivor = next;
    return survivor;
  };
}

/** Whether `id` is `rootId` or lies anywhere under it. */
export function isUnder(units: readonly Node[], id: string, rootId: string): boolean {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]));
  for (let at: string | null | undefined = id; at; at = parents.get(at)) if (at === rootId) return true;
  return false;
}

export type FoundUnit =
  { ok: true; unit: Unit } | { ok: false; code: 'UNIT_NAME_UNKNOWN' | 'UNIT_AMBIGUOUS'; params: { name: string } };

/** Units by what sheets call them: code, name, or `Induk / Unit` where a name stands more than once in the tree. */
export class UnitNames {
  private readonly byId: Map<string, Unit>;
  private readonly byWord = new Map<string, Set<string>>();

  constructor(units: readonly Unit[]) {
    this.byId = new Map(units.map((unit) => [unit.id, unit]));
    const survivor = survivors(units);
    for (const unit of units) {
      const parent = unit.parentId === null ? undefined : this.byId.get(unit.parentId);
      const words = [unit.code, unit.name, ...(parent ? [`${parent.name} / ${unit.name}`] : [])];
      for (const word of words) this.learn(word, survivor(unit.id));
    }
  }

  find(text: string): FoundUnit {
    const ids = [...(this.byWord.get(plain(text)) ?? [])];
    const [id] = ids;
    const unit = id === undefined ? undefined : this.byId.get(id);
    const params = { name: cleanName(text) };
    if (!unit) return { ok: false, code: 'UNIT_NAME_UNKNOWN', params };
    return ids.length === 1 ? { ok: true, unit } : { ok: false, code: 'UNIT_AMBIGUOUS', params };
  }

  nameOf(id: string): string {
    return this.byId.get(id)?.name ?? '';
  }

  private learn(word: string, id: string): void {
    const key = plain(word);
    const known = this.byWord.get(key) ?? new Set<string>();
    this.byWord.set(key, known.add(id));
  }
}

const plain = (word: string): string =>
  cleanName(word)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s*[>›]\s*/g, '/')
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .replace(/\s*\/\s*/g, '/')
    .trim();
