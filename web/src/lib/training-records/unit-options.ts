type Unit = { id: string; name: string; parentId: string | null };

/** Units in the order of the structure; a unit inside another is set in. */
export function unitOptions(units: Unit[]): { value: string; label: string }[] {
  const ids = new Set(units.map(({ id }) => id));
  const below = (parentId: string | null, depth: number): { value: string; label: string }[] =>
    units
      .filter((unit) => (unit.parentId && ids.has(unit.parentId) ? unit.parentId : null) === parentId)
      .flatMap(({ id, name }) => [{ value: id, label: '\u2003'.repeat(depth) + name }, ...below(id, depth + 1)]);
  return below(null, 0);
}
