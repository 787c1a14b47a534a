import type { DemoEmployee } from './demo-person.js';
import type { DemoWorld } from './demo-world.js';
import type { People } from './people.js';
import type { Settings, Staff } from './settings.js';
import { openedAt, publishSmall } from './small-event.js';
import { demoUnits, topUnit } from './units.js';

const OFFICES = 6;
const WAITING = 3;
const TEN_MINUTES = 600_000;

/** Every seat is taken and three wait; another was just offered the seat that somebody gave back. */
export async function seedClinic(
  world: DemoWorld,
  { organiser }: Staff,
  settings: Settings,
  people: People,
  employees: readonly DemoEmployee[],
  now: Date,
): Promise<string> {
  const offices = demoUnits.filter(({ parentCode, sort }) => !parentCode && sort !== 'district');
  const plan = {
    title: 'Klinik Penyusunan Masterplan Smart City',
    slug: 'klinik-masterplan',
    summary:
      'Pendampingan dalam kelompok kecil: tiap perangkat daerah membawa rancangannya dan pulang dengan perbaikan.',
    capacity: OFFICES + 2,
    inner: [
      { name: 'Perangkat daerah', capacity: OFFICES, unitIds: offices.map(({ code }) => world.unitId(code)) },
      { name: 'Mitra', capacity: 2, kinds: ['guest' as const] },
    ],
    waitingMode: 'offer' as const,
    offerHours: 48,
    ahead: 24,
    topics: ['Telaah rancangan masterplan per kelompok', 'Perbaikan rancangan dan rencana tindak'] as [string, string],
  };
  const eventId = await publishSmall(world, organiser, settings, plan, now);
  const ofOffices = employees.filter(({ unitCode }) => offices.some(({ code }) => code === topUnit(unitCode)));
  const guests = [
    people.guest('Politeknik Kelautan dan Perikanan Bitung', 'Dosen'),
    people.guest('Kamar Dagang dan Industri Kota Bitung', 'Sekretaris'),
  ];
  const invited = [...world.random.shuffle(ofOffices).slice(0, OFFICES + WAITING + 1), ...guests];
  const rows = [];
  for (const [index, person] of invited.entries()) {
    rows.push(await world.apply(plan.slug, person, new Date(openedAt(now).getTime() + (index + 1) * 5_400_000)));
  }
  const [leaving] = rows;
  if (!leaving) throw new Error('The clinic of the demo sold no seat');
  await world.settle();
  await world.giveBack(leaving, new Date(now.getTime() - TEN_MINUTES));
  world.clock.set(now);
  await world.settle();
  return eventId;
}
