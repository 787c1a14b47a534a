import { Injectable } from '@nestjs/common';

import { Attendance } from '../attendance/index.js';
import type { Reader } from '../database/index.js';
import { Directory, type Unit } from '../directory/index.js';
import type { Event } from '../events/index.js';
import { Registration } from '../registration/index.js';
import { eligibility, type Eligibility, type EligibilityFacts, type EligibilityRule } from './eligibility.js';

export interface Candidate {
  registration: Registration;
  /** Place of the unit in the tree of units; people of other units come last. */
  place: number;
  facts: EligibilityFacts;
  verdict: Eligibility;
}

export const ruleOf = (event: Event): EligibilityRule => ({
  jp: event.jp ?? 0,
  minSharePercent: event.minSharePercent,
});

/** Everybody who registered for an event, with the verdict of the rule, in the order of the batch: unit, then name. */
@Injectable()
export class Candidates {
  constructor(
    private readonly attendance: Attendance,
    private readonly directory: Directory,
  ) {}

  async ofEvent(m: Reader, event: Event): Promise<Candidate[]> {
    const registrations = await m.findBy(Registration, { eventId: event.id });
    const shares = await this.attendance.shares(m, event.id);
    const places = placesInTree(await this.directory.units(m));
    return registrations
      .map((registration): Candidate => {
        const share = shares.get(registration.id);
        const facts = {
          status: registration.status,
          present: share !== undefined,
          attendedJp: share?.attendedJp ?? 0,
        };
        const place = (registration.unitId && places.get(registration.unitId)) || places.size + 1;
        return { registration, place, facts, verdict: eligibility(facts, ruleOf(event)) };
      })
      .sort(inBatchOrder);
  }
}

/** Parents before their children, siblings in the order of protocol; counted from 1. */
export function placesInTree(units: readonly Pick<Unit, 'id' | 'parentId' | 'sort'>[]): Map<string, number> {
  const childrenOf = new Map<string | null, typeof units>();
  for (const unit of units) childrenOf.set(unit.parentId, [...(childrenOf.get(unit.parentId) ?? []), unit]);
  const places = new Map<string, number>();
  const visit = (parentId: string | null): void => {
    for (const unit of [...(childrenOf.get(parentId) ?? [])].sort((a, b) => a.sort - b.sort)) {
      places.set(unit.id, places.size + 1);
      visit(unit.id);
    }
  };
  visit(null);
  return places;
}

export const orderKey = ({ place, registration }: Candidate): [number, string, string, string] => [
  place,
  registration.unitId ? '' : registration.unitText,
  registration.nameKey,
  registration.id,
];

export const inBatchOrder = (a: Candidate, b: Candidate): number => compareKeys(orderKey(a), orderKey(b));

export function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other !== undefined && part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
