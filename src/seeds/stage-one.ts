import type { Registration } from '../registration/index.js';
import { wita } from './agenda.js';
import { dayOf, formTimes, gather } from './crowd.js';
import type { DemoWorld } from './demo-world.js';
import { letIn, passages } from './doors.js';
import type { DemoEmployee } from './demo-person.js';
import type { People } from './people.js';
import type { Settings, Staff } from './settings.js';
import { publishStage, slugOfStage } from './stage.js';

const date = '2022-06-08';
const GAVE_BACK = 8;

export interface FirstStage {
  eventId: string;
  /** NIPs of the employees who have its certificate. */
  attended: ReadonlySet<string>;
  ticketPath: string;
  validCode: string;
  revokedCode: string;
}

/** 8 June 2022, 300 seats: from the draft to the archive, with every scan, paper and record of it. */
export async function seedFirstStage(
  world: DemoWorld,
  staff: Staff,
  settings: Settings,
  people: People,
  employees: readonly DemoEmployee[],
): Promise<FirstStage> {
  const opensAt = wita('2022-05-23', '08:00');
  const closesAt = wita('2022-06-06', '16:00');
  const eventId = await publishStage(world, staff.organiser, settings, {
    stage: 1,
    date,
    draftedAt: wita('2022-05-18', '10:12'),
    publishedAt: wita('2022-05-20', '14:05'),
    opensAt,
    closesAt,
    seats: [300, 235, 50, 15],
  });
  const crowd = gather(people, employees, world.random, { offices: 235, districts: 48, partners: 12 });
  const everybody = world.random.shuffle([...crowd.offices, ...crowd.districts, ...crowd.partners]);
  const times = formTimes(world.random, everybody.length, opensAt, closesAt);
  const rows: Registration[] = [];
  let day = '';
  for (const [index, person] of everybody.entries()) {
    const at = times[index] ?? closesAt;
    if (dayOf(at) !== day) await world.settle();
    day = dayOf(at);
    rows.push(await world.apply(slugOfStage(1), person, at));
  }
  for (const row of rows.slice(-GAVE_BACK)) {
    await world.giveBack(row, new Date(closesAt.getTime() + world.random.int(10, 900) * 1000));
  }
  await world.settle();

  world.clock.set(wita(date, '07:02'));
  const registered = rows.slice(0, -GAVE_BACK);
  await letIn(world, staff.gate, eventId, passages(world.random, date, registered));
  world.clock.set(wita(date, '09:20'));
  await world.papers.sign(staff.organiser, eventId, date);

  world.clock.set(wita('2022-06-10', '09:00'));
  await world.issuing.issue(eventId, staff.organiser);
  await world.settle();
  const issued = await world.read((m) =>
    world.certificates.statesFor(
      m,
      registered.map(({ id }) => id),
    ),
  );
  const holders = registered.filter(({ id }) => issued.has(id));
  const [shown, wrong] = holders.map((row) => ({ row, mark: issued.get(row.id)! }));
  if (!shown || !wrong) throw new Error('The first stage of the demo issued no certificates');
  world.clock.set(wita('2022-06-14', '11:30'));
  const reason = 'Nama pada sertifikat tertukar dengan peserta lain.';
  await world.revoking.revoke(eventId, wrong.mark.id, reason, staff.organiser);
  await world.settle();
  world.clock.set(wita('2022-06-20', '08:30'));
  await world.publications.archive(staff.organiser, eventId);
  return {
    eventId,
    attended: new Set(holders.flatMap(({ nip }) => nip ?? [])),
    ticketPath: world.registrations.linkPath(shown.row),
    validCode: shown.mark.code,
    revokedCode: wrong.mark.code,
  };
}
