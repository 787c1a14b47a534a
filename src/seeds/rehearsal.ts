import { DateTime } from 'luxon';
import type { Registration } from '../registration/index.js';
import { daysBefore, sessionsOn, type Speakers, speaks, wita, zone } from './agenda.js';
import { formTimes } from './crowd.js';
import type { DemoWorld, SessionInput } from './demo-world.js';
import type { DemoEmployee } from './demo-person.js';
import { letIn, type Passage } from './doors.js';
import { actingHead } from './known-people.js';
import type { Random } from './random.js';
import type { Settings, Staff } from './settings.js';
import { block } from './stage.js';

const slug = 'gladi-penandatanganan';
const REGISTERED = 24;
const INSIDE = 7;

export interface Rehearsal {
  eventId: string;
  gateId: string;
  ticketPath: string;
}

/** Today's event, whatever the hour: a gate admits on every hour of an event's day, and its desk is open on all of them. */
export async function seedRehearsal(
  world: DemoWorld,
  { organiser, gate }: Staff,
  settings: Settings,
  employees: readonly DemoEmployee[],
  now: Date,
): Promise<Rehearsal> {
  const date = DateTime.fromJSDate(now, { zone }).toFormat('yyyy-MM-dd');
  const [opensAt, closesAt] = [daysBefore(now, 6, '08:00'), daysBefore(now, 1, '18:00')];
  world.clock.set(daysBefore(now, 8, '09:40'));
  const eventId = await world.drafts.create(organiser, {
    title: 'Gladi Bersih Penandatanganan Komitmen',
    slug,
    summary:
      'Gladi bersih sebelum Tahap 2: alur masuk, tata tempat, dan urutan penandatanganan. Meja registrasi buka sepanjang hari.',
    programmeId: settings.programmeId,
    venueId: settings.venueId,
    roomId: settings.smallRoomId,
    organiserName: 'Dinas Komunikasi dan Informatika',
    organiserUnitId: world.unitId('DISKOMINFO'),
    registrationOpensAt: opensAt,
    registrationClosesAt: closesAt,
    cancelUntil: wita(date, '00:00'),
    numberCode: '800.2.4',
    numberUnit: 'BKPSDM',
    certificateSignatoryId: settings.signatoryId,
    capacity: 30,
    sessions: agendaOfRehearsal(date, settings.speakers),
  });
  await world.papers.setCommittee(organiser, eventId, {
    members: [{ role: 'chair', ...block(actingHead), office: 'Ketua Panitia' }],
  });
  world.clock.set(daysBefore(now, 7, '13:15'));
  await world.publications.publish(organiser, eventId);

  const people = world.random.shuffle(employees).slice(0, REGISTERED + 1);
  const rows: Registration[] = [];
  for (const [index, at] of formTimes(world.random, people.length, opensAt, closesAt).entries()) {
    const person = people[index];
    if (person) rows.push(await world.apply(slug, person, at));
  }
  const [cancelled, ...registered] = rows;
  const ticket = registered.at(-1);
  if (!cancelled || !ticket) throw new Error('The rehearsal of the demo sold no seat');
  await world.giveBack(cancelled, daysBefore(now, 1, '19:20'));
  const gateId = await letIn(world, gate, eventId, arrivals(world.random, now, cancelled, registered));
  world.clock.set(now);
  await world.settle();
  return { eventId, gateId, ticketPath: world.registrations.linkPath(ticket) };
}

/** The first few, within the last hour of this day; one shows his ticket twice, one had given his seat back. */
export function arrivals(
  random: Random,
  now: Date,
  cancelled: Registration,
  registered: readonly Registration[],
): Passage[] {
  const midnight = daysBefore(now, 0, '00:00').getTime();
  const from = Math.max(midnight, now.getTime() - 50 * 60_000);
  const [twice, ...others] = registered.slice(0, INSIDE);
  if (!twice) return [];
  const presented = [twice, ...others, cancelled, twice];
  const times = presented.map(() => Math.floor(from + random.next() * (now.getTime() - from))).sort((a, b) => a - b);
  return presented.map((ticket, index) => ({ ticket, direction: 'in', at: new Date(times[index] ?? from) }));
}

export function agendaOfRehearsal(date: string, { moderator }: Speakers): SessionInput[] {
  const session = sessionsOn(date);
  return [
    session('registration', '00:00', '23:59', 'Presensi, meja registrasi buka sepanjang hari'),
    session('opening', '00:00', '09:00', 'Ruang dibuka untuk latihan'),
    session('topic', '09:00', '10:30', 'Arahan protokol dan pembagian tugas', { speakers: speaks(moderator) }),
    session('signing', '10:30', '12:00', 'Gladi penandatanganan, putaran pertama'),
    session('break', '12:00', '13:00', 'Istirahat, salat, dan makan siang'),
    session('signing', '13:00', '15:00', 'Gladi penandatanganan, putaran kedua'),
    session('closing', '15:00', '15:30', 'Catatan perbaikan'),
  ];
}
