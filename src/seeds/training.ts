import type { Registration } from '../registration/index.js';
import { sessionsOn, speaks, wita } from './agenda.js';
import { formTimes } from './crowd.js';
import type { DemoWorld, SessionInput } from './demo-world.js';
import { letIn, passages } from './doors.js';
import type { DemoEmployee, DemoPerson } from './demo-person.js';
import { actingHead } from './known-people.js';
import type { Random } from './random.js';
import type { Settings, Staff } from './settings.js';
import { block } from './stage.js';
import { type TrainingPlan, trainings } from './trainings.js';
import { topUnit } from './units.js';

const NO_SHOWS = 2;
const times = [
  ['09:15', '10:45'],
  ['10:45', '12:15'],
  ['13:15', '14:45'],
  ['14:45', '16:15'],
] as const;

/** The other trainings of 2022: with them some employees reach 20 JP, and three records wait to be checked. */
export async function seedTrainings(
  world: DemoWorld,
  staff: Staff,
  settings: Settings,
  employees: readonly DemoEmployee[],
  atFirstStage: ReadonlySet<string>,
): Promise<void> {
  const programme = await world.lookups.addProgramme(staff.organiser, {
    name: 'Pengembangan Kompetensi Aparatur 2022',
    stages: 3,
  });
  for (const plan of trainings) {
    const people = participants(world.random, plan, employees, atFirstStage);
    await seedTraining(world, staff, { ...settings, programmeId: programme.id }, plan, people);
  }
}

/** The odd one first. */
export function participants(
  random: Random,
  { units, seats, returning, odd }: TrainingPlan,
  employees: readonly DemoEmployee[],
  atFirstStage: ReadonlySet<string>,
): DemoPerson[] {
  const invited = random.shuffle(employees.filter(({ unitCode }) => units.includes(topUnit(unitCode))));
  const [again, fresh] = [true, false].map((was) => invited.filter(({ nip }) => atFirstStage.has(nip) === was));
  const [first, ...others] = fresh ?? [];
  if (!again || !first) throw new Error('The demo invites nobody to its training');
  const returners = again.slice(0, returning);
  return [odd(first), ...random.shuffle([...returners, ...others.slice(0, seats - 1 - returners.length)])];
}

async function seedTraining(
  world: DemoWorld,
  staff: Staff,
  settings: Settings,
  plan: TrainingPlan,
  people: readonly DemoPerson[],
): Promise<void> {
  const [first, last] = plan.days;
  const before = (days: number, time: string): Date => new Date(wita(first, time).getTime() - days * 86_400_000);
  const closesAt = before(2, '16:00');
  world.clock.set(before(30, '10:20'));
  const eventId = await draft(world, staff, settings, plan, before(20, '08:00'), closesAt);
  world.clock.set(before(28, '14:00'));
  await world.publications.publish(staff.organiser, eventId);

  const rows: Registration[] = [];
  for (const [index, at] of formTimes(world.random, people.length, before(20, '08:00'), closesAt).entries()) {
    const person = people[index];
    if (person) rows.push(await world.apply(plan.slug, person, at));
  }
  await world.settle();

  const coming = rows.slice(0, rows.length - NO_SHOWS);
  const habits = { absent: 0, late: 2, leaving: 0, lunching: 5 };
  world.clock.set(wita(first, '07:00'));
  const both = plan.days.flatMap((day) => passages(world.random, day, coming, habits));
  await letIn(world, staff.gate, eventId, both);
  world.clock.set(new Date(wita(last, '09:00').getTime() + 2 * 86_400_000));
  await world.issuing.issue(eventId, staff.organiser);
  await world.settle();
  world.clock.set(new Date(wita(last, '09:00').getTime() + 9 * 86_400_000));
  await world.publications.archive(staff.organiser, eventId);
}

async function draft(
  world: DemoWorld,
  { organiser }: Staff,
  settings: Settings,
  plan: TrainingPlan,
  opensAt: Date,
  closesAt: Date,
): Promise<string> {
  const [frontTitle, name, backTitle, affiliation] = plan.speaker;
  const speaker = await world.lookups.addSpeaker(organiser, { frontTitle, name, backTitle, affiliation });
  const [unitCode, organiserName] = plan.organiser;
  const id = await world.drafts.create(organiser, {
    title: plan.title,
    slug: plan.slug,
    summary: plan.summary,
    programmeId: settings.programmeId,
    venueId: settings.venueId,
    roomId: settings.smallRoomId,
    organiserName,
    organiserUnitId: world.unitId(unitCode),
    registrationOpensAt: opensAt,
    registrationClosesAt: closesAt,
    cancelUntil: closesAt,
    numberCode: '800.2.4',
    numberUnit: 'BKPSDM',
    certificateSignatoryId: settings.signatoryId,
    capacity: plan.seats,
    sessions: agendaOfTraining(plan, speaker.id),
  });
  await world.papers.setCommittee(organiser, id, {
    members: [
      { role: 'chair', ...block(actingHead), office: 'Ketua Panitia' },
      { role: 'secretary', name: 'Meiske Perumpamaan', office: 'Sekretaris Panitia' },
    ],
  });
  return id;
}

/** Three or four times two JP a day. */
export function agendaOfTraining({ days, topics }: TrainingPlan, speakerId: string): SessionInput[] {
  return days.flatMap((day, index) => {
    const session = sessionsOn(day);
    const titles = topics[index] ?? [];
    return [
      session('registration', '07:30', '08:15', 'Registrasi dan presensi'),
      ...(index === 0 ? [session('opening', '08:15', '09:00', 'Pembukaan')] : []),
      ...times
        .slice(0, titles.length)
        .map(([from, to], n) => session('topic', from, to, titles[n] ?? '', { speakers: speaks(speakerId) })),
      session('break', '12:15', '13:15', 'Istirahat, salat, dan makan siang'),
      ...(index === days.length - 1 ? [session('closing', '16:15', '16:45', 'Penutupan')] : []),
    ];
  });
}
