import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetClock } from '../common/index.js';
import type { Config } from '../config/index.js';
import { wita } from './agenda.js';
import { seedClinic } from './clinic.js';
import { DemoWorld } from './demo-world.js';
import { inApp } from './in-app.js';
import { sendMails } from './mails.js';
import { People } from './people.js';
import { Random } from './random.js';
import { type Rehearsal, seedRehearsal } from './rehearsal.js';
import { addAccounts, addLookups, addUnits, demoAccounts, demoPassword, setLetterhead } from './settings.js';
import { type FirstStage, seedFirstStage } from './stage-one.js';
import { slugOfStage } from './stage.js';
import { seedSecondStage } from './stage-two.js';
import { type Spbe, seedSpbe } from './spbe.js';
import { seedTrainings } from './training.js';

const SEED = 2022;

/**
 * Fills an empty database with the demo, in an application of its own whose clock is set, so that the rules, the audit
 * log and the dates of 2022 hold. It sends no mail to anybody and does not wait for the disk; it is closed before the
 * application opens. A database that holds data already is left as it is.
 */
export async function seedDemo(config: Config, now = new Date()): Promise<void> {
  const clock = new SetClock(wita('2022-05-16', '09:00'));
  const { database } = config;
  const fast: Config = {
    ...config,
    smtpUrl: undefined,
    database: database.engine === 'sqlite' ? { ...database, synchronous: 'OFF' } : database,
  };
  const file = join(config.dataDir, 'demo.json');
  const made = await inApp(fast, clock, (app) => fill(new DemoWorld(app, clock, new Random(SEED)), file, now));
  if (!made) return;
  await sendMails(fast, clock, made.organiser, made.spbe);
  writeFileSync(file, `${JSON.stringify(made.demo, null, 2)}\n`, { mode: 0o600 });
}

/** @returns null where the demo stands already. */
async function fill(world: DemoWorld, file: string, now: Date) {
  if ((await world.directory.units()).length > 0) {
    if (existsSync(file)) return null;
    throw new Error(
      `The demo was interrupted while it was being made (${file} is missing). Delete its data and start again.`,
    );
  }
  const password = demoPassword();
  const staff = await addAccounts(world, password);
  await addUnits(world, staff.hr);
  await world.learn();
  const people = new People(world.random);
  const employees = people.employees();
  await world.directory.addEmployees(
    employees.map(({ phone, unitCode, ...employee }) => ({
      ...employee,
      phone: phone.replace(/^0/, '+62'),
      unitId: world.unitId(unitCode),
    })),
    staff.hr,
  );
  await setLetterhead(world, staff.admin);
  const settings = await addLookups(world, staff.organiser);
  const first = await seedFirstStage(world, staff, settings, people, employees);
  await seedTrainings(world, staff, settings, employees, first.attended);
  const ticketPath = await seedSecondStage(world, staff, settings, people, employees, now);
  const rehearsal = await seedRehearsal(world, staff, settings, employees, now);
  const spbe = await seedSpbe(world, staff, settings, employees, now);
  const clinicId = await seedClinic(world, staff, settings, people, employees, now);
  const links = [...linksOf(first, ticketPath, rehearsal), ...linksOfDesk(spbe, clinicId)];
  return { demo: { password, accounts: demoAccounts, links }, organiser: staff.organiser, spbe };
}

const linksOf = (first: FirstStage, ticketPath: string, today: Rehearsal) => [
  { label: 'Register for Tahap 2', url: `/kegiatan/${slugOfStage(2)}` },
  { label: 'A ticket of Tahap 2', url: ticketPath },
  { label: 'Tahap 1, over and archived', url: `/kegiatan/${slugOfStage(1)}` },
  { label: 'A ticket of Tahap 1', url: first.ticketPath },
  { label: 'A valid certificate', url: `/v/${first.validCode}` },
  { label: 'A revoked certificate', url: `/v/${first.revokedCode}` },
  { label: 'Console', url: '/konsol' },
  { label: 'Console of Tahap 1', url: `/konsol/acara/${first.eventId}` },
  { label: 'Training hours of 2022', url: '/konsol/jp?year=2022' },
  { label: 'Today, a ticket to scan', url: today.ticketPath },
  { label: 'Today, its live overview', url: `/konsol/acara/${today.eventId}` },
  { label: 'Today, its gate', url: `/pintu?acara=${today.eventId}&pintu=${today.gateId}` },
  { label: 'Gate', url: '/pintu' },
];

const linksOfDesk = ({ eventId, deskPath }: Spbe, clinicId: string) => [
  { label: 'By approval: its participants', url: `/konsol/acara/${eventId}/pendaftar` },
  { label: "By approval: the private link of a unit's contact", url: deskPath },
  { label: 'Full, with an open offer: its participants', url: `/konsol/acara/${clinicId}/pendaftar` },
];
