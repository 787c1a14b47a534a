import { otherUnit } from './values';
import type { Answer } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import type { Option, OptionGroup } from '$lib/ui/SelectField.svelte';

type Unit = Answer<'/api/public/units'>[number];

/** Units with their own units below them become a group; "Lainnya" stands first, where a long list hides nothing. */
export function unitOptions(units: Unit[]): (Option | OptionGroup)[] {
  const below = new Map<string | null, Unit[]>();
  for (const unit of units) below.set(unit.parentId, [...(below.get(unit.parentId) ?? []), unit]);
  const collect = (unit: Unit): Option[] => [
    { value: unit.id, label: unit.name },
    ...(below.get(unit.id) ?? []).flatMap(collect),
  ];
  const roots = below.get(null) ?? [];
  const single = roots.filter((unit) => !below.has(unit.id));
  const groups = roots.filter((unit) => below.has(unit.id));
  return [
    { value: otherUnit, label: m.public_unit_other() },
    ...single.map((unit) => ({ value: unit.id, label: unit.name })),
    ...groups.map((unit) => ({ label: unit.name, options: collect(unit) })),
  ];
}
