import { DateTime } from 'luxon';
import type { Registration } from '../registration/index.js';
import { daysBefore, wita, zone } from './agenda.js';
import { dayOf, formTimes, gather } from './crowd.js';
import type { DemoWorld } from './demo-world.js';
import type { DemoEmployee, DemoPerson } from './demo-person.js';
import type { People } from './people.js';
import type { Settings, Staff } from './settings.js';
import { publishStage, slugOfStage } from './stage.js';

const DAYS_OPEN = 12;

/** A Wednesday at least two weeks ahead, as the invitation would have it. */
export function dateOfSecondStage(now: Date): string {
  const earliest = DateTime.fromJSDate(now, { zone }).plus({ days: 15 });
  return earliest.plus({ days: (3 - earliest.weekday + 7) % 7 }).toFormat('yyyy-MM-dd');
}

/** 80 seats in three pools, nearly full, with people who wait; its date lies in the coming weeks. @returns a ticket's path. */
export async function seedSecondStage(
  world: DemoWorld,
  staff: Staff,
  settings: Settings,
  people: People,
  employees: readonly DemoEmployee[],
  now: Date,
): Promise<string> {
  const date = dateOfSecondStage(now);
  const daysAgo = (days: number, time: string): Date => daysBefore(now, days, time);
  const opensAt = daysAgo(DAYS_OPEN, '08:00');
  await publishStage(world, staff.organiser, settings, {
    stage: 2,
    date,
    draftedAt: daysAgo(DAYS_OPEN + 6, '09:30'),
    publishedAt: daysAgo(DAYS_OPEN + 2, '15:10'),
    opensAt,
    closesAt: wita(DateTime.fromISO(date, { zone }).minus({ days: 2 }).toFormat('yyyy-MM-dd'), '16:00'),
    seats: [80, 60, 12, 8],
  });
  const crowd = gather(people, employees, world.random, { offices: 58, districts: 17, partners: 6 });
  const everybody = world.random.shuffle([...crowd.offices, ...crowd.districts, ...crowd.partners]);
  const rows = await register(world, everybody, opensAt, now);
  world.clock.set(now);
  await world.settle();
  const ticket = rows.find(({ status }) => status === 'confirmed');
  if (!ticket) throw new Error('The second stage of the demo sold no seat');
  return world.registrations.linkPath(ticket);
}

async function register(
  world: DemoWorld,
  people: readonly DemoPerson[],
  from: Date,
  to: Date,
): Promise<Registration[]> {
  const rows: Registration[] = [];
  const times = formTimes(world.random, people.length, from, to);
  let day = '';
  for (const [index, person] of people.entries()) {
    const at = times[index] ?? to;
    if (dayOf(at) !== day) await world.settle();
    day = dayOf(at);
    rows.push(await world.apply(slugOfStage(2), person, at));
  }
  return rows;
}
