import { DateTime } from 'luxon';
import { zone } from './agenda.js';
import { knownEmployees, oddEmployees, operator, partners, policeChief } from './known-people.js';
import type { DemoEmployee, DemoPerson } from './demo-person.js';
import type { People } from './people.js';
import type { Random } from './random.js';
import { demoUnits, topUnit } from './units.js';

/** Who takes part, group by group. */
export interface Crowd {
  offices: DemoPerson[];
  districts: DemoPerson[];
  partners: DemoPerson[];
}

const isDistrict = (code: string): boolean => topUnit(code).startsWith('KEC-');

/** As many people of each group, some without a number among them; the known ones come first. */
export function gather(
  people: People,
  employees: readonly DemoEmployee[],
  random: Random,
  sizes: { offices: number; districts: number; partners: number },
): Crowd {
  const known = knownEmployees.length + oddEmployees.length;
  const mixed = [...employees.slice(0, known), ...random.shuffle(employees.slice(known))];
  const villages = demoUnits.filter(({ sort }) => sort === 'village');
  const offices = demoUnits.filter(({ sort, staff }) => sort === 'office' && staff > 0);
  const workers = (count: number, units: typeof villages): DemoPerson[] =>
    Array.from({ length: count }, () => people.worker(random.pick(units)));
  const officeWorkers = Math.floor(sizes.offices / 30);
  const villageWorkers = Math.floor(sizes.districts / 6);
  return {
    offices: [
      ...mixed.filter(({ unitCode }) => !isDistrict(unitCode)).slice(0, sizes.offices - officeWorkers),
      ...workers(officeWorkers, offices),
    ],
    districts: [
      operator,
      ...mixed.filter(({ unitCode }) => isDistrict(unitCode)).slice(0, sizes.districts - villageWorkers - 1),
      ...workers(villageWorkers, villages),
    ],
    partners: [
      policeChief,
      ...partners.slice(0, sizes.partners - 1).map(([office, position]) => people.guest(office, position)),
    ],
  };
}

/** Moments at which people sit at a form: in office hours mostly, in the evening sometimes, more towards both ends. */
export function formTimes(random: Random, count: number, from: Date, to: Date): Date[] {
  const days = Math.floor((to.getTime() - from.getTime()) / 86_400_000);
  const moment = (): Date => {
    const day = Math.floor(days * (random.chance(0.5) ? random.next() ** 2 : random.next()));
    const hour = random.chance(0.85) ? random.around(10.8, 3) : random.around(20, 1.5);
    return DateTime.fromJSDate(from, { zone })
      .startOf('day')
      .plus({ days: day, seconds: Math.round(hour * 3600) })
      .toJSDate();
  };
  const inside = (): Date => {
    for (;;) {
      const time = moment();
      if (time >= from && time < to) return time;
    }
  };
  return Array.from({ length: count }, inside).sort((a, b) => a.getTime() - b.getTime());
}

/** `yyyy-mm-dd` of a moment, to know when a day is over. */
export const dayOf = (time: Date): string => DateTime.fromJSDate(time, { zone }).toFormat('yyyy-MM-dd');
