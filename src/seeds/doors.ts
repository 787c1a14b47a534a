import type { Actor } from '../common/index.js';
import { newId } from '../common/index.js';
import type { Registration } from '../registration/index.js';
import { wita } from './agenda.js';
import type { DemoWorld } from './demo-world.js';
import type { Random } from './random.js';

export interface Passage {
  at: Date;
  direction: 'in' | 'out';
  ticket: Registration | null;
}

const minutes = (count: number): number => count * 60_000;

/** How many do not keep to the programme. */
interface Habits {
  absent: number;
  late: number;
  leaving: number;
  lunching: number;
}

const HALL_FULL: Habits = { absent: 9, late: 4, leaving: 3, lunching: 18 };

/** Who comes, when, and who leaves early: most arrive in the half hour before the opening, in two waves. */
export function passages(
  random: Random,
  date: string,
  registered: readonly Registration[],
  habits: Habits = HALL_FULL,
): Passage[] {
  const coming = random.shuffle(registered).slice(habits.absent);
  const late = coming.slice(0, habits.late);
  const leaving = coming.slice(late.length, late.length + habits.leaving);
  const lunching = coming.slice(late.length + leaving.length).slice(0, habits.lunching);
  const opening = wita(date, '08:15').getTime();
  const arrival = (): Date => {
    const wave = random.chance(0.62) ? random.around(-9, 17) : random.around(7, 13);
    return new Date(Math.max(opening - minutes(44), opening + minutes(wave)));
  };
  const within = (from: string, spread: number): Date =>
    new Date(wita(date, from).getTime() + Math.round(random.next() * minutes(spread)));
  const enters = coming.map((ticket): Passage => ({
    ticket,
    direction: 'in',
    at: late.includes(ticket) ? within('09:50', 40) : arrival(),
  }));
  // Shown twice at the door, by people who went back for a colleague.
  const again = enters.slice(40, 46).map(({ ticket, at }): Passage => ({
    ticket,
    direction: 'in',
    at: new Date(at.getTime() + minutes(random.int(1, 9))),
  }));
  const lunch = lunching.flatMap((ticket): Passage[] => [
    { ticket, direction: 'out', at: within('12:16', 12) },
    { ticket, direction: 'in', at: within('12:55', 18) },
  ]);
  const homeward = leaving.map((ticket): Passage => ({ ticket, direction: 'out', at: within('12:16', 20) }));
  const strangers = ['08:03', '08:21'].map((time): Passage => ({
    ticket: null,
    direction: 'in',
    at: wita(date, time),
  }));
  return [...enters, ...again, ...lunch, ...homeward, ...strangers].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Reads the tickets at two gates: by camera, and by hand where the screen is broken. @returns the main gate's id. */
export async function letIn(world: DemoWorld, actor: Actor, eventId: string, all: readonly Passage[]): Promise<string> {
  const main = await world.gates.create(eventId, { name: 'Pintu Utama' }, actor);
  const gates = [main, await world.gates.create(eventId, { name: 'Pintu Timur' }, actor)];
  for (const { at, direction, ticket } of all) {
    const gate = world.random.pick(world.random.chance(0.3) ? gates : gates.slice(0, 1));
    const typed = world.random.chance(0.06);
    world.clock.set(new Date(at.getTime() + 300));
    await world.scans.record(
      eventId,
      {
        id: newId(),
        gateId: gate.id,
        input: ticket ? (typed ? ticket.ticketCode : await qrOf(world, ticket)) : 'https://s.example/menu-kantin',
        method: typed ? 'code' : 'camera',
        direction,
        scannedAt: at.toISOString(),
        deviceLabel: `Gawai ${gate.name}`,
      },
      actor,
    );
  }
  return main.id;
}

const qrOf = (world: DemoWorld, { id, eventId, epoch }: Registration): Promise<string> =>
  world.tickets.sign({ eventId, registrationId: id, epoch });
